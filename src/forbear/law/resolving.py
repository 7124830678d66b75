"""Which authorities of the corpus does a text cite? The cites of a text, each with the entries that it may mean.

The corpus is indexed by reading its own `cite` texts with the same reader. A number counts whole; a name that several authorities
share means any of them; a section means the entries that cover it, else those that cover a part of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from forbear.law.authority import Authority, Version
from forbear.law.citing import Cite, Key, Kind, Taken, cites_in
from forbear.law.corpus import Corpus
from forbear.law.plain import PLAIN
from forbear.law.sections import SHAPES

PRECEDENT = re.compile(r"\b(?:matter of|in re|asunto de|caso de)\s+")
REST = re.compile(r";|, (?:modified|aff'd|rev'd|stayed|stay denied|rescinded|again|as)\b")
KNOWN_AS = r"\s+(?:\w+\s+){0,3}?(?:memorandum|memoranda|memo|memos|guidance|guidelines|priorities|directive)\b"
LEAST_WORDS = 6  # of a title by which a memorandum is known without its number
BETWEEN = re.compile(r"[\s,()\"'-]*")

# own: the entry is the instrument cited · version: one of its versions · shared: one of several that the entry takes together
# part: the entry covers a part of what is cited · mention: the entry only names it, in its history or beside another
How = Literal["own", "version", "shared", "part", "mention"]
BEST: tuple[How, ...] = ("own", "version", "shared", "part", "mention")


@dataclass(frozen=True, slots=True)
class Meant:
    """One entry that a cite may mean, and how the entry knows it."""

    id: str
    how: How = "own"
    version: Version | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A cite with the entries that it may mean: for each place of a range a set of alternatives, for any other cite one set."""

    cite: Cite
    places: tuple[frozenset[Meant], ...]

    @property
    def meant(self) -> frozenset[Meant]:
        """Every entry that is meant or may be."""
        return frozenset().union(*self.places)


@dataclass
class _Index:
    """The authorities under each way of citing them; names are kept in plain words, sections with their paragraphs."""

    numbers: dict[Key, set[Meant]] = field(default_factory=dict)
    sections: dict[Key, list[tuple[Key, str]]] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)
    parties: dict[str, set[str]] = field(default_factory=dict)
    surnames: dict[str, set[str]] = field(default_factory=dict)
    titles: dict[str, set[str]] = field(default_factory=dict)
    manuals: tuple[tuple[str, str], ...] = ()
    known_as: list[tuple[Kind, str, re.Pattern[str], set[str]]] = field(default_factory=list)

    def add(self, key: Key, meant: Meant) -> None:
        """Keeps a number of an entry."""
        self.numbers.setdefault(key, set()).add(meant)


@lru_cache(maxsize=4)
def _index(corpus: Corpus) -> _Index:
    index = _Index(manuals=manual_names(corpus))
    for manual in corpus.citations.manuals:
        if manual.authority:
            index.add(("manual", manual.name), Meant(manual.authority))
    for entry in corpus.authorities.values():
        _add_numbers(index, corpus, entry)
        _add_names(index, entry)
    index.known_as = list(_known_as(index))
    return index


def manual_names(corpus: Corpus) -> tuple[tuple[str, str], ...]:
    """The names and short names of manuals, each with its proper name."""
    return tuple((name, manual.name) for manual in corpus.citations.manuals for name in (manual.name, manual.short) if name)


def _add_numbers(index: _Index, corpus: Corpus, entry: Authority) -> None:
    head = len(REST.split(entry.cite)[0])
    cites = [cite for cite in cites_in(entry.cite, index.manuals) if cite.kind != "exhibit" and cite.how == "full"]
    numbered = [cite for cite in cites if cite.keys[0][0] not in (*SHAPES, "name")]
    reporters = [cite for cite in numbered if cite.keys[0][0] == "reporter"]
    others = {cite.keys[0] for cite in numbered if cite not in reporters and cite.end <= head}
    versions = {key: version for version in entry.versions for key in _version_keys(version)}
    for key, version in versions.items():
        index.add(key, Meant(entry.id, "version", version))
    for cite in numbered:
        key = cite.keys[0]
        if key in versions:
            continue
        if cite.end > head:
            index.add(key, Meant(entry.id, "mention"))
        else:
            index.add(key, Meant(entry.id, "shared" if key in others and len(others) > 1 else "own"))
    if entry.kind == "statute" or (entry.kind == "regulation" and entry.cite.startswith("8 C.F.R.")):
        places = [(cite.kind, cite.keys[0][0], _canonical(corpus, key)) for cite in cites for key in cite.keys if key[0] in SHAPES]
        in_act = {place[:3] for _, body, place in places if body == "ina"}
        for _, body, place in places:
            if body == "ina" or place[:3] not in in_act:  # "INA § 240(b)(5), 8 U.S.C. § 1229a": the entry speaks of the paragraph
                index.sections.setdefault(place[:3], []).append((place[3:], entry.id))


def _version_keys(version: Version) -> list[Key]:
    if re.fullmatch(r"1\d{4}\.\d", version.id):
        return [("directive", version.id)]
    return [cite.keys[0] for cite in cites_in(version.id)]


def _add_names(index: _Index, entry: Authority) -> None:
    head = REST.split(entry.cite)[0]
    plain = head.translate(PLAIN)
    if plain.startswith("matter of "):
        name = plain.split(",")[0].removeprefix("matter of ")
        for known in {name, name.split(" & ")[0], re.sub(r"(?<=\b\w\.) (?=\w\.)", "", name)}:  # by its first party, initials set close
            index.names.setdefault(known, set()).add(entry.id)
    if parties := re.match(r"[^,(]+ v\. [^,(]+", plain):
        index.parties.setdefault(parties[0].strip(), set()).add(entry.id)
    title = ""
    if entry.kind == "policy-memo":
        person = re.search(r"\(([^()]+)\)\s*$", entry.issuer)
        if person and person[1].split()[-1] in entry.title.split():  # practitioners know it by the name of who signed it
            index.surnames.setdefault(person[1].split()[-1].translate(PLAIN), set()).add(entry.id)
        title = re.split(r" \(|, eff\.|;", head)[0].split(": ", 1)[-1]
        title = re.sub(r"^(?:\w+ )?(?:Policy|Directive|Memorandum)(?: [\w.]+)?, ", "", title)
    known = any(meant.id == entry.id and meant.how in ("own", "shared", "version") for found in index.numbers.values() for meant in found)
    named = known or plain.startswith("matter of ") or any(entry.id == name for found in index.sections.values() for _, name in found)
    if len(title.split()) >= LEAST_WORDS:
        index.titles.setdefault(" ".join(title.translate(PLAIN).split()), set()).add(entry.id)
    elif not named:  # known by no number and no name: by its own words
        index.titles.setdefault(" ".join(plain.split()), set()).add(entry.id)


def _canonical(corpus: Corpus, key: Key) -> Key:
    """A section of the Act as the section of title 8 in which it stands."""
    code = corpus.citations.sections.get(key[2]) if key[0] == "ina" else None
    return ("usc", "8", code, *key[3:]) if code else key


def same_section(corpus: Corpus, one: Key, other: Key) -> bool:
    """Whether two keys name one section, be it by the Act or by the Code."""
    return _canonical(corpus, one)[:3] == _canonical(corpus, other)[:3]


def in_code(corpus: Corpus, key: Key) -> str:
    """The section of title 8 in which a section of the Act stands; nothing where the table does not know."""
    return corpus.citations.sections.get(key[2], "") if key[0] == "ina" else ""


def cited(text: str, corpus: Corpus) -> list[Cited]:
    """Every cite of a text, in its order, with the entries of the corpus that it may mean: none for what the corpus does not hold."""
    index = _index(corpus)
    plain = text.translate(PLAIN)
    known = sorted(_named(text, plain, index, corpus), key=lambda each: (each.cite.start, -each.cite.end))
    found = [Cited(cite, tuple(_meant(index, corpus, key, cite) for key in cite.keys)) for cite in cites_in(text, index.manuals)]
    kept = [each for each in found if each.cite.how != "name"]
    for alone in (known, [each for each in found if each.cite.how == "name"]):  # a name is read alone where no number stands with it
        taken = Taken(each.cite for each in kept)
        apart = [each for each in alone if taken.free(each.cite.start, each.cite.end)]
        kept += [each for before, each in zip([None, *apart], apart, strict=False) if not before or before.cite.end <= each.cite.start]
    kept.sort(key=lambda each: (each.cite.start, -each.cite.end))
    return _as_before(_joined(kept, plain, corpus))


def _meant(index: _Index, corpus: Corpus, key: Key, cite: Cite) -> frozenset[Meant]:
    if key[0] in SHAPES:
        return _sections(index, _canonical(corpus, key))
    if key[0] == "name":
        name = key[1].removeprefix("matter of ")
        ids = index.names.get(name) or index.parties.get(name) or set()
        return frozenset(Meant(name) for name in ids if len(key) == 2 or _in_volume(corpus, name, key[2]))
    if key[0] == "at":
        return _shortened(index, corpus, key, cite)
    if key[0] == "manual":  # the closest part of it that the corpus holds
        key = next((key[:length] for length in range(len(key), 1, -1) if key[:length] in index.numbers), key)
    found = index.numbers.get(key, set())
    if not found and cite.name:  # decided, but its page was not known when the entry was written
        ids = _by_name(index, cite.name)
        return frozenset(Meant(name) for name in ids if "___" in corpus.authorities[name].cite and _in_volume(corpus, name, key[1]))
    best = min((BEST.index(meant.how) for meant in found), default=0)
    return frozenset(meant for meant in found if meant.how == BEST[best])


def _by_name(index: _Index, name: str) -> set[str]:
    """The decisions of the corpus that bear a name in full."""
    plain = " ".join(name.translate(PLAIN).split())
    return index.names.get(plain.removeprefix("matter of ")) or index.parties.get(plain) or set()


def _in_volume(corpus: Corpus, name: str, volume: str) -> bool:
    return re.search(rf"(?<!\d){volume} [A-Z]", corpus.authorities[name].cite) is not None


def _shortened(index: _Index, corpus: Corpus, key: Key, cite: Cite) -> frozenset[Meant]:
    """A short form whose full cite the text does not hold: the decision of that name in that volume."""
    if not cite.name:
        return frozenset()
    word = re.compile(rf"\b{re.escape(cite.name.translate(PLAIN).removeprefix('matter of '))}(?![\w-])")
    found = {
        meant
        for (family, *rest), several in index.numbers.items()
        if family == "reporter" and rest[:2] == list(key[1:3]) and int(rest[2]) <= int(key[3])
        for meant in several
        if meant.how == "own" and word.search(corpus.authorities[meant.id].cite.split(",")[0].translate(PLAIN))
    }
    return frozenset(found)


def _sections(index: _Index, place: Key) -> frozenset[Meant]:
    """The entries that cover a place, of them the closest; else those that cover a part of it."""
    entries, deeper = index.sections.get(place[:3], []), place[3:]
    over = [(len(paragraphs), name) for paragraphs, name in entries if deeper[: len(paragraphs)] == paragraphs]
    if over:
        closest = max(length for length, _ in over)
        return frozenset(Meant(name) for length, name in over if length == closest)
    return frozenset(Meant(name, "part") for paragraphs, name in entries if paragraphs[: len(deeper)] == deeper)


def held_of(corpus: Corpus, key: Key) -> list[str]:
    """The entries that hold other paragraphs of a section."""
    return [name for _, name in _index(corpus).sections.get(_canonical(corpus, key)[:3], [])]


def bearing(corpus: Corpus, name: str) -> set[str]:
    """The entries of decisions that bear a name."""
    return _by_name(_index(corpus), name)


def _named(text: str, plain: str, index: _Index, corpus: Corpus) -> Iterator[Cited]:
    """What the corpus knows by name: decisions, memoranda by who signed them, instruments by their title."""
    for match in PRECEDENT.finditer(plain):
        rest = re.sub(r"\s", " ", plain[match.end() : match.end() + 60])
        names = [name for name in index.names if rest.startswith(name) and not re.match(r"[\w-]", rest[len(name) :])]
        if not names:
            continue
        name = max(names, key=len)
        end = match.end() + len(name)
        if re.match(r" [A-Z][a-z]", text[end : end + 3]) and not name.endswith("-"):
            continue  # the name goes on
        shown = f"Matter of {' '.join(text[match.end() : end].split())}"
        yield _by(Cite("decision", shown, match.start(), end, (("name", name),), "name", shown), index.names[name])
    for kind, word, pattern, ids in index.known_as:
        for match in pattern.finditer(plain) if word in plain else ():
            shown = " ".join(text[slice(*match.span())].split())
            if kind == "decision":
                yield _by(Cite(kind, shown, match.start(), match.end(), (("name", word),), "name", shown), ids)
            elif kind == "memo":
                cite = Cite(kind, shown, match.start(), match.end(), (("title", shown),), "name")
                yield _by(cite, _of_year(plain, match, ids, corpus))
            else:
                yield _by(Cite(kind, shown, match.start(), match.end(), (("title", shown),)), ids)


def _known_as(index: _Index) -> Iterator[tuple[Kind, str, re.Pattern[str], set[str]]]:
    """What is known by its words, each with a word without which its pattern need not be tried."""
    for name, ids in index.parties.items():
        yield "decision", name, re.compile(rf"\b{re.escape(name)}(?![\w-])"), ids
    for name, ids in index.surnames.items():
        by_memo = rf"\b(?:{name}(?:'s)?{KNOWN_AS}|(?:memorando|memorandum|memo|guia)\s+(?:de\s+)?{name}\b)"
        yield "memo", name, re.compile(by_memo), ids
    for title, ids in index.titles.items():
        yield "title", title.partition(" ")[0], re.compile(re.escape(title).replace(r"\ ", r"\s+") + r"(?!\w)"), ids


def _by(cite: Cite, ids: set[str] | frozenset[str]) -> Cited:
    return Cited(cite, (frozenset(map(Meant, ids)),))


def _of_year(plain: str, match: re.Match[str], ids: set[str], corpus: Corpus) -> frozenset[str]:
    """Of several memoranda of one person, those of the year that stands in the name or follows it."""
    year = re.search(r"\b(20\d\d)\b", match[0]) or re.match(r"[^;]{0,25}?\b(20\d\d)\b", plain[match.end() : match.end() + 40])
    of_it = {name for name in ids if year and str(corpus.authorities[name].issued or name).find(year[1]) >= 0}
    return frozenset(of_it or ids)


def _joined(found: list[Cited], plain: str, corpus: Corpus) -> list[Cited]:
    """What names one authority twice side by side is one: a name and its number, two reporters, the Act and the Code."""
    joined: list[Cited] = []
    for each in found:
        last = joined[-1] if joined else None
        if last and each.cite.start < last.cite.end:
            if last.meant & each.meant:
                joined[-1] = _as_one(last, each)
            continue
        if last and BETWEEN.fullmatch(plain[last.cite.end : each.cite.start]) and _parallel(last, each, corpus):
            joined[-1] = _as_one(last, each)
        else:
            joined.append(each)
    return joined


def _as_one(last: Cited, each: Cited) -> Cited:
    fuller = last.cite if last.cite.how == "full" or each.cite.how != "full" else each.cite
    cite = replace(
        fuller,
        start=last.cite.start,
        end=max(last.cite.end, each.cite.end),
        pin=each.cite.pin or last.cite.pin,
        year=each.cite.year or last.cite.year,
    )
    both = last.meant & each.meant
    return Cited(cite, (both,) if both and len(last.places) == len(each.places) == 1 else last.places)


def _parallel(last: Cited, each: Cited, corpus: Corpus) -> bool:
    one, other = last.cite.keys[0], each.cite.keys[0]
    if "back" in (last.cite.how, each.cite.how) or "short" in (last.cite.how, each.cite.how) or one[0] == other[0] != "reporter":
        return False
    if one[0] in SHAPES or other[0] in SHAPES:
        return [_canonical(corpus, key) for key in last.cite.keys] == [_canonical(corpus, key) for key in each.cite.keys]
    if last.meant or each.meant:
        return bool(last.meant & each.meant)
    return (
        one[0] == other[0] == "reporter"
        and not each.cite.name
        and one[1:3] != other[1:3]
        and last.cite.kind == each.cite.kind == "decision"
    )


def _as_before(found: list[Cited]) -> list[Cited]:
    """A name alone means the decision that the text has cited in full under it."""
    full: dict[str, Cited] = {}
    done: list[Cited] = []
    for each in found:
        name = each.cite.name.translate(PLAIN)
        if each.cite.how == "name" and name in full and (each.meant & full[name].meant or not each.meant):
            earlier = full[name]
            done.append(Cited(replace(each.cite, cite=earlier.cite.cite, keys=earlier.cite.keys, how="short"), earlier.places))
            continue
        if each.cite.how == "full" and name:
            full[name] = each
        done.append(each)
    return done
