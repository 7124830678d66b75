"""Does a text say something else than the file does of who people are: ages, children, spouse, nationality, court and judge?"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from forbear.casefile.model import CaseFile, Facts
from forbear.casefile.view import years_between
from forbear.guard.amounts import NUMBER, number_of
from forbear.guard.cues import KIN, PARENTESCO
from forbear.guard.draft import Draft
from forbear.law.plain import PLAIN

AGE = re.compile(
    rf"\b(?:i\s+am|respondent\s+is|the\s+respondent\s+is|the\s+client\s+is|client\s+is|respondent,?\s+an?"
    rf"|m[rs]s?\.?\s+[\w-]+(?:\s+[\w-]+)?\s+is(?:\s+an?)?)\s+(?P<en>{NUMBER})[-\s]years?[-\s]old\b"
    rf"|\b(?:yo\s+)?tengo\s+(?P<es>{NUMBER})\s+años(?:\s+de\s+edad)?(?=\s*[.,;]|\s+y\b)|\b(?:el"
    rf"|la)\s+client[ea]\s+tiene\s+(?P<es2>{NUMBER})\s+años\s+de\s+edad"
)
CHILD_AGE = re.compile(
    rf"\b(?:his|her|my)\s+(?P<n>{NUMBER})[-\s]year[-\s]old\s+(?:\w+\s+){{0,2}}(?:son|daughter|child)\b|\b(?:mi"
    rf"|su)\s+hij[oa]\s+de\s+(?P<es>{NUMBER})\s+años\b"
)
CHILDREN = re.compile(
    rf"(?<!of\s)(?<!de\s)\b(?:has|have|raising|his|her|my|our|(?:m[rs]s?\.?\s+[\w-]+|respondent|client)'s|mother\s+of|father\s+of|parent\s+of|tiene|tengo|tenemos|sus"
    rf"|mis|nuestros|madre\s+de|padre\s+de)\s+(?P<n>{NUMBER})\s+"
    r"(?P<usc>(?:u\.?\s?s\.?|united\s+states|american|usc)[-\s]?(?:citizen\s+|born\s+)?|citizen\s+)?(?:children|kids|hijos"
    r"|hijas|niños)\b(?P<usc2>\s+(?:ciudadan[oa]s|estadounidenses|(?:who|que|,)\s*(?:are|son)\s+(?:all\s+)?(?:u\.?s\.?"
    r"|united\s+states|ciudadan)))?"
)
SPOUSE = re.compile(
    r"\b(?:(?P<s1>u\.?\s?s\.?\s+citizen|united\s+states\s+citizen|citizen|lpr|lawful\s+permanent\s+resident"
    r"|permanent\s+resident)\s+(?:husband|wife|spouse)"
    r"|(?:his|her|my)\s+(?:husband|wife|spouse)\s*(?:,|is|,?\s+who\s+is)\s+(?:also\s+)?(?:a"
    r"|an)\s+(?P<s2>u\.?\s?s\.?\s+citizen|united\s+states\s+citizen|citizen|lpr|lawful\s+permanent\s+resident"
    r"|permanent\s+resident)"
    r"|\b(?:su|mi)\s+(?:espos[oa]|marido)\s*(?:,|es|,?\s+que\s+es)?\s+(?:un\s+|una\s+)?(?P<s3>ciudadan[oa]|residente\s+permanente))"
)
MARRIED = re.compile(
    r"\b(?:i\s+am|respondent\s+is|the\s+respondent\s+is|client\s+is|the\s+client\s+is|m[rs]s?\.?\s+[\w-]+\s+is|soy|estoy"
    r"|el\s+cliente\s+es(?:ta)?|la\s+clienta?\s+es(?:ta)?)\s+(?:legally\s+|currently\s+|now\s+)?"
    r"(?P<how>single|unmarried|married|divorced|widowed|a\s+widow(?:er)?|solter[oa]|casad[oa]|divorciad[oa]|viud[oa])\b(?!-)"
)
STATES_OF_LIFE = (
    (r"single|unmarried|solter", ("single", "partner")),
    (r"married|casad", ("married", "separated")),
    (r"divorc", ("divorced",)),
    (r"widow|a\s+widow|viud", ("widowed",)),
)
COURT = re.compile(r"\b((?:(?:St|Ft|Mt)\.? )?[A-Z][\w']+(?: [A-Z][\w']+){0,2}) Immigration Court\b")
JUDGE = re.compile(r"\b(?:Immigration Judge|[Jj]ueza? de [Ii]nmigraci[oó]n)\s+((?:[A-Z][\w.'’-]+ ?){1,4})")
NOT_NAMES = frozenset([
    "the", "this", "united", "states", "u.s.", "local", "former", "benchbook", "manual", "order", "decision", "court", "department",
    "office", "any", "said",
])  # fmt: skip
NATIVE = (
    r"\b(?:(?:native\s+and\s+citizen|citizen\s+and\s+national|citizen|national|native)\s+of|(?:nativ[oa]\s+y\s+ciudadan[oa]"
    r"|ciudadan[oa]|nacional|originari[oa])\s+de)\s+(?:the\s+|la\s+)?"
)
KINSHIP = re.compile(rf"\b(?:{KIN}|{PARENTESCO})\b")
FIRST_PERSON = re.compile(r"\b(?:i|my|our|we|yo|mi|mis|nuestr[oa]s?|tengo|soy|estoy)\b")
Found = tuple[int, int, str, tuple[str, ...]]  # where in the sentence, what the file says instead, and in which fields


def about_client(draft: Draft, said: str, before: int) -> bool:
    """Whether words are about the client and the text's own: no relative is named shortly before them."""
    theirs = draft.setting.purpose == "support-letter" and FIRST_PERSON.search(said[max(0, before - 20) : before + 12])
    return not theirs and draft.meant(said, before) and not KINSHIP.search(said[max(0, before - 60) : before])


def shown(day: dt.date) -> str:
    """A day in words."""
    return f"{day.day} {day:%B %Y}"


def known_days(items: Sequence[Facts] | None, key: str) -> list[dt.date] | None:
    """The dates of all items of a list, or None while one of them is open."""
    dates = [item.get(key) for item in items or ()]
    return [date for date in dates if isinstance(date, dt.date)] if dates and all(isinstance(date, dt.date) for date in dates) else None


def who_is_who(draft: Draft, case: CaseFile, said: str, text: str) -> Iterator[Found]:
    """What a sentence (its plain words, and as it stands) says of people that the file contradicts."""
    if not (draft.setting.purpose == "support-letter" and FIRST_PERSON.search(said)):  # the writer's own family, not the client's
        yield from _ages(draft, case, said)
        yield from _family(draft, case, said)
    yield from _places(case, text)
    yield from _nationality(draft, case, said)


def _ages(draft: Draft, case: CaseFile, said: str) -> Iterator[Found]:
    on, born = draft.setting.on, case.date("person.birth_date")
    for match in AGE.finditer(said):
        given = match["en"] or match["es"] or match["es2"]
        if born and number_of(given) != years_between(born, on) and not KINSHIP.search(said[max(0, match.start() - 40) : match.start()]):
            yield match.start(), match.end(), f"born on {shown(born)}, {years_between(born, on)} years old", ("person.birth_date",)
    children = [item for item in case.items("family") or () if item.get("relation") in ("child", "stepchild")]
    known = known_days(children, "birth_date")
    for match in CHILD_AGE.finditer(said):
        n = number_of(match["n"] or match["es"])
        if known and n not in {years_between(day, on) for day in known}:
            ages = ", ".join(str(years_between(day, on)) for day in known)
            yield match.start(), match.end(), f"children aged {ages}", ("family[].birth_date",)


def _family(draft: Draft, case: CaseFile, said: str) -> Iterator[Found]:
    family = case.items("family")
    for match in CHILDREN.finditer(said):
        if family is None or not draft.meant(said, match.start()) or KINSHIP.search(said[max(0, match.start() - 40) : match.start()]):
            continue
        children = [item for item in family if item.get("relation") == "child"]
        more = len(children) + sum(item.get("relation") == "stepchild" for item in family)
        if match["usc"] or match["usc2"]:
            every = [item for item in family if item.get("relation") in ("child", "stepchild")]
            fewest = sum(item.get("status") == "usc" for item in children)
            most = sum(item.get("status") in ("usc", "unknown", None) for item in every)
            says, path = f"{fewest} citizen child{'ren' * (fewest != 1)}", "family[].status"
        else:
            fewest, most = len(children), more
            says, path = f"{fewest} child{'ren' * (fewest != 1)}", "family[].relation"
        if not fewest <= number_of(match["n"]) <= most:
            yield match.start(), match.end(), says, (path,)
    statuses = [item.get("status") for item in family or () if item.get("relation") == "spouse"]
    for match in SPOUSE.finditer(said):
        given = match["s1"] or match["s2"] or match["s3"]
        status = "lpr" if re.search(r"resident|lpr", given) else "usc"
        if statuses and not {status, "unknown", None} & set(statuses) and draft.meant(said, match.start(), kin=True):
            yield match.start(), match.end(), f"the spouse's status is {', '.join(str(one) for one in statuses)}", ("family[].status",)
    married = case.text("person.marital_status")
    for match in MARRIED.finditer(said):
        allowed = next(states for pattern, states in STATES_OF_LIFE if re.match(pattern, match["how"]))
        if married and married not in allowed and about_client(draft, said, match.start()):
            yield match.start(), match.end(), f"marital status {married}", ("person.marital_status",)


def _places(case: CaseFile, text: str) -> Iterator[Found]:
    """Court and judge, as they are written with capitals."""
    court = case.text("proceedings.court") or case.court
    for match in COURT.finditer(text):
        moved = re.search(r"\b(?:from|formerly|previously|then)\s+(?:the\s+)?$", text[: match.start()], re.I)
        if court and not moved and not _share(match[1], court):
            path = "proceedings.court" if case.text("proceedings.court") else "court"
            yield match.start(), match.end(), f"the court is {court}", (path,)
    judge = case.text("proceedings.judge")
    for match in JUDGE.finditer(text):
        if judge and not _share(match[1], judge):
            yield match.start(), match.start() + len(match[0].rstrip()), f"the judge is {judge}", ("proceedings.judge",)


def _share(given: str, known: str) -> bool:
    """Whether two names share a word, or the one given holds none that names anybody."""
    words = [word for word in re.findall(r"[\wñ'-]{3,}", given.translate(PLAIN)) if word not in NOT_NAMES]
    return not words or any(word in re.findall(r"[\wñ'-]{3,}", known.translate(PLAIN)) for word in words)


def _nationality(draft: Draft, case: CaseFile, said: str) -> Iterator[Found]:
    countries = draft.setting.corpus.draft_words.countries
    names = {name: key for key, each in countries.items() for name in each}
    for match in _native(tuple(names)).finditer(said):
        known = [str(name) for name in case.values("person.nationalities") or ()]
        ours = {names.get(name.translate(PLAIN)) for name in known}
        # Where one of them is under no name that can be compared, nothing is sure.
        if known and None not in ours and names[" ".join(match[1].split())] not in ours and about_client(draft, said, match.start()):
            yield match.start(), match.end(), f"nationality {', '.join(known)}", ("person.nationalities",)


@lru_cache(maxsize=8)
def _native(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(NATIVE + rf"({'|'.join(map(re.escape, names))})\b".replace("\\ ", r"\s+"))
