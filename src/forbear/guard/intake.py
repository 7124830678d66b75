"""Does a text tell what the client told in confidence, or what harms once it is told?

Facts of the file that `fields.csv` calls privileged or dangerous if disclosed, found in the text as dates or in their own words,
unless the log of disclosures says that the government holds them or that they were released for this paper.
"""

import datetime as dt
import re
from collections.abc import Iterator

from forbear.casefile.fields import sensitivity
from forbear.casefile.model import CaseFile, leaves, stem
from forbear.guard.dates import dates_in
from forbear.guard.draft import Draft, Flaw
from forbear.guard.people import FIRST_PERSON, KINSHIP
from forbear.law.admission import Severity
from forbear.law.corpus import Corpus
from forbear.law.plain import PLAIN

CHECK = "disclosure-is-permanent"
FEWEST = 3  # words of a text that can be told from chance
OUR_OWN = ("consent", "consents", "disclosure", "support")  # the office's own records, and who writes letters
TOLD_BY_LETTERS = {"pd-letter": "pd-request-letter", "bond": "bond-or-release-request", "support-letter": "support-letter-guide"}
NO_STATUS = ("none", "pending", "daca", "tps", "parolee", "nonimmigrant")
PAPERS = re.compile(
    r"\b(?:undocumented|without (?:any )?(?:papers|status|documents)|no (?:papers|legal status|status|documents)|unlawfully"
    r"|illegal(?:ly)?|overstay\w*|out of status|daca|tps|deport\w*"
    r"|removal proceedings|indocumentad[oa]s?|sin (?:papeles|documentos|estatus)|no tiene (?:papeles|documentos|estatus)"
    r"|ilegal(?:mente)?)\b"
)
BREAK = re.compile(r"[.;]|\b(?:not|never)\b|n't\b")
RELATIONS = {
    "spouse": r"husband|wife|spouse|espos[oa]|marido|mujer",
    "partner": r"partner|boyfriend|girlfriend|fianc\w+|pareja|novi[oa]|compañer[oa]",
    "child": r"son|daughter|child|hij[oa]",
    "stepchild": r"stepson|stepdaughter|stepchild|hijastr[oa]",
    "parent": r"mother|father|parents?|mama|papa|madre|padres?",
    "sibling": r"brother|sister|siblings?|herman[oa]s?",
    "grandparent": r"grandmother|grandfather|abuel[oa]s?",
    "grandchild": r"grandson|granddaughter|niet[oa]s?",
}


def held_back(draft: Draft) -> Iterator[Flaw]:
    """Confidential facts of the file that the text tells, each with the field it stands in."""
    case = draft.setting.case
    if case is None:
        return
    common = {value for path, value in leaves(case.facts) if isinstance(value, dt.date) and sensitivity(path) == "normal"}
    said = [date for date in dates_in(draft.plain) if date.whole]
    told: dict[tuple[int, int], list[str]] = {}
    for path, value in leaves(case.facts):
        if sensitivity(path) == "normal" or path.split(".")[0].split("[")[0] in OUR_OWN or _released(draft, case, path):
            continue
        if isinstance(value, dt.date):
            if value not in common and value <= draft.setting.on:  # a day that the text may name for another reason tells nothing
                places = [(date.start, date.end) for date in said if date.fits(value)]
            else:
                places = []
        elif isinstance(value, str):
            places = [place for words in _phrases(path, value) for place in _found(draft, words)]
        else:
            continue
        for place in places:
            if not draft.already(*place):
                told.setdefault(place, []).append(path)
    for place, paths in told.items():
        yield _flaw(draft, tuple(paths), *place)
    yield from _relatives(draft, case)


def _phrases(path: str, value: str) -> Iterator[str]:
    """The parts of a text that are long enough to be no chance; another name, and an address, from two words on."""
    fewest = 2 if stem(path) in ("person.other_names", "person.address") else FEWEST
    for part in re.split(r"[;()]|,(?!\s*[A-Z]{2}\b)", value):
        words = re.findall(r"[a-zñ0-9]+", part.translate(PLAIN))
        if len(words) >= fewest and any(len(word) > 3 for word in words):
            yield r"[^a-zñ0-9]+".join(map(re.escape, words))


def _found(draft: Draft, words: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(rf"(?<![a-zñ0-9]){words}(?![a-zñ0-9])", draft.plain):
        yield match.span()


def _flaw(draft: Draft, paths: tuple[str, ...], start: int, end: int) -> Flaw:
    kinds = {sensitivity(path) for path in paths}
    kind = "was told in confidence" if kinds == {"privileged"} else "harms once it is disclosed"
    because = (
        f"This stands in the file under {' and '.join(paths)}, and {kind}. The log of disclosures says neither that the government holds it"
        " nor that it was released for this paper."
    )
    log = "nter in the disclosure log who released it for this paper and on what day, or where the government holds it."
    instead = draft.advise(f"Leave it out, or e{log}", sworn=f"E{log}")
    severity: Severity = "serious" if any(_severity(draft, path) == "serious" for path in paths) else "caution"
    return Flaw(CHECK, start, end, severity, because, instead, facts=paths)


def _severity(draft: Draft, path: str) -> Severity:
    """As grave as the admission in the field is at the stage; else serious, and caution where the paper has a place for such facts."""
    setting = draft.setting
    place = stem(path)
    dangers = [subject.rule.then for subject in setting.corpus.rulebook.dangers for where in subject.where if _covers(stem(where), place)]
    if sensitivity(path) != "privileged":
        grave = [setting.severity(setting.corpus.admissions[name]) for name in dangers]
        return "caution" if grave and all(one == "caution" for one in grave) else "serious"
    return "caution" if place.split(".")[0] in _told(setting.corpus, setting.purpose or "") else "serious"


def _told(corpus: Corpus, purpose: str) -> set[str]:
    """The parts of a case file that a paper of this purpose is written from."""
    shelf = {entry.id: entry for entry in corpus.shelf("documents")}
    paper = shelf.get(TOLD_BY_LETTERS.get(purpose, ""))
    return {fact for section in getattr(paper, "sections", ()) for fact in section.facts}


def _covers(path: str, place: str) -> bool:
    return bool(path) and (path == place or place.startswith((f"{path}.", f"{path}[")))


def _released(draft: Draft, case: CaseFile, path: str) -> bool:
    """Whether the log says that the government holds a fact, or that it was released for this paper."""
    for entry in case.items("disclosure") or ():
        fact = str(entry.get("fact", "")).replace("[]", "")
        if not (_covers(fact, path) or _covers(fact, stem(path))):
            continue
        if entry.get("held_by_government") == "yes" or _for_this(draft, entry.get("release")):
            return True
    return False


def _for_this(draft: Draft, release: object) -> bool:
    """A release by somebody, on a day that has come, for this kind of paper or for any."""
    if (
        not isinstance(release, dict)
        or not release.get("by")
        or not isinstance(release.get("on"), dt.date)
        or release["on"] > draft.setting.on
    ):
        return False
    paper, purpose = str(release.get("for") or "").translate(PLAIN), draft.setting.purpose
    return not paper or purpose is None or any(word in paper for word in purpose.split("-") if word not in ("letter", "form"))


def _relatives(draft: Draft, case: CaseFile) -> Iterator[Flaw]:
    """A relative whom the file says to be without lasting status, named together with papers or status."""
    own = draft.setting.purpose == "support-letter"  # whose "my" is the writer's
    for number, item in enumerate(case.items("family") or ()):
        words = RELATIONS.get(str(item.get("relation")))
        path = f"family[{number}].status"
        if not words or item.get("status") not in NO_STATUS or _released(draft, case, path):
            continue
        for (start, _), said in draft.said():
            kin = re.search(rf"\b(?:{words})s?\b", said)
            papers = PAPERS.search(said, kin.end(), kin.end() + 100) if kin else None
            if (
                not kin
                or not papers
                or (own and FIRST_PERSON.search(said[: kin.start()]))
                or KINSHIP.search(said[max(0, kin.start() - 20) : kin.start()])
            ):
                continue
            if BREAK.search(said, kin.end(), papers.start()) or KINSHIP.search(said, kin.end(), papers.start()):
                continue
            place = (start + kin.start(), start + papers.end())
            if not draft.already(*place):
                because = (
                    f"The status of a relative, who stands in the file under {path}. Nothing about a third person's immigration status is"
                    " said unless that person consented in writing."
                )
                instead = draft.advise("Name the relation and the need alone.", sworn="That person's own counsel is asked first.")
                yield Flaw(CHECK, *place, "serious", because, instead, facts=(path,))
