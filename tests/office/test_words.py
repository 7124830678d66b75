"""Nothing that a page says in English is missing in Spanish."""

import pytest
from scripts.catalogues import LANGUAGES, OFFICE, homes, marked, read, untranslated


@pytest.mark.parametrize("home", homes(), ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_marked_is_translated(home, language):
    assert untranslated(home, language) == []


@pytest.mark.parametrize("home", homes(), ids=str)
def test_no_translation_is_kept_of_what_no_page_says(home):
    said = {(str(message.id), message.context) for message in marked(home)}
    kept = {(str(message.id), message.context) for message in read(home, "es") if message.id}
    assert kept - said == set()


def test_words_are_gathered_from_pages_and_from_code():
    said = {message.id if isinstance(message.id, str) else message.id[0] for message in marked(OFFICE)}
    assert {"why?", "only an administrator invites and lets return", "Individual hearing set", "%(n)s matter"} <= said
