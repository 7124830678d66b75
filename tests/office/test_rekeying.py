"""Keys are exchanged while people work: what was sealed opens, what is sealed after wants the new keys."""

import pytest

from forbear.office.matters import evidence_files, keeping, reading, rows, writing
from forbear.office.matters.models import MatterKey, Revision
from forbear.office.place import current
from forbear.office.safekeeping.rekeying import exchange, rotate
from forbear.office.safekeeping.verifying import verify
from forbear.problem import BadInput
from forbear.vault.keys import Passphrase, WontOpen, WrongKey, kinds_of_keys, read_keys
from forbear.vault.seal import unseal
from tests.office.building import a_matter, a_person

pytestmark = pytest.mark.django_db
WORDS = Passphrase("cuatro palabras bien largas")


@pytest.fixture
def place():
    """The office, whose files of keys and settings are put back after."""
    place = current()
    kept = {path: path.read_bytes() for path in (place.keys_file, place.settings_file)}
    yield place
    for path, content in kept.items():
        path.write_bytes(content)
    place.open()
    keeping._unwrapped.cache_clear()
    rows._opened.clear()


def test_the_keys_are_rotated_and_everything_still_opens(place):
    lead = a_person()
    matter = a_matter(lead)
    file = evidence_files.add(lead, matter, "e1.pdf", b"paper")
    before, wrapped = place.keys, bytes(MatterKey.objects.get().wrapped)
    old = before.unwrap(matter, wrapped)
    assert rotate(place, place.secret()) == 1
    assert reading.opened(lead, matter).facts["court"] == "Denver"
    assert evidence_files.read(lead, matter, file.id)[1] == b"paper"
    assert writing.save(lead, matter, 1, {"court": "Boston"}, "") == writing.Saved(2)
    sealed = bytes(Revision.objects.get(number=2).sealed)
    with pytest.raises(WontOpen):
        unseal(old, sealed, revision=keeping.place_of(matter, 2), kind="facts")
    with pytest.raises(WontOpen):
        before.unwrap(matter, bytes(MatterKey.objects.get().wrapped))
    assert verify().problems == []


def test_a_server_that_has_the_old_keys_in_memory_finds_the_new_ones(place):
    lead = a_person()
    matter = a_matter(lead)
    before = place.keys
    rotate(place, place.secret())
    place._keys = before  # another process, which has not heard of it
    assert reading.opened(lead, matter).revision == 1
    assert reading.opened(lead, a_matter(lead)).revision == 1


def test_what_opens_the_office_is_exchanged(place, tmp_path):
    first = place.secret()
    made = exchange(place, key_file=tmp_path / "new.key")
    assert made == tmp_path / "new.key"
    again = read_keys(place.keys_file, place.secret())
    assert again.office == place.keys.office
    with pytest.raises(WrongKey):
        read_keys(place.keys_file, first)
    assert exchange(place, passphrase=WORDS) is None
    assert kinds_of_keys(place.keys_file) == ["passphrase"]
    assert read_keys(place.keys_file, WORDS).office == place.keys.office
    assert place.key_file() is None


def test_a_new_key_is_not_put_with_the_data_nor_over_another(place, tmp_path):
    before = place.keys_file.read_bytes()
    (tmp_path / "stands.key").write_text("here")
    for file, said in ((place.home / "office.key", "apart"), (tmp_path / "stands.key", "never written over")):
        with pytest.raises(BadInput, match=said):
            exchange(place, key_file=file)
    with pytest.raises(BadInput, match="at least 12"):
        exchange(place, passphrase=Passphrase("short"))
    assert place.keys_file.read_bytes() == before
