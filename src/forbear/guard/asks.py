"""What does a text ask for, can that be had at the stage, and may the office ask it?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from forbear.guard.draft import Draft, Flaw, matcher
from forbear.law.admission import Severity

ASKING = ("pd-letter", "bond")  # what asks the government or the judge for an act
LONG_ENOUGH = 120  # words: what is shorter may be a cover note
ENDS = ("dismissal-without-prejudice", "termination-joint-motion", "termination-discretionary")
BETWEEN = 160  # characters at most between the asking word and the form
NOT_ASKED = re.compile(
    r"\b(?:not|never|n't|nor|without|no)\s+(?:\w+\s+){0,3}$|\b(?:would|could|might|may|podria)\s+(?:\w+\s+)?$|\b(?:dhs|ice"
    r"|opla|the department|the government|government counsel|el gobierno|el departamento)\b(?:'s)?\s+(?:\w+\s+){0,4}$"
)
REFUSED = re.compile(
    r"\b(?:oppos\w+|den(?:y|ied|ies)|reject\w*|refus\w+|object\w*|not|neither|instead of|rather than|opone\w*|rechaz\w+|niegu\w+)\b[^,;]*$"
)
NOT_TAKEN = re.compile(
    r"\b(?:is|are|be|should|can|must|may)\s+(?:not|never)\b|\bdoes\s+not\s+(?:mean|constitute|signal|show|amount|indicate)\b|\bcannot\b"
    r"|\bno\s+(?:es|significa|constituye|debe|puede)\b"
)
GRAVITY: dict[str, Severity] = {"critical": "critical", "high": "serious", "medium": "caution", "low": "caution"}


@dataclass(frozen=True)
class _Request:
    start: int
    end: int
    forms: tuple[str, ...]


def asked_for(draft: Draft) -> Iterator[Flaw]:
    """A form asked for that the stage does not offer, an end asked for before it was explained, silence taken as consent, nothing asked."""
    asked = list(asks(draft))
    yield from _not_at_this_stage(draft, asked)
    yield from _unscreened(draft, asked)
    yield from _silence(draft)
    words = draft.text.split()
    if draft.setting.purpose in ASKING and len(words) > LONG_ENOUGH and not _names_an_act(draft):
        because = f"In {len(words)} words no sentence asks for one of the forms of discretion; the reader must be able to say yes."
        instead = "Ask in one sentence for one act, with the provision that permits it, and for the fallback."
        yield Flaw("no-ask", *draft.first(), _gravity(draft, "no-ask"), because, instead)


def asks(draft: Draft) -> Iterator[_Request]:
    """The forms that the text itself asks for, one at each place: an asking word, and after it in the sentence the name of a form."""
    words = draft.setting.corpus.draft_words
    asking = matcher(words.words["asking"])
    for (start, _), said in draft.said():
        verbs = [match for match in asking.finditer(said) if not NOT_ASKED.search(said[: match.start()])]
        if not verbs or not draft.meant(said, verbs[0].start()):
            continue
        for ask in words.asks:
            for match in matcher(ask.patterns).finditer(said):
                verb = next((verb for verb in reversed(verbs) if verb.start() <= match.start()), None)
                if verb is None or match.start() - verb.end() > BETWEEN or REFUSED.search(said[verb.end() : match.start()]):
                    continue
                yield _Request(start + match.start(), start + match.end(), ask.forms)


def _names_an_act(draft: Draft) -> bool:
    """Whether any sentence or heading puts an asking word and a form together, in either order."""
    words = draft.setting.corpus.draft_words
    asking, forms = matcher(words.words["asking"]), matcher(tuple(pattern for ask in words.asks for pattern in ask.patterns))
    return any(asking.search(said) and forms.search(said) for _, said in draft.said())


def _not_at_this_stage(draft: Draft, asked: list[_Request]) -> Iterator[Flaw]:
    """Where every form that the words can mean is surely closed at the stage of the case."""
    reading = draft.setting.reading
    if reading is None:
        return
    rules = {rules.form: rules for rules in draft.setting.corpus.rulebook.forms}
    for request in asked:
        outcomes = {form: reading.table(rules[form].status.rows, rules[form].status.otherwise) for form in request.forms}
        if any(outcome.then != "unavailable" for outcome in outcomes.values()):
            continue
        said: list[str] = []
        cited: list[str] = []
        for form, outcome in outcomes.items():
            said.append(f"{rules[form].title}: {outcome.row.because if outcome.row else rules[form].status.because}")
            cited += outcome.row.authorities if outcome.row else rules[form].status.authorities
        circuit = draft.setting.case.circuit if draft.setting.case else None
        known = draft.setting.corpus.authorities
        live = tuple(name for name in dict.fromkeys(cited) if known[name].binds(draft.setting.on, circuit))
        stage = reading.answer("stage").then
        at = f" The case is at the stage {stage.replace('-', ' ')}." if stage else ""
        yield Flaw(
            "form-not-at-this-stage",
            request.start,
            request.end,
            _gravity(draft, "form-not-at-this-stage"),
            f"{'; '.join(dict.fromkeys(said))}.{at}",
            "Ask for a form that the stage offers; the assessment of the case lists them with their windows.",
            live,
        )


def _unscreened(draft: Draft, asked: list[_Request]) -> Iterator[Flaw]:
    """An end of the case asked for while the file does not say that it was explained to the client."""
    reading, purpose = draft.setting.reading, draft.setting.purpose
    if reading is None or (purpose is not None and purpose not in ASKING):
        return
    for request in asked:
        forms = [form for form in request.forms if form in ENDS]
        if not forms or reading.profile["choices_explained"].value:
            continue
        if any(reading.profile[f"consent_to_{form.replace('-', '_')}"].value for form in forms):
            continue
        yield Flaw(
            "dismissal-without-screen",
            request.start,
            request.end,
            _gravity(draft, "dismissal-without-screen"),
            "The text asks that the case end, and the file has no day on which this was explained to the client and no signed consent."
            " An ended case can lose relief that only a judge gives, a work permit that rests on it, and the shelter of the court.",
            "Hold the paper until relief, work permit and expedited removal are screened and the client has consented in writing.",
            facts=("consent.explained_date", "consents[].signed_on"),
        )


def _silence(draft: Draft) -> Iterator[Flaw]:
    pattern = matcher(draft.setting.corpus.draft_words.words["silence-as-consent"])
    for (start, _), said in draft.said():
        match = pattern.search(said)
        if match and draft.meant(said, match.start()) and not NOT_TAKEN.search(match[0]):
            yield Flaw(
                "silence-as-consent",
                start + match.start(),
                start + match.end(),
                _gravity(draft, "silence-as-consent"),
                "The government has not answered, and the text takes that for agreement. What counts is a joint motion or an affirmative"
                " non-opposition.",
                "Ask for an answer in writing by a day; until it comes, say only that none has come.",
            )


def _gravity(draft: Draft, guard: str) -> Severity:
    return GRAVITY[draft.setting.corpus.guards[guard].severity]
