"""What came of it before, in cases like this one? This office's own record of each form, with this case beside it; never a forecast."""

from collections.abc import Iterable

from forbear.office.web.matter import MatterPage
from forbear.record.comparison import in_words, office_record
from forbear.record.outcomes import Request, picture_of


def said_before(page: MatterPage, every: Iterable[Request]) -> list[tuple[str, list[str]]]:
    """Each form of the case that was asked for, with what the record says of it: how many, under which regime, this case beside it.

    `every` are the requests of the matters that the person may see.
    """
    others = list(every)
    if not others:
        return []
    here, asked = picture_of(page.matter), {each.form for each in others}
    return [
        (option.title, in_words(office_record(others, option.form, here, page.matter.corpus, page.on, mine=str(page.opened.id))))
        for option in page.found.options
        if option.form in asked
    ]
