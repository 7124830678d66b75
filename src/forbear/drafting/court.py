"""Papers for the court or the Board: motions, oppositions, the words to say in court, and what is filed with them.

A paper says `JOINT` or `UNOPPOSED` only where the government's attorney has said so; while the position is open, a motion that needs
both signatures is titled as proposed. The signature of the government's attorney is always left to that attorney.
"""

import re
from collections.abc import Mapping
from functools import partial
from itertools import zip_longest

from forbear.drafting.brief import Brief
from forbear.drafting.compose import Builder, Composed, Composer, Language, compose
from forbear.drafting.document import Block, Caption, Heading, Paragraph, Sentence, Signature
from forbear.drafting.letter import equities, index, short_header, signature

SCRIPT = "oral-script"
SCRIPT_TITLE = {"en": "To say to the judge", "es": "Para decirle al juez"}
LANGUAGES: tuple[Language, ...] = ("en", "es")
HEADINGS = {
    "joinder": "The motion and the position of each party",
    "statement-of-conferral": "The motion and the position of each party",
    "request-to-join": "The motion and the position of each party",
    "objection": "The respondent objects",
    "authority": "Authority",
    "authority-and-standard": "Authority and standard",
    "ground": "Ground",
    "basis": "Basis",
    "reason": "Reason",
    "conditions": "Conditions",
    "no-concession": "Nothing is conceded",
    "reservation": "Nothing is conceded",
    "consent": "Consent of the respondent",
    "interest": "What dismissal would take away",
    "no-changed-circumstance": "The ground for dismissal",
    "presence-and-fear": "Presence and protection",
    "factors": "The factors",
    "evidence": "The record",
    "exhibits": "The record",
    "alternative": "In the alternative",
    "timeliness": "The motion and the time to respond",
    "original-reason": "Why the case was closed",
    "history": "History of the case and required statements",
    "new-facts": "What is new",
    "equities-and-adverse": "The record",
    "stay-and-custody": "Stay of removal",
    "fee": "Fee and attachments",
}
# What a section must hold; where the file has nothing for it, that is printed.
NEEDED = {
    "ground": "the ground, in one sentence: improvidently issued, or changed circumstances",
    "basis": "the basis for termination: not in the file",
    "reason": "the reason for closure: not in the file",
    "consent": "the signed consent of the respondent: not in the file",
    "interest": "what dismissal would take away: no application before the court is in the file",
    "original-reason": "why the case was closed: not in the file",
    "new-facts": "what is new since the order: not in the file",
}
UNANSWERED = "nothing in the file: counsel answers from the record"
RECORD = ("evidence", "exhibits", "equities-and-adverse")
BOTH_SIGN = ("dismissal-without-prejudice", "joint-motion-to-reopen", "in-absentia")
ASKED_JOINTLY = (*BOTH_SIGN, "administrative-closure", "termination-joint-motion", "continuance", "remand-joint")


def flag(brief: Brief) -> str:
    """What the title says of the other side: JOINT, UNOPPOSED, OPPOSED, or that a joint motion is only proposed."""
    if brief.filing not in (*ASKED_JOINTLY, "termination-discretionary", "stay-of-removal-court"):
        return ""
    if brief.position == "joins":
        return "JOINT"
    if brief.position == "opposes":
        return "OPPOSED"
    if brief.position == "unopposed" and brief.filing not in BOTH_SIGN:
        return "UNOPPOSED"
    return "[PROPOSED JOINT]" if brief.filing in ASKED_JOINTLY else ""


def title(brief: Brief) -> str:
    """The title of the filing."""
    words = brief.matter.corpus.paper_words.words["filing"]["en"]
    return f"{flag(brief)} {words.get(brief.filing, brief.ask.title)}".strip().upper()


def cannot_be_filed(brief: Brief) -> str:
    """Why no court paper is made for the form: both sides must sign and one refuses, or only counsel can decide. Nothing where one is."""
    joint = brief.filing in (*BOTH_SIGN, "termination-joint-motion") or "motion-administrative-closure-joint" in brief.ask.papers
    if joint and brief.position == "opposes":
        return "the government's attorney opposes the motion, and on this ground it is granted only where both sides agree"
    if brief.form == "joint-motion-to-reopen" and brief.matter.profile["departed_after_order"].value:
        return "the client left after the order: whether a motion can still be made differs by circuit, and counsel decides"
    return ""


def motion(brief: Brief, paper: str) -> Composed:
    """A motion or an opposition: its caption, its sections, the signatures."""
    names = [part.id for part in brief.matter.corpus.documents[paper].sections if part.id != SCRIPT]
    builders: dict[str, Builder] = {SCRIPT: lambda _: []}
    builders |= {name: partial(_part, name, first=name == names[0], last=name == names[-1]) for name in names}
    return _composed(brief, paper, builders, spacing="court", name=_sentence_case(title(brief)))


def scripts(brief: Brief) -> list[Composed]:
    """One page in each language to read aloud where the government moves in court to dismiss; for no other form."""
    if brief.form != "oppose-dismissal":
        return []
    spec = brief.matter.corpus.documents["opposition-to-dhs-dismissal"]
    composers = [Composer(brief, spec, language, respondent=True) for language in LANGUAGES]
    return [one.finish(one.section(SCRIPT), spacing="plain", outgoing=False, title=SCRIPT_TITLE[one.language]) for one in composers]


def cover(brief: Brief, paper: str) -> Composed:
    """The cover page."""
    return _composed(brief, paper, {"top-left": lambda _: [], "centre": lambda made: [caption(made)], "bottom": lambda _: []})


def order(brief: Brief, paper: str) -> Composed:
    """The order that the judge can sign, on one page."""

    def head(composer: Composer) -> list[Block]:
        bench = "BOARD OF IMMIGRATION APPEALS" if brief.at_board else "IMMIGRATION JUDGE"
        return [*_matter(composer), Heading(f"[PROPOSED] ORDER OF THE {bench}", 1)]

    def ruling(composer: Composer) -> list[Block]:
        judge = Sentence("For the Board") if brief.at_board else composer.known("judge", "judge")
        return [*composer.section("operative"), Signature((judge,))]

    return _composed(brief, paper, {"caption": head, "operative": ruling})


def service(brief: Brief, paper: str) -> Composed:
    """Proof of service."""

    def statement(composer: Composer) -> list[Block]:
        return [*_matter(composer), Heading("Proof of service", 1), *composer.section("statement"), signature(composer)]

    return _composed(brief, paper, {"statement": statement})


def exhibit_list(brief: Brief, paper: str) -> Composed:
    """The table of contents of the exhibits."""
    return _composed(brief, paper, {"header": _matter, "rows": _rows, "order": lambda _: []})


def _rows(composer: Composer) -> list[Block]:
    return index(composer) or [_gap("no exhibit is in the file for this packet")]


def caption(composer: Composer) -> Caption:
    """The head of a court paper: filer, custody, court, matter, judge, next hearing and title."""
    known, brief = composer.known, composer.brief
    pro_se = brief.matter.case.text("representation.representative.kind") == "self"
    filer = (
        known("full_name" if pro_se else "representative", "name of counsel"),
        *(() if pro_se else (_labelled(composer, "EOIR ID", "eoir_id"), known("firm", "office"))),
        known("address", "address for service"),
        known("phone", "telephone"),
        known("email", "e-mail"),
        Sentence("Respondent, self-represented" if pro_se else "For the respondent"),
    )
    court = ["UNITED STATES DEPARTMENT OF JUSTICE", "EXECUTIVE OFFICE FOR IMMIGRATION REVIEW"]
    court += ["BOARD OF IMMIGRATION APPEALS"] if brief.at_board else ["IMMIGRATION COURT"]
    place = Sentence("Falls Church, Virginia") if brief.at_board else known("court", "court and city")
    judge = () if brief.at_board else (_labelled(composer, "Immigration Judge", "judge"),)
    urgent = (Sentence("[EMERGENCY in the title, if removal is imminent: counsel decides]", support="gap"),)
    return Caption(
        filer=filer,
        custody=known("custody_words", "DETAINED or NON-DETAINED"),
        court=(*map(Sentence, court), place),
        matter=(Sentence("In the Matter of:"), known("full_name", "name of the respondent"), Sentence("In removal proceedings")),
        beside=(_labelled(composer, "File No.", "a_number", "A-number"),),
        below=(*judge, _next_hearing(composer), *(urgent if brief.form == "stay-of-removal-court" else ())),
        title=title(brief),
    )


def _composed(brief: Brief, paper: str, builders: Mapping[str, Builder], *, spacing: str = "plain", name: str = "") -> Composed:
    called = name or brief.matter.corpus.documents[paper].title
    return compose(brief, paper, builders, respondent=True, headings={}, header=short_header(brief), spacing=spacing, title=called)


def _part(name: str, composer: Composer, *, first: bool, last: bool) -> list[Block]:
    made = equities(composer, name) if name in RECORD else _answered(composer.section(name))
    if not made and name in NEEDED:
        made = [_gap(NEEDED[name])]
    if made and name in HEADINGS:
        made = [Heading(HEADINGS[name]), *made]
    return [*([caption(composer)] if first else []), *made, *(_signatures(composer) if last else [])]


def _answered(blocks: list[Block]) -> list[Block]:
    """The blocks, with a visible gap under each heading that nothing follows."""
    found: list[Block] = []
    for block, after in zip_longest(blocks, blocks[1:]):
        found.append(block)
        if isinstance(block, Heading) and (after is None or isinstance(after, Heading)):
            found.append(_gap(UNANSWERED))
    return found


def _gap(words: str) -> Paragraph:
    return Paragraph((Sentence(f"[{words}]", support="gap"),))


def _signatures(composer: Composer) -> list[Block]:
    """Counsel's signature and, of a joint motion, the place for that of the government's attorney."""
    signed: list[Block] = [Paragraph((Sentence("Respectfully submitted,"),), "plain"), signature(composer)]
    if "JOINT" in flag(composer.brief):
        office = composer.known("opla_office", "office of the government's attorneys")
        dhs = Sentence("[name of DHS attorney: to be filled when joined]")
        signed.append(Signature((dhs, Sentence("For the Department of Homeland Security"), office)))
    return signed


def _sentence_case(words: str) -> str:
    return re.sub("[a-z]", lambda first: first[0].upper(), words.lower(), count=1)


def _labelled(composer: Composer, label: str, name: str, lacks: str = "") -> Sentence:
    value = composer.brief.names[name]
    return Sentence(f"{label}: {value}") if value else composer.known(name, lacks or label)


def _next_hearing(composer: Composer) -> Sentence:
    names = composer.brief.names
    if names["hearing_day"]:
        hour = names["hearing_time"]
        said = f"Next hearing: {names['hearing_day']}, {hour or '[time: not in the file]'}"
        return Sentence(said, support="none-needed" if hour else "gap")
    if composer.brief.no_hearing:
        return Sentence("Next hearing: none")
    return Sentence("[next hearing: not in the file]", support="gap")


def _matter(composer: Composer) -> list[Block]:
    """Court and matter in short, for papers that stand behind a full caption."""
    head = caption(composer)
    return [
        *(Paragraph((line,), "centred") for line in head.court[1:]),
        Paragraph(head.matter[:2], "plain"),
        Paragraph(head.beside, "plain"),
    ]
