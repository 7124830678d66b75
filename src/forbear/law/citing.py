"""Which authorities and exhibits does a text cite, and where? A reader that knows no corpus and no case.

It reads what immigration practice cites: decisions with and without names, short forms, id. and supra, sections of the Act, the Code
and the regulations, the Federal Register, orders, memoranda and directives by number, dockets, public laws, rules, manuals, exhibits.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from forbear.law.plain import PLAIN
from forbear.law.sections import SHAPES as BODIES
from forbear.law.sections import Section, listed, sections_in

Kind = Literal[
    "decision",
    "statute",
    "regulation",
    "register",
    "order",
    "proclamation",
    "memo",
    "docket",
    "public-law",
    "rule",
    "constitution",
    "manual",
    "title",
    "exhibit",
]
Key = tuple[str, ...]

REPORTERS = {
    "i&ndec": "I&N Dec.",
    "f2d": "F.2d",
    "f3d": "F.3d",
    "f4th": "F.4th",
    "fsupp": "F. Supp.",
    "fsupp2d": "F. Supp. 2d",
    "fsupp3d": "F. Supp. 3d",
    "fapp'x": "F. App'x",
    "us": "U.S.",
    "sct": "S. Ct.",
    "fr": "Fed. Reg.",
    "stat": "Stat.",
}
KINDS: dict[str, Kind] = {"fr": "register", "stat": "public-law"}  # of reporters that report no decisions
PIN = r"\d{1,5}(?:-\d{1,5})?(?:\s*&?\s*nn?\.\s?\d{1,3})?"
REPORTER = re.compile(
    r"(?<![\w$.,/-])(\d{1,3})\s*(i\.?\s?(?:&|and)\s?n\.?\s?dec(?:\.|isions?\b)?|f\.?\s?(?:2d|3d|4th)|f\.?\s?supp\.?(?:\s?(?:2d|3d))?"
    r"|f(?:ed)?\.\s?app(?:'x|x\.?)|u\.\s?s\.(?!\s?c)|us(?=\s\d)|s\.\s?ct\.|fed\.?\s?reg\.?|f\.?r\.?|stat\.)"
    r"\s*(?:(at)\s+)?(\d{1,3}(?:,\d{3})|\d{1,5}|_{2,}|-{2,})(?![\w-]*\w)"
)
PINS = re.compile(rf",\s*((?:at\s+)?{PIN}(?:,\s*{PIN})*)(?![\w&.]*\w|\s*(?:i\.?\s?&|f\.|u\.\s?s|s\.\s?ct|fed\.|fr\b|c\.?f\.?r))")
YEAR = re.compile(r"(?:,\s*\d+\s[a-z&.\s]{1,12}(?:2d|3d|4th)?\s?\d+)?\s*\([^()]{0,60}?\b((?:19|20)\d\d)\b[^()]{0,40}\)")
MATTER = re.compile(r"\b(?:matter of|in re)\s+")
MATTER_BEFORE = re.compile(r".*\b((?:Matter of|MATTER OF|In re|IN RE|[Aa]sunto de|[Cc]aso de)\s+)([^;:()\d]{1,80}?),?\s*$", re.S)
SHORT_BEFORE = re.compile(r"\b([A-Z][\w'’.-]*(?:\s(?:[A-Z][\w'’.-]*|de|la|del|&))*),\s*$")
WORD = r"(?:[A-Z]\.|[A-Z][\w'’-]*)"
NAME = re.compile(rf"{WORD}(?:(?:,?\s(?:&|and|y|de la|de|la|del)\s|[ ]|\n(?![^\S\n]*\n)){WORD})*")
PARTY = r"(?:[A-Z][\w'’.&-]*|of|the|for|and|&|ex|rel\.|de|la|del|los|da|do|dos|van|von|el|al)"
VERSUS = re.compile(rf"((?:{PARTY},?\s+)*[A-Z][\w'’.&-]*,?)\s+v\.?\s+([A-Z][^;:()\d]{{0,90}}?),?\s*$")
VERSUS_FAR = re.compile(rf"((?:{PARTY}\s)*[A-Z][\w'’.&-]*\sv\.\s[A-Z][\w'’.&-]*(?:\s{PARTY})*)")
SIGNAL = r"See|Cf\.|But|Accord|Compare|In|Under|Citing|Quoting|And|The|Contra|Per|With|As|By|On|To|For|[a-z&][\w.]*"
OPENING = re.compile(rf"(?:(?:{SIGNAL})\b[,.]?\s+)+")
NUMBERED: tuple[tuple[Kind, str, re.Pattern[str]], ...] = (
    (
        "order",
        "order",
        re.compile(r"\b(?:e\.?\s?o\.?|exec(?:utive|\.) order|orden ejecutiva)\s*(?:no\.?|num\.?)?\s*(1\d,?\d{3})\b(?![-,]\d)"),
    ),
    ("proclamation", "proclamation", re.compile(r"\bproc(?:lamation|\.)\s*(?:no\.?\s*)?(1?\d,?\d{3})\b(?![-,]\d)")),
    ("memo", "memo", re.compile(r"\bpm[- ]?(602-\d{4}(?:\.\d)?)\b(?!\.\d)")),
    (
        "memo",
        "eoir",
        re.compile(
            r"\b(?:eoir\s+)?(oppm|pm|dm|director's memorandum|policy memorandum|operating policies and procedures memorandum)"
            r"(?:\s+no\.?)?\s*(\d\d-\d\d)\b(?!-\d)"
        ),
    ),
    ("memo", "alert", re.compile(r"\bpa-(20\d\d-\d\d)\b")),
    (
        "memo",
        "directive",
        re.compile(r"\b(directives?|policy(?: number| no\.?)?|directiva)(?:\s+(?:no\.?|number))?\s*(1\d{4}\.\d)\b"),
    ),
    ("docket", "docket", re.compile(r"\bno\.\s*(\d:\d\d-cv-\d{4,5}|\d\d-\d{2,6}|\d\da\d{3,4})\b(?!-\d)")),
    ("register", "document", re.compile(r"\bfr\s+doc\.?\s*(?:no\.?\s*)?(20\d\d-\d{5})\b")),
    ("public-law", "law", re.compile(r"\b(?:pub(?:lic|\.)\s*l(?:aw|\.)|p\.\s?l\.)\s*(?:no\.?\s*)?(\d{2,3}-\d{1,3})\b(?!-\d)")),
    (
        "rule",
        "rule",
        re.compile(
            r"\b(?:fed(?:eral|\.)\s?r(?:ules?|\.)\s?(?:of\s)?(app|civ|crim|evid)[a-z]*\.?\s?(?:p(?:rocedure|\.))?)\s*(\d{1,4}(?:\.\d)?)"
        ),
    ),
    ("rule", "rule", re.compile(r"\bfr(a|c)p\s*(?:rule\s*)?(\d{1,2}(?:\.\d)?)")),
    ("manual", "fam", re.compile(r"\b(\d{1,2})\s?fam\s(\d{2,4}(?:\.\d{1,2})?(?:-\d{1,2})?(?:\([a-z0-9]{1,3}\))*)")),
    ("constitution", "constitution", re.compile(r"\bu\.\s?s\.\s?const\.,?\s*(amend|art)\.\s*([ivx]+)\b")),
)
MORE = {"memo": re.compile(r",\s*(-\d{4}(?:\.\d)?)\b"), "directive": re.compile(r"(?:,|,? and|;)\s*(1\d{4}\.\d)\b")}
SERIES = {"director's memorandum": "DM", "policy memorandum": "PM", "operating policies and procedures memorandum": "OPPM"}
RULES = {"app": "Fed. R. App. P.", "a": "Fed. R. App. P.", "civ": "Fed. R. Civ. P.", "c": "Fed. R. Civ. P.", "crim": "Fed. R. Crim. P."}
HEADS = {
    "order": "E.O. ",
    "proclamation": "Proclamation ",
    "memo": "PM-",
    "alert": "PA-",
    "document": "FR Doc. ",
    "law": "Pub. L. ",
}
RULE_PARAGRAPHS = re.compile(r"(?:\([A-Za-z0-9]{1,3}\))+")
EXHIBIT = re.compile(
    r"\b(Tabs?|TAB|Exhibits?|EXHIBIT|Exhs?\.|Exs?\.|Anexos?)\s+((?:[A-Z]{1,2}(?:-\d{1,2})?|\d{1,3}[A-Za-z]?)"
    r"(?:(?:\s?[-–]\s?|,\s(?:and\s)?|\s(?:and|&|y|through|to|a)\s)(?:[A-Z]{1,2}|\d{1,3})(?![\w.]))*)(?![\w'’])"
    r"(?:,?\s*(?:at|pp?\.|págs?\.)\s*(\d+(?:[-–]\d+)?(?:,\s*\d+(?:[-–]\d+)?)*))?"
)
ID = re.compile(r"(?<![\w.])(?:Id|Ibid)\.|(?<=[Ss]ee )id\.|(?<=[Aa]lso )id\.|(?<=; )id\.|(?<=\()id\.")
ID_SECTION = re.compile(r",?\s*(?:at\s+)?§{1,3}\s*(?=\d)")
AFTER_ID = re.compile(rf",?\s*at\s+({PIN})")
SUPRA = re.compile(rf"\b([A-Z][\w'’-]*(?: [A-Z][\w'’-]*){{0,3}}),?\s+supra(?:,?\s+at\s+({PIN}))?")
IN_MANUAL = (
    r"(?:,?\s*((?:(?:part|pt\.?|vol(?:ume|\.)?|ch(?:apter|\.)?|§{1,3}|app(?:endix|\.)?|section)(?![a-z])\s*[\da-z]{1,4}|\d{1,2}(?=\.\d))"
    r"(?![a-z])(?:\.\d{1,2})*(?:-\d\b)?(?:\([a-z0-9]{1,3}\))*))"
)
IN_MANUAL_PART = re.compile(IN_MANUAL)
SHORTER = {
    "part": "pt.",
    "pt": "pt.",
    "volume": "vol.",
    "vol": "vol.",
    "chapter": "ch.",
    "ch": "ch.",
    "appendix": "app.",
    "app": "app.",
    "section": "§",
}


@dataclass(frozen=True, slots=True)
class Cite:
    """One authority or exhibit cited at one place: what is cited, in one form; the words are `text[start:end]`, name included.

    `keys` are what it is looked up by, several for a range. `how` says whether the words name it in full, by a short form, by name
    alone, or by pointing back. `pin` is the page or paragraph pointed to, `year` that of a decision's parenthesis.
    """

    kind: Kind
    cite: str
    start: int
    end: int
    keys: tuple[Key, ...]
    how: Literal["full", "short", "name", "back"] = "full"
    name: str = ""
    pin: str = ""
    year: str = ""

    @property
    def written(self) -> str:
        """The cite as a paper would print it, with its pin."""
        if not self.pin:
            return self.cite
        return f"{self.cite} at {self.pin}" if self.kind == "exhibit" else f"{self.cite}, {self.pin}"


def cites_in(text: str, manuals: Sequence[tuple[str, str]] = ()) -> list[Cite]:
    """Every cite of a text, in its order; of those that overlap the longest. `manuals` are names of manuals, each with its proper name."""
    plain = text.translate(PLAIN)
    found = [*_reported(text, plain), *_numbered(text, plain), *map(_section, sections_in(text, plain)), *_exhibits(text)]
    found += [*_manuals(text, plain, manuals), *_matters(text, plain)]
    return _pointing_back(text, _apart(found))


class Taken:
    """The stretches of a text that cites take up, none over another, in their order."""

    def __init__(self, cites: Iterable[Cite]) -> None:
        spans = sorted((cite.start, cite.end) for cite in cites)
        self._starts, self._ends = [start for start, _ in spans], [end for _, end in spans]

    def free(self, start: int, end: int) -> bool:
        """Whether no cite lies over a stretch."""
        before = bisect_left(self._starts, end)
        return before == 0 or self._ends[before - 1] <= start


def _apart(found: Iterable[Cite]) -> list[Cite]:
    """The cites in their order, none over another."""
    kept: list[Cite] = []
    for cite in sorted(found, key=lambda cite: (cite.start, -cite.end)):
        if not kept or cite.start >= kept[-1].end:
            kept.append(cite)
    return kept


def _reported(text: str, plain: str) -> Iterator[Cite]:
    """What a volume and a page name, with the name before and the pin and year behind."""
    for match in REPORTER.finditer(plain):
        kind = re.sub(r"[.\s]", "", match[2]).replace("and", "&").replace("fedapp", "fapp").replace("appx", "app'x")
        kind = {"fedreg": "fr", "i&ndecision": "i&ndec", "i&ndecisions": "i&ndec"}.get(kind, kind)
        if match[2] == "us" and text[match.start(2) : match.end(2)] != "US":
            continue
        page = match[4].replace(",", "")
        start, name = name_before(text, match.start(), kind, short=bool(match[3]))
        pin, year = pin_and_year(plain, match.end())
        blank = not page.isdigit()
        if blank and not name:
            continue
        cite = f"{match[1]} {REPORTERS[kind]} " + ("___" if blank else f"at {page}" if match[3] else page)
        keys: Key = ("name", _plain_name(name), match[1], kind) if blank else ("at" if match[3] else "reporter", match[1], kind, page)
        yield Cite(
            KINDS.get(kind, "decision"),
            f"{name}, {cite}" if name else cite,
            start,
            match.end(),
            (keys,),
            "short" if match[3] else "full",
            name,
            "" if match[3] else pin,
            "" if kind in KINDS else year,
        )


def pin_and_year(text: str, position: int) -> tuple[str, str]:
    """The pages pointed to behind a first page, and the year of the parenthesis; nothing where there is none."""
    pins = PINS.match(text, position)
    year = YEAR.match(text, pins.end() if pins else position)
    return " ".join(pins[1].replace("at ", "").split()) if pins else "", year[1] if year else ""


def _plain_name(name: str) -> str:
    """A decision's name as names are compared."""
    return re.sub(r"^(?:matter of|in re|asunto de|caso de) ", "", " ".join(name.translate(PLAIN).split()))


def name_before(text: str, position: int, reporter: str, *, short: bool) -> tuple[int, str]:
    """Where the name before a volume begins, and the name; the position itself and nothing where there is none."""
    if reporter in KINDS:
        return position, ""
    left = max(0, position - 160)
    before = text[left:position]
    if matter := MATTER_BEFORE.match(before):
        return left + matter.start(1), f"Matter of {' '.join(matter[2].split())}"
    named = VERSUS.search(before) or (SHORT_BEFORE.search(before) if short else None)
    if not named:
        return position, ""
    first = named.start(1)
    if opening := OPENING.match(before, first, named.end(1)):
        first = opening.end()
    return (left + first, " ".join(before[first:].rstrip(", \n").split())) if first < named.end(1) else (position, "")


def _numbered(text: str, plain: str) -> Iterator[Cite]:
    """Instruments known by a number."""
    for kind, series, pattern in NUMBERED:
        for match in pattern.finditer(plain):
            number = match[match.lastindex or 1].replace(",", "")
            if series == "docket":
                yield from _docketed(text, match, number)
            elif series in ("rule", "constitution"):
                deeper = RULE_PARAGRAPHS.match(text, match.end())
                cite = _written(series, match[1], number) + (deeper[0] if deeper else "")
                yield Cite(kind, cite, match.start(), deeper.end() if deeper else match.end(), ((series, cite),))
            else:
                family = "memo" if series == "eoir" else series
                yield Cite(kind, _written(series, match[1], number), match.start(), match.end(), ((family, number),))
                end = match.end()
                while series in MORE and (more := MORE[series].match(plain, end)):
                    other, end = ("602" if series == "memo" else "") + more[1], more.end()
                    yield Cite(kind, _written(series, match[1], other), more.start(1), end, ((family, other),))


def _docketed(text: str, match: re.Match[str], number: str) -> Iterator[Cite]:
    """A case by its docket: a number alone names none, so the parties stand before it, or a little further off."""
    start, name = name_before(text, match.start(), "docket", short=False)
    if not name:
        far = [found[1] for found in VERSUS_FAR.finditer(text[max(0, match.start() - 120) : match.start()])]
        name = _without_signal(far[-1]) if far else ""
    name = re.sub(r",?\s*(?:Case|Civil Action|Civ\.|Docket)$", "", name)
    if " v. " in name:
        yield Cite("docket", f"{name}, No. {number.replace('a', 'A')}", start, match.end(), (("docket", number),), name=name)


def _without_signal(name: str) -> str:
    """A name without the "See" or "In" before it, on one line."""
    opening = OPENING.match(name)
    return " ".join(name[opening.end() if opening else 0 :].split())


def _written(series: str, word: str, number: str) -> str:
    """An instrument in one form, whatever form the text gave it."""
    if series == "eoir":
        return f"EOIR {SERIES.get(word, word.upper())} {number}"
    if series == "directive":
        return f"ICE {'Policy' if word.startswith('policy') else 'Directive'} {number}"
    if series == "rule":
        return f"{RULES.get(word, 'Fed. R. Evid.')} {number}"
    if series == "fam":
        return f"{word} FAM {number.upper()}"
    if series == "constitution":
        return f"U.S. Const. {word}. {number.upper()}"
    return HEADS[series] + number


def _section(section: Section) -> Cite:
    """A section as a cite: looked up by its place, or by every place of a range."""
    keys = tuple((section.body, section.title, name, *paragraphs) for name, paragraphs in section.places())
    return Cite("regulation" if section.body == "cfr" else "statute", section.cite, section.start, section.end, keys)


def _exhibits(text: str) -> Iterator[Cite]:
    for match in EXHIBIT.finditer(text):
        label, pages = (" ".join((part or "").replace("–", "-").split()) for part in match.groups()[1:3])
        yield Cite("exhibit", f"{match[1]} {label}", match.start(), match.end(), (("exhibit", label),), pin=pages)


@lru_cache(maxsize=8)
def _manual_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    joined = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])({joined})\b({IN_MANUAL}{{0,6}})") if joined else re.compile(r"(?!)")


def _manuals(text: str, plain: str, manuals: Sequence[tuple[str, str]]) -> Iterator[Cite]:
    """Manuals by name or short name, with volume, part and chapter as far as they are given."""
    proper = {name.translate(PLAIN): known for name, known in manuals}
    for match in _manual_pattern(tuple(proper)).finditer(plain):
        known, words = proper[" ".join(match[1].split())], text[slice(*match.span(1))]
        if words.islower() and " " not in words:  # "fam. court" is no manual
            continue
        parts = [text[slice(*part.span(1))] for part in IN_MANUAL_PART.finditer(plain, match.start(2), match.end(2))]
        tail = [
            re.sub(r"^([A-Za-z]+)\.?\s*", lambda word: f"{SHORTER.get(word[1].lower(), word[1])} ", " ".join(part.split()))
            for part in parts
        ]
        yield Cite("manual", ", ".join([known, *tail]), match.start(), match.end(), (("manual", known, *tail),))


def _matters(text: str, plain: str) -> Iterator[Cite]:
    """Decisions of the Board and the Attorney General by their name alone. A caption, "In the Matter of: …", is none."""
    for match in MATTER.finditer(plain):
        found = NAME.match(text, match.end())
        if found and text[match.start()].isupper() and not plain[: match.start()].endswith("the "):
            name = re.sub(r"['’]s$", "", found[0])
            words = " ".join(name.split())
            yield Cite(
                "decision",
                f"Matter of {words}",
                match.start(),
                match.end() + len(name),
                (("name", words.translate(PLAIN)),),
                "name",
                f"Matter of {words}",
            )


def _pointing_back(text: str, found: list[Cite]) -> list[Cite]:
    """The cites with short forms, id. and supra in their places, each with what it points back to."""
    marks = [match for pattern in (ID, SUPRA) for match in pattern.finditer(text)]
    places: list[tuple[int, Cite | re.Match[str]]] = [*((cite.start, cite) for cite in found), *((mark.start(), mark) for mark in marks)]
    done: list[Cite] = []
    for _, item in sorted(places, key=lambda pair: pair[0]):
        if isinstance(item, Cite):
            if not done or item.start >= done[-1].end:
                done.append(_in_full(item, done) if item.how == "short" else item)
        elif done and item.start() < done[-1].end:
            continue  # a word within a cite points back to nothing
        elif item.re is SUPRA:
            done += _above(item, done)
        elif done:
            done += _again(text, item, done[-1])
    return done


def _again(text: str, match: re.Match[str], last: Cite) -> list[Cite]:
    """What an "id." stands for: the authority before it, or the section behind it of the same body of law."""
    body, title = last.keys[0][0], last.keys[0][1]
    if (sign := ID_SECTION.match(text, match.end())) and body in BODIES:
        return [replace(_section(item), how="back") for item in listed(text, match.start(), sign.end(), body, title)]
    pin = AFTER_ID.match(text, match.end())
    return [replace(last, start=match.start(), end=pin.end() if pin else match.end(), how="back", pin=pin[1] if pin else "")]


def _above(match: re.Match[str], done: Sequence[Cite]) -> list[Cite]:
    """What a name with "supra" points back to: the last decision cited in full whose name holds it."""
    wanted = re.compile(rf"\b{re.escape(_without_signal(match[1]).translate(PLAIN))}\b")
    earlier = [cite for cite in done if cite.how == "full" and wanted.search(cite.name.translate(PLAIN))]
    return [replace(earlier[-1], start=match.start(), end=match.end(), how="back", pin=match[2] or "")] if earlier else []


def _in_full(cite: Cite, before: Sequence[Cite]) -> Cite:
    """A short form with what it shortens: of the cites in full before it in the same volume, the last page that is not behind the pin."""
    _, volume, reporter, page = cite.keys[0]
    same = [other for other in before if other.how == "full" and other.keys[0][:3] == ("reporter", volume, reporter)]
    fit = [other for other in same if int(other.keys[0][3]) <= int(page)]
    if not fit:
        return cite
    first = max(fit, key=lambda other: int(other.keys[0][3]))
    return replace(cite, cite=first.cite, keys=first.keys, name=first.name, pin=page, year=first.year)
