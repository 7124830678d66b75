"""Which sections of the Act, of the Code and of the regulations does a text cite? Lists, ranges and paragraphs included.

Each number of a list is a cite of its own; a range is one. A paragraph that stands alone, "(d)" after "1003.18(c)", belongs to the
section before it. A number counts as a section only behind the name of its body of law, so that no date or amount is taken for one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SIGN = r"(?:§{1,3}|(?:sections?|secs?\.|seccion(?:es)?)(?![a-z])|(?:parts?|pts?\.)(?=\s?\d))?\s*"
HEADS = (
    ("usc", re.compile(rf"(?<![\w$.-])(\d{{1,2}})\s*u\.?\s?s\.?\s?c\.?(?:\s?a\.)?(?![a-z])\s*{SIGN}(?=\d)")),
    ("cfr", re.compile(rf"(?<![\w$.-])(\d{{1,2}})\s*c\.?\s?f\.?\s?r\.?(?![a-z])\s*{SIGN}(?=\d)")),
    (
        "ina",
        re.compile(
            rf"\b(?:ina|i\.n\.a\.|immigration (?:and|&) nationality act),?\s*(?:at\s+)?{SIGN}(?=\d{{3}})|\bact\s*§{{1,3}}\s*(?=\d{{3}})"
        ),
    ),
    ("iirira", re.compile(rf"\biirira,?\s*{SIGN}(?=\d{{3}})")),
)
# "section 212(a)(6)(A)(i) of the Act": the body of law follows.
BEHIND = re.compile(r"(?:\bsections?|\bsecs?\.|§{1,3}|\bseccion(?:es)?(?: de la ley)?)\s*(?=\d{3})")
OF_THE_ACT = re.compile(
    r",?\s*(?:of|de|del)\s+(?:(?:the|la|said)\s+)?(?:act\b(?! of)|i\.?n\.?a\b|immigration (?:and|&) nationality act|ley\b)"
)
BARE = re.compile(r"(?<!§)§{1,3}\s*(?=\d)")
# "Colo. Rev. Stat. § 18-3-206" is no section of ours.
ANOTHER_CODE = re.compile(r"(?:\b[A-Z]\w*\.|\b[Cc]ode|\b[Ll]aws?|\b(?:ann|stat|tit)\.)\s*$")
SHAPES = {
    "usc": re.compile(r"\d{1,5}(?:[a-z]{1,2}(?:-\d{1,2}[a-z]?)?|-\d(?!\d))?(?![\w.]*\w)"),
    "cfr": re.compile(r"\d{1,4}[a-z]?(?:\.\d{1,4}[a-z]?)?(?![\w.]*\w)"),
    "ina": re.compile(r"\d{3}[A-Za-z]?(?![\w.]*\w)"),
    "iirira": re.compile(r"\d{3}[A-Za-z]?(?![\w.]*\w)"),
}
FULL = {"usc": r"\d{3,5}", "cfr": r"\d+[a-z]?\.\d+", "ina": r"\d{3}", "iirira": r"\d{3}"}  # of a number that only a list makes a section
PARAGRAPHS = re.compile(r"(?:\s?\((?:\d{1,2}|[ivxlIVXL]{1,6}|[A-Za-z]{1,2})\))+")
TOKEN = re.compile(r"\((\w+)\)")
AND = re.compile(r"\s*(?:[,;]\s*(?:and|or|y|&)?|and\b|or\b|y\b|&)\s*(?:§{1,3}\s*)?")
UPTO = re.compile(r"\s*(?:-|–|—|\bto\b|\bthrough\b|\bal?\b)\s*(?:§{1,3}\s*)?")
OTHER_WORK = re.compile(r"\s*(?:u\.?\s?s|c\.?\s?f|i\.?\s?&|f\.|s\.\s?ct|fed|stat)", re.I)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx")
MOST_SECTIONS = 40  # of a range that is looked up one by one

Paragraphs = tuple[str, ...]
Place = tuple[str, Paragraphs]  # a section, and the paragraph of it


@dataclass(frozen=True, slots=True)
class Section:
    """One section cited, or one range: body of law, title, first and last place, and where the words stand."""

    body: str
    title: str
    first: Place
    last: Place | None
    start: int
    end: int

    @property
    def cite(self) -> str:
        """The cite in one form, whatever form the text gave it."""
        head = {"usc": f"{self.title} U.S.C.", "cfr": f"{self.title} C.F.R.", "ina": "INA", "iirira": "IIRIRA"}[self.body]
        if self.body == "cfr" and "." not in self.first[0]:
            sign = "part" if self.last is None else "parts"
        else:
            sign = "§§" if self.last and self.last[0] != self.first[0] else "§"
        return f"{head} {sign} {written(self.first)}" + (f"-{self._last()}" if self.last else "")

    def _last(self) -> str:
        assert self.last
        if self.last[0] != self.first[0]:
            return written(self.last)
        return f"({self.last[1][-1]})"

    def places(self) -> list[Place]:
        """Every place of a range that can be counted out, first and last at the ends; the one place of a cite that is no range."""
        if self.last is None:
            return [self.first]
        if self.last[0] != self.first[0]:
            return [self.first, *((name, ()) for name in _between(self.first[0], self.last[0])), self.last]
        start, end = self.first[1][-1], self.last[1][-1]
        series = next((each for each in _series(start) if start in each and end in each), [start, end])
        return [(self.first[0], (*self.first[1][:-1], token)) for token in series[series.index(start) : series.index(end) + 1]]


def written(place: Place) -> str:
    """A section with its paragraphs as they are printed."""
    return place[0] + "".join(f"({token})" for token in place[1])


def _series(token: str) -> Iterator[list[str]]:
    if token.isdigit():
        yield [str(number) for number in range(1, 100)]
    elif token.isupper():
        yield [chr(code) for code in range(ord("A"), ord("Z") + 1)]
        yield [roman.upper() for roman in ROMAN]
    else:
        yield [chr(code) for code in range(ord("a"), ord("z") + 1)]
        yield list(ROMAN)


def _between(first: str, last: str) -> list[str]:
    """The sections inside a range that can be counted out: 239, 240, 240A … or 236.21, 236.22 …"""
    start, end = re.fullmatch(r"(.*?)(\d+)([A-Za-z]*)", first), re.fullmatch(r"(.*?)(\d+)([A-Za-z]*)", last)
    if not start or not end or start[1] != end[1] or int(end[2]) - int(start[2]) > MOST_SECTIONS:
        return []
    found: list[str] = []
    for number in range(int(start[2]), int(end[2]) + 1):
        found.append(f"{start[1]}{number}")
        if number == int(end[2]) and end[3]:
            lowest = "a" if end[3].islower() else "A"
            found += [f"{start[1]}{number}{chr(code)}" for code in range(ord(lowest), ord(end[3][0]))]
    return [name for name in found if name not in (first, last) and (not start[3] or name > first)]


def sections_in(text: str, plain: str) -> list[Section]:
    """The sections that a text cites, in its order; `plain` is the text in lower case without accents, as long as the text."""
    found: list[Section] = []
    for body, head in HEADS:
        for match in head.finditer(plain):
            title = match[1] if body in ("usc", "cfr") else ""
            found += listed(text, match.start(), match.end(), body, title, many=_many(match[0]))
    for match in BEHIND.finditer(plain):
        items = listed(text, match.start(), match.end(), "ina", "", many=_many(match[0]))
        if items and OF_THE_ACT.match(plain, items[-1].end):
            found += items
    taken = {position for item in found for position in range(item.start, item.end)}
    known = {item.first[0]: (item.body, item.title) for item in found}
    for match in BARE.finditer(plain):
        if match.end() not in taken and known and not ANOTHER_CODE.search(text[max(0, match.start() - 20) : match.start()]):
            number = re.match(r"[\w.]*\w", text[match.end() : match.end() + 12])
            if number and number[0] in known:  # a section named in full elsewhere in the text
                found += listed(text, match.start(), match.end(), *known[number[0]], many=_many(match[0]))
    return sorted(found, key=lambda item: item.start)


def _many(head: str) -> bool:
    return bool(re.search(r"§§|sections|secs\.|parts|pts\.|secciones", head))


def listed(text: str, start: int, position: int, body: str, title: str, *, many: bool = False) -> list[Section]:
    """The items of one list of sections, from the place where the first number stands."""
    found: list[Section] = []
    place = _place(text, position, body, None, strict=False)
    while place:
        end, here = place
        last = None
        if (upto := UPTO.match(text, end)) and (other := _place(text, upto.end(), body, here, strict=True)) and _rises(here, other[1]):
            end, last = other
        many = many or (bool(found) and found[-1].first[0] != here[0])  # two numbers are a list
        found.append(Section(body, title, here, last, start, end))
        separator = AND.match(text, end)
        if not separator or separator.end() == end:
            break
        start = separator.end()
        place = _place(text, start, body, last or here, strict=not many or "§" in separator[0])
    return found


def _rises(first: Place, last: Place) -> bool:
    """Whether two places are the ends of a range: of sections in their order, or of paragraphs of one."""
    if first[0] == last[0]:
        return len(first[1]) == len(last[1]) and first[1][:-1] == last[1][:-1] and first != last
    start, end = (int(re.match(r"\d+", name.rpartition(".")[2])[0]) for name in (first[0], last[0]))  # type: ignore[index]
    return (start, first[0]) < (end, last[0])


def _place(text: str, position: int, body: str, before: Place | None, *, strict: bool) -> tuple[int, Place] | None:
    """The place written at a position: a section, or a paragraph of the section before. `strict`: a bare number is none."""
    if before and (short := re.compile(r"\.(\d{1,3})(?![\w.]*\w)").match(text, position)) and body == "cfr" and "." in before[0]:
        return short.end(), (f"{before[0].split('.')[0]}.{short[1]}", ())
    if number := SHAPES[body].match(text, position):
        section = number[0].upper() if body in ("ina", "iirira") else number[0]
        behind = PARAGRAPHS.match(text, number.end())
        if before:
            full = FULL[body] if body != "cfr" or "." in before[0] else r"\d{2,4}[a-z]?$"  # parts of title 8 have no point
            if OTHER_WORK.match(text, number.end()) or not re.match(full, section):
                return None
            if strict and not behind and section.isdigit():
                return None
        end = behind.end() if behind else number.end()
        return end, (section, tuple(TOKEN.findall(behind[0])) if behind else ())
    if before and (behind := PARAGRAPHS.match(text, position)):
        paragraphs = _beside(before[1], tuple(TOKEN.findall(behind[0])))
        return (behind.end(), (before[0], paragraphs)) if paragraphs else None
    return None


def _class(token: str) -> str:
    return "digit" if token.isdigit() else "upper" if token.isupper() else "lower"


def _beside(base: Paragraphs, tokens: Paragraphs) -> Paragraphs | None:
    """The paragraph that "(C)(i)" means after "(a)(9)(A)": it takes the place of the one of its own kind."""
    levels = [level for level, token in enumerate(base) if _class(token) == _class(tokens[0])]
    if not levels:
        return None
    roman = [level for level in levels if tokens[0].lower() in ROMAN and base[level].lower() in ROMAN]
    if not roman:  # a letter that is no numeral does not stand among numerals, save at the top
        levels = [level for level in levels if base[level].lower() not in ROMAN or level == 0] or levels
    return (*base[: max(roman or levels)], *tokens)
