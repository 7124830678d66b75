"""Which authorities does a text cite, and is each still law on the day and in the circuit?

Whole cites are matched alone: a reporter's volume and page, the name of a precedent, the number of an order, memorandum or
directive, its full title or the name practitioners give it, a section of the regulations. A name that several authorities share
counts only where all of them have ended.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from forbear.guard.draft import PLAIN, Draft, Flaw
from forbear.guard.sentences import Span
from forbear.law.admission import Severity
from forbear.law.authority import Authority
from forbear.law.corpus import Corpus

REPORTER = re.compile(
    r"\b(\d{1,3})\s*(i\.?\s?&\s?n\.?\s?dec\.?|f\.\s?(?:2d|3d|4th)|f\.\s?supp\.\s?(?:2d|3d)?|u\.\s?s\.(?!\s?c)|s\.\s?ct\."
    r"|fed\.?\s?reg\.?|f\.?r\.?)\s*(\d{1,5})\b"
)
NUMBERED = (
    ("order", re.compile(r"\b(?:e\.?\s?o\.?|executive order|orden ejecutiva)\s*(?:no\.?|num\.?)?\s*(1[0-9]{4})\b")),
    ("memo", re.compile(r"\bpm[- ]?(602-\d{4}(?:\.\d)?)\b(?!\.\d)")),
    ("memo", re.compile(r"\b(?:eoir\s+)?(?:oppm|pm|dm|director's memorandum|policy memorandum)\s*(\d\d-\d\d)\b")),
    ("alert", re.compile(r"\bpa-(20\d\d-\d\d)\b")),
    ("directive", re.compile(r"\b(?:directive|policy|directiva|policy number|directive no\.)\s*(1\d{4}\.\d)\b")),
    ("docket", re.compile(r"\bno\.\s*(\d:\d\d-cv-\d{4,5}|\d\d-\d{2,6})\b")),
    ("register", re.compile(r"\bfr\s+doc\.?\s*(?:no\.?\s*)?(20\d\d-\d{5})\b")),
)
SECTION = re.compile(
    r"\b8\s*c\.?\s?f\.?\s?r\.?\s*(?:§§?|sec(?:tion|\.)?s?|part|seccion)?\s*(\d{3,4}[a-z]?\.\d{1,3})((?:\([a-z0-9]{1,4}\))*)"
)
PRECEDENT = re.compile(r"\b(?:matter of|in re|asunto de|caso de)\s+")
PARAGRAPHS = re.compile(r"(\d{3,4}[a-z]?\.\d{1,3})|((?:\([a-z0-9]{1,4}\))+)")
REST = re.compile(r";|, (?:modified|aff'd|rev'd|stayed|stay denied|rescinded|again|as)\b")
KNOWN_AS = r"\s+(?:\w+\s+){0,3}?(?:memorandum|memoranda|memo|memos|guidance|guidelines|priorities|directive)\b"
ENDED = re.compile(
    r"\b(?:overrul\w+|vacat\w+|rescind\w+|rescission|supersed\w+|abrogat\w+|withdr[ae]w\w*|no longer|revok\w+|enjoin\w+"
    r"|stay(?:ed|s)|reversed|then in (?:force|effect)|former(?:ly)?"
    r"|replaced|revocad\w+|derogad\w+|anulad\w+|sin efecto|ya no|reemplaz\w+|entonces vigente)\b"
)
LEAST_WORDS = 6  # of a title by which a memorandum is known without its number


@dataclass
class _Index:
    """The authorities under each way of citing them; a name is kept for plain words, a section with its paragraphs."""

    cites: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)
    sections: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    surnames: dict[str, set[str]] = field(default_factory=dict)
    titles: dict[str, set[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Cite:
    start: int
    end: int
    ids: frozenset[str]


@lru_cache(maxsize=4)
def _index(corpus: Corpus) -> _Index:
    index = _Index()
    for entry in corpus.authorities.values():
        head = REST.split(entry.cite)[0]
        plain = head.translate(PLAIN)
        for key in list(_reporters(plain))[:1]:
            index.cites.setdefault(key, set()).add(entry.id)
        numbers = [(kind, match[1]) for kind, pattern in NUMBERED for match in pattern.finditer(plain)]
        if len(set(numbers)) == 1:  # an entry for several instruments says of none which of them still stands
            index.cites.setdefault(numbers[0], set()).add(entry.id)
        if plain.startswith("matter of "):
            index.names.setdefault(plain.split(",")[0].removeprefix("matter of "), set()).add(entry.id)
        if entry.kind == "regulation" and plain.startswith("8 c.f.r."):
            for section, paragraph in _sections(plain):
                index.sections.setdefault(section, []).append((paragraph, entry.id))
        if entry.kind == "policy-memo":
            person = re.search(r"\(([^()]+)\)\s*$", entry.issuer)
            if person and person[1].split()[-1] in entry.title.split():  # practitioners know it by the name of who signed it
                index.surnames.setdefault(person[1].split()[-1].translate(PLAIN), set()).add(entry.id)
            title = re.split(r" \(|, eff\.|;", head)[0].split(": ", 1)[-1]
            title = re.sub(r"^(?:\w+ )?(?:Policy|Directive|Memorandum)(?: [\w.]+)?, ", "", title)
            if len(title.split()) >= LEAST_WORDS:
                index.titles.setdefault(" ".join(title.translate(PLAIN).split()), set()).add(entry.id)
    return index


def _sections(plain: str) -> Iterator[tuple[str, str]]:
    """The sections that an entry of the regulations covers, each with a paragraph, or with none where it covers the whole."""
    section, whole = "", False
    for match in PARAGRAPHS.finditer(plain.removeprefix("8 c.f.r.")):
        if match[1]:
            if whole:
                yield section, ""
            section, whole = match[1], True
        else:
            yield section, match[2]
            whole = False
    if whole:
        yield section, ""


def _reporters(plain: str) -> Iterator[tuple[str, ...]]:
    for match in REPORTER.finditer(plain):
        yield _reporter(match)


def _reporter(match: re.Match[str]) -> tuple[str, ...]:
    kind = re.sub(r"[.\s]", "", match[2])
    return (match[1], "fr" if kind == "fedreg" else kind, match[3])


def cited(draft: Draft) -> list[_Cite]:
    """Every cite of an authority of the corpus, in the order of the text."""
    index, plain = _index(draft.setting.corpus), draft.plain
    found = [
        _Cite(match.start(), match.end(), frozenset(index.cites[key]))
        for match in REPORTER.finditer(plain)
        if (key := _reporter(match)) in index.cites
    ]
    for kind, pattern in NUMBERED:
        for match in pattern.finditer(plain):
            case = kind != "docket" or " v. " in plain[max(0, match.start() - 100) : match.start()]  # a number alone names no case
            if (kind, match[1]) in index.cites and case:
                found.append(_Cite(match.start(), match.end(), frozenset(index.cites[kind, match[1]])))
    for match in SECTION.finditer(plain):
        ids = {name for paragraph, name in index.sections.get(match[1], ()) if match[2].startswith(paragraph)}
        if ids:
            found.append(_Cite(match.start(), match.end(), frozenset(ids)))
    found += _named(draft, index)
    return _joined(sorted(found, key=lambda cite: (cite.start, -cite.end)), plain)


def _named(draft: Draft, index: _Index) -> Iterator[_Cite]:
    plain = draft.plain
    for match in PRECEDENT.finditer(plain):
        rest = re.sub(r"\s", " ", plain[match.end() : match.end() + 60])
        names = [name for name in index.names if rest.startswith(name) and not re.match(r"[\w-]", rest[len(name) :])]
        if not names:
            continue
        name = max(names, key=len)
        end = match.end() + len(name)
        reporter = REPORTER.match(plain, end + len(plain[end : end + 3]) - len(plain[end : end + 3].lstrip(", ")))
        if reporter and not index.names[name] & index.cites.get(_reporter(reporter), set()):
            continue  # another case of the same name
        if not reporter and re.match(r" [A-Z][a-z]", draft.text[end : end + 3]) and not name.endswith("-"):
            continue  # the name goes on
        yield _Cite(match.start(), end, frozenset(index.names[name]))
    for name, ids in index.surnames.items():
        for match in re.finditer(rf"\b(?:{name}(?:'s)?{KNOWN_AS}|(?:memorando|memorandum|memo|guia)\s+(?:de\s+)?{name}\b)", plain):
            yield _Cite(match.start(), match.end(), _of_year(draft, match.end(), ids))
    for title, ids in index.titles.items():
        for match in re.finditer(re.escape(title).replace(r"\ ", r"\s+") + r"(?!\w)", plain):
            yield _Cite(match.start(), match.end(), frozenset(ids))


def _of_year(draft: Draft, end: int, ids: set[str]) -> frozenset[str]:
    """Of several memoranda of one person, those of the year that follows the name."""
    year = re.match(r"[^;]{0,25}?\b(20\d\d)\b", draft.plain[end : end + 40])
    of_it = {name for name in ids if year and str(draft.setting.corpus.authorities[name].issued or name).find(year[1]) >= 0}
    return frozenset(of_it or ids)


def _joined(cites: list[_Cite], plain: str) -> list[_Cite]:
    """A name and the cite that follows it are one."""
    joined: list[_Cite] = []
    for cite in cites:
        last = joined[-1] if joined else None
        if last and last.ids & cite.ids and (cite.start < last.end or re.fullmatch(r"[\s,()\"'-]*", plain[last.end : cite.start])):
            joined[-1] = _Cite(last.start, max(last.end, cite.end), last.ids & cite.ids)
        else:
            joined.append(cite)
    return joined


def ended_authorities(draft: Draft) -> Iterator[Flaw]:
    """Authorities of the corpus cited though they are not law on the day, or not in the circuit; each once, where it is first cited."""
    places: dict[frozenset[str], list[Span]] = {}
    for cite in cited(draft):
        if all(_trouble(draft, name) for name in cite.ids):
            places.setdefault(cite.ids, []).append((cite.start, cite.end))
    for ids, spans in places.items():
        names = sorted(ids, key=lambda name: (_start(draft, name), name))
        troubles = [trouble for name in names if (trouble := _trouble(draft, name))]
        start, end = spans[0]
        historical = ENDED.search(draft.plain[slice(*draft.sentence(start))])
        again = f" Cited {len(spans)} times." if len(spans) > 1 else ""
        because = " ".join(words for words, _ in troubles) + again
        severity: Severity = "serious" if all(ended for _, ended in troubles) and not historical else "caution"
        yield Flaw("authority-not-in-force", start, end, severity, because, _instead(draft, names), tuple(names))


def _start(draft: Draft, name: str) -> dt.date:
    periods = draft.setting.corpus.authorities[name].in_force
    return (periods[0].start if periods else None) or dt.date.min


def _trouble(draft: Draft, name: str) -> tuple[str, bool] | None:
    """Why an authority cannot be cited as law, and whether it has ended (or has not begun) rather than only not reaching the case."""
    setting = draft.setting
    entry, on = setting.corpus.authorities[name], setting.on
    circuit = setting.case.circuit if setting.case else None
    if entry.status(on) != "in_force":
        return _ended(setting.corpus, entry, on), True
    if circuit and entry.circuits and circuit not in entry.circuits:
        reach = ", ".join(entry.circuits)
        return f"{entry.cite} is law in circuit {reach}; this case is in circuit {circuit}. It can only persuade there.", False
    if circuit and (against := _rejected(setting.corpus, entry, on, circuit)):
        return f"{entry.cite} is not followed in circuit {circuit}: {against.cite}.", True
    if doubt := entry.doubt(on, circuit):
        return f"Its standing is not certain. {doubt}.", False
    return None


def _ended(corpus: Corpus, entry: Authority, on: dt.date) -> str:
    period = entry.period(on)
    if period is None:
        last = next((past for past in reversed(entry.in_force) if past.end and past.end <= on), None)
        if last:
            return f"{entry.cite} ended on {last.end}."
        first = next((later.start for later in entry.in_force if later.start), None)
        return f"{entry.cite} is not yet law on {on}; " + (f"it begins on {first}." if first else "it is pending.")
    by = corpus.authorities.get(period.by or "")
    who = f" by {by.cite}" if by and by.id != entry.id else ""
    about = " (date inferred)" if period.approximate else ""
    since = f" since {period.start}{about}" if period.start else ""
    return f"{entry.cite}: {period.status.replace('proposed', 'only proposed')}{since}{who}."


def _rejected(corpus: Corpus, entry: Authority, on: dt.date, circuit: str) -> Authority | None:
    """The decision of the circuit whose entry says that it rejects this one."""
    if not entry.cite.startswith("Matter of ") or entry.circuits:
        return None
    name = re.escape(entry.cite.split(",")[0].removeprefix("Matter of "))
    says = re.compile(rf"\b(?:rejects|declines to follow|does not follow|abrogates)\s+(?:Matter of\s+)?{name}(?![\w-])", re.I)
    return next(
        (
            each
            for each in corpus.authorities.values()
            if circuit in each.circuits and each.binds(on, circuit) and says.search(each.summary)
        ),
        None,
    )


def _instead(draft: Draft, names: Sequence[str]) -> str:
    setting, known = draft.setting, draft.setting.corpus.authorities
    circuit = setting.case.circuit if setting.case else None
    heirs: dict[str, None] = {}
    for name in names:
        period = known[name].period(setting.on)
        heirs |= dict.fromkeys([*known[name].superseded_by, *([period.by] if period and period.by and period.status != "in_force" else [])])
    live = [known[heir].cite for heir in heirs if heir in known and heir not in names and known[heir].binds(setting.on, circuit)]
    governs = f" See {'; '.join(live)}." if live else ""
    return f"Cite what is law on {setting.on} and reaches the case.{governs} Where the history matters, say that it is history."
