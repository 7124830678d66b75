"""Does a text carry numbers and addresses that open a person's accounts or door, or that belong to somebody else?"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from forbear.casefile.model import CaseFile
from forbear.casefile.view import years_between
from forbear.guard.dates import dates_in
from forbear.guard.draft import Draft, Flaw
from forbear.guard.people import KINSHIP
from forbear.guard.record import A_NUMBER, digits, mistyped
from forbear.guard.sentences import Span

CHECK = "unredacted-identifiers"
SOCIAL = re.compile(
    r"(?<![\d-])(?!000|666|9\d\d)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\d-])"
    r"|\b(?:ssn|social security(?: (?:number|no\.?|card))?|seguro social|itin)\b\D{0,20}?(?P<bare>\d{9}|9\d\d-\d\d-\d{4})(?!\d)"
)
CARD = re.compile(r"(?<![\d-])\d(?:[ -]?\d){12,18}(?![\d-])")
ACCOUNT = re.compile(
    r"\b(?:account|acct\.?|routing|cuenta(?: bancaria)?)\s*(?:number|no\.?|num\.?|numero|#)?\s*(?:is|es|:)?\s*#?\s*(\d[\d-]{5,16}\d)\b"
)
PASSPORT = re.compile(r"\b(?:passport|pasaporte)\s*(?:number|no\.?|num\.?|numero|#)?\s*(?:is|es|:)?\s*#?\s*([a-z]{0,2}\d{7,9})\b")
PHONE = re.compile(r"(?<![\d-])(?:\+?1[ .-]?)?\(?[2-9]\d{2}\)?[ .-]\d{3}[ .-]\d{4}(?![\d-])")
MAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
STREET = re.compile(
    r"\b\d{1,6}\s+(?:[nsew]\.?\s+|north\s+|south\s+|east\s+|west\s+)?(?:[a-zñ0-9']+\s+){1,3}(?:street|st|avenue|ave|road|rd"
    r"|boulevard|blvd|lane|ln|drive|dr|court|ct|way|place|pl|terrace|highway|hwy)\b\.?(?:,?\s*(?:apt|apartment|unit"
    r"|#)\.?\s*[\w-]+)?"
    r"|\b(?:calle|avenida)\s+(?:[a-zñ0-9]+\s+){1,3}#?\d{1,5}\b"
)
LIVES = re.compile(
    r"\b(?:lives?|living|resides?|residing|home address|stays? (?:at|with)|moved|vive|viven|vivo|vivimos|reside|domicilio"
    r"|direccion)\b[^.;]{0,60}$"
)
OTHERS = re.compile(
    r"\b(?:witness(?:es)?|tenant|teacher|doctor|pastor|priest|supervisor|manager|testigo|maestr[oa]|sacerdote|padrino"
    r"|madrina|godfather|godmother)\b"
)
OURS = re.compile(
    r"\b(?:attorney|counsel|esq|law|firm|office|bar no|fax|suite|undersigned|abogad[oa]|despacho|clinic|court|opla|eoir|ice)\b"
)
MINE = re.compile(
    r"\b(?:me at|reach me|contact me|call me|my (?:phone|number|cell|e-?mail)|mi (?:telefono|numero|celular|correo)"
    r"|llamarme|comunicarse conmigo)\b"
)
CHILD = re.compile(r"\b(?:son|daughter|child|children|minor|boy|girl|kids?|hij[oa]s?|niñ[oa]s?|menor(?:es)?)\b")
BORN = re.compile(r"\b(?:born|birth|dob|d\.o\.b|nacid[oa]|nacio|nacieron|nacimiento)\b")
DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)  # the digit sum of twice a digit, for the check digit of a card


class Identifier(NamedTuple):
    """A number or date to redact: where it stands, what it is, what to do, and the places in the case file it rests on."""

    span: Span
    because: str
    instead: str
    facts: tuple[str, ...] = ()


def identifiers(draft: Draft) -> Iterator[Flaw]:
    """Identifiers to redact. A form that asks for them must be answered, so the answers of a relief form are left alone."""
    setting = draft.setting
    if setting.purpose == "relief-form":
        return
    for found in numbers_to_redact(draft.plain, draft.sentence, setting.case, setting.on):
        yield _flaw(draft, *found)
    for match in PASSPORT.finditer(draft.plain):
        yield _flaw(draft, match.span(1), "The number of a passport.", "Write the last four digits only.")
    yield from _where_to_find(draft)


def numbers_to_redact(plain: str, sentence: Callable[[int], Span], case: CaseFile | None, on: dt.date) -> Iterator[Identifier]:
    """Numbers that no paper may carry: social security, cards, accounts, A-numbers of others, birth dates of minors.

    `plain` is in lower case without accents (see `draft.PLAIN`); `sentence` says which stretch of it is read together at a place.
    """
    for match in SOCIAL.finditer(plain):
        span = match.span("bare") if match["bare"] else match.span()
        yield Identifier(span, "A social security or taxpayer number.", "Write the last four digits only, or leave it to a sealed form.")
    for match in CARD.finditer(plain):
        if _is_card(re.sub(r"\D", "", match[0])):
            yield Identifier(match.span(), "The number of a payment card.", "Take the number out of the text and the exhibit.")
    for match in ACCOUNT.finditer(plain):
        yield Identifier(match.span(1), "The number of an account.", "Write the last four digits only.")
    yield from _others_numbers(plain, case)
    yield from _births(plain, sentence, case, on)


def _flaw(draft: Draft, span: Span, because: str, instead: str, facts: tuple[str, ...] = ()) -> Flaw:
    return Flaw(CHECK, *span, "serious", because, draft.advise(instead, sworn=""), facts=facts)


def _is_card(number: str) -> bool:
    if len(number) not in (13, 14, 15, 16, 19) or len(set(number)) < 2 or number[0] not in "3456":
        return False
    return sum(int(sign) if place % 2 == 0 else DOUBLED[int(sign)] for place, sign in enumerate(reversed(number))) % 10 == 0


def _others_numbers(plain: str, case: CaseFile | None) -> Iterator[Identifier]:
    own = digits(case.text("person.a_number")) if case else ""
    for match in A_NUMBER.finditer(plain):
        if own and (given := digits(match[1])) != own and not mistyped(given, own):
            yield Identifier(
                match.span(),
                "An A-number that is not the client's: it leads to another person's file.",
                "Take it out, unless that person has consented in writing.",
                ("person.a_number",),
            )


def _births(plain: str, sentence: Callable[[int], Span], case: CaseFile | None, on: dt.date) -> Iterator[Identifier]:
    """Full birth dates of minors: of the client and the family in the file, and of children that the sentence says were born that day."""
    held = (
        {}
        if case is None
        else {f"family[{number}].birth_date": item.get("birth_date") for number, item in enumerate(case.items("family") or ())}
    )
    if case is not None:
        held["person.birth_date"] = case.date("person.birth_date")
    minors = {path: day for path, day in held.items() if isinstance(day, dt.date) and day <= on and years_between(day, on) < 18}
    for date in dates_in(plain):
        days = date.days()
        if not days:
            continue
        paths = tuple(path for path, day in minors.items() if date.fits(day))
        start, end = sentence(date.start)
        said = plain[start:end]
        of_child = BORN.search(said) and CHILD.search(said) and all(day <= on and years_between(day, on) < 18 for day in days)
        if paths or (of_child and BORN.search(said[max(0, date.start - start - 40) : date.start - start])):
            yield Identifier((date.start, date.end), "The full birth date of a minor.", "Write the year or the age alone.", paths)


def _where_to_find(draft: Draft) -> Iterator[Flaw]:
    """Telephone numbers, e-mail and street addresses of third persons; those of the writer, the office and the court belong there."""
    for pattern, what in ((PHONE, "telephone number"), (MAIL, "e-mail address"), (STREET, "street address")):
        for match in pattern.finditer(draft.plain):
            start, end = draft.sentence(match.start())
            said, before = draft.plain[start:end], draft.plain[start : match.start()]
            around = draft.plain[max(start, match.start() - 80) : match.end() + 30]
            if OURS.search(around) or MINE.search(said) or match[0].endswith(".gov"):
                continue
            theirs = KINSHIP.search(before) or OTHERS.search(before)
            lives = what == "street address" and LIVES.search(before)
            if not (theirs or lives) or draft.already(*match.span(), ("address-location-disclosure",)):
                continue
            because = (
                f"The {what} of {'a third person' if theirs else 'a person'}: it lets officers come to a door that nobody asked them to."
            )
            yield _flaw(draft, match.span(), because, "Take it out; give the city alone, or counsel's office.")
