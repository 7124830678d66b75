"""What should be asked, in which order and when, and what not? The rules are those of the corpus; there is no score."""

from collections.abc import Mapping, Sequence

from forbear.assessment.finding import Against, FactorFinding, FirstStep, OptionFinding, PlanFinding, PriorityFinding
from forbear.assessment.matter import Matter, because_open
from forbear.assessment.options import LIVE
from forbear.assessment.windows import RIPE
from forbear.law.table import Subject

IN_TIME = ("best", "ripe", "late")
DAYS = ("expedited-removal", "voluntary-departure")  # what runs here ends in days: today matters even where nothing is asked
RUNNING = (*DAYS, "after-the-case", "protection-case", "appeal-running")
MOVED_FOR = {"dismiss": "dismissal-without-prejudice", "terminate": "termination-joint-motion"}


def make_plan(
    matter: Matter, options: Sequence[OptionFinding], factors: Sequence[FactorFinding], priorities: Sequence[PriorityFinding]
) -> PlanFinding:
    """The plan: what comes first, what to ask and in the alternative, when, what not to ask for, and why."""
    rules = matter.rulebook.plan
    first = [step for subject in rules.screen if (step := _step(matter, subject, rules.screen_open_when_unknown))]
    by_form = {option.form: option for option in options}
    oppose = [
        FirstStep(f"oppose-{matter.profile['dhs_motion'].value}", subject.title, matter.words(subject.rule.because))
        for subject in rules.oppose
        if matter.reading.rule(subject.rule).value
    ]
    against = _against(matter, rules.do_not_ask, by_form)
    moved_for = MOVED_FOR.get(str(matter.profile["dhs_motion"].value))
    if oppose and moved_for and moved_for not in {item.form for item in against}:
        against.append(Against(moved_for, "the government's motion for it is to be opposed"))
    avoided = {item.form for item in against}
    wanted = _wanted(matter, rules.prefer, by_form, avoided)
    wanted = dict(sorted(wanted.items(), key=lambda item: by_form[item[0]].timing == "late"))  # in time first
    if rules.rare_last:
        wanted = dict(sorted(wanted.items(), key=lambda item: _rare_gift(matter, by_form[item[0]])))
    ask = next(iter(wanted), None)
    screening = {step.step for step in first} & {*rules.screen_open_when_unknown, "relief", "contestable-charge", "suppression"}
    after_screen = ask in rules.after_screen and bool(screening)
    moment = matter.reading.table(rules.when_to_ask.rows, rules.when_to_ask.otherwise)
    when = matter.words(moment.then or f"{moment.could_be[0]} ({because_open(moment)})")
    running = {step.step for step in first} & {*RUNNING}
    idle = when if running & {*DAYS} else "not now"
    return PlanFinding(
        first=first,
        ask=ask,
        in_the_alternative=[form for form in wanted if form != ask][:3],
        when=("after the screen: " + when if after_screen else when) if ask else idle,
        do_not_ask=against,
        because=_because(by_form.get(ask or ""), wanted.get(ask or "", ""), after_screen, bool(running)),
        after_screen=after_screen,
        oppose=oppose,
        weighing=_weighing(factors, priorities, exposing=_exposing(matter)),
        would_change=_would_change(factors, priorities, options),
    )


def _step(matter: Matter, subject: Subject, asked_when_unknown: Sequence[str]) -> FirstStep | None:
    verdict = matter.reading.rule(subject.rule)
    name = subject.rule.then
    if verdict.value is None and name in asked_when_unknown:
        matter.left_open(f"first:{name}", verdict)
        return FirstStep(name, subject.title, subject.rule.because, "unknown")
    return FirstStep(name, subject.title, subject.rule.because) if verdict.value else None


def _against(matter: Matter, rules: Sequence[Subject], options: Mapping[str, OptionFinding]) -> list[Against]:
    found: dict[str, str] = {}
    for subject in rules:
        option = options[subject.rule.then]
        if option.status != "unavailable" and matter.reading.rule(subject.rule).value:
            found.setdefault(option.form, subject.rule.because)
    for option in options.values():
        if option.timing == "avoid" and option.status != "unavailable":
            found[option.form] = option.timing_because
    return [Against(form, because) for form, because in found.items()]


def _wanted(matter: Matter, rules: Sequence[Subject], options: Mapping[str, OptionFinding], avoided: set[str]) -> dict[str, str]:
    """Forms in the order of the first rule that wants them: live, in time, and not to be avoided."""
    found: dict[str, str] = {}
    for subject in rules:
        option = options[subject.rule.then]
        live = option.status in LIVE and option.timing in IN_TIME and option.form not in avoided
        if live and option.form not in found and matter.reading.rule(subject.rule).value:
            found[option.form] = subject.rule.because
    return found


def _rare_gift(matter: Matter, option: OptionFinding) -> bool:
    """Whether only the government can give a form, and it is rare under the posture of the day."""
    agreement = {form.needs_government_agreement for form in matter.corpus.forms.values() if form.case_form == option.form}
    return option.realistic in ("rare", "litigation-only") and agreement == {"yes"}


def _because(option: OptionFinding | None, reason: str, after_screen: bool, running: bool) -> str:
    if option is None and running:
        return "no request would help today; the first steps are what counts"
    if option is None:
        return "nothing in the file supports a request that would help today; go on with the case"
    text = f"{reason}; {option.timing}: {option.timing_because}"
    return f"{text}; recommended only after the screen" if after_screen else text


def _exposing(matter: Matter) -> bool:
    """Whether, under the government attorneys' policy of the day, showing that a class applies helps nobody but them."""
    regime = matter.corpus.actors["opla"].on(matter.on)
    return regime is not None and regime.posture == "no-categories-exempt"


def _weighing(factors: Sequence[FactorFinding], priorities: Sequence[PriorityFinding], *, exposing: bool) -> str:
    """The whole record in one paragraph, adverse first."""
    adverse = [factor for factor in factors if factor.direction == "adverse" and factor.verdict == "yes"]
    favourable = [factor for factor in factors if factor.direction == "favourable" and factor.verdict == "yes"]
    reached = [f"“{priority.because.rpartition(': ')[0]}”" for priority in priorities if priority.verdict == "yes"]
    parts = []
    if reached:
        meet = "asking may expose it, so decide first whether to ask at all" if exposing else "the request must say so and meet it"
        parts.append(f"The case falls within {_listed(reached)}: {meet}.")
    parts.append(f"Against: {_listed([_proved(factor) for factor in adverse])}." if adverse else "Nothing adverse is shown by the file.")
    parts.append(f"For: {_listed([_proved(factor) for factor in favourable])}." if favourable else "Nothing favourable is shown yet.")
    bare = [factor.title.lower() for factor in favourable if factor.strength == "asserted"]
    if bare:
        parts.append(f"Asserted only, with no exhibit: {_listed(bare)}.")
    parts.append("Weighing is on the whole record; no single factor decides, and the judgment is counsel's.")
    return " ".join(parts)


def _would_change(factors: Sequence[FactorFinding], priorities: Sequence[PriorityFinding], options: Sequence[OptionFinding]) -> list[str]:
    """What would change the weighing: open priorities and adverse factors, unproved equities, windows to be opened."""
    found = [
        f"whether a priority applies – {priority.because}"
        for priority in priorities
        if priority.verdict == "unknown" and "fact" in priority.unknown_because
    ]
    bare = [factor.title.lower() for factor in factors if factor.direction == "favourable" and factor.strength == "asserted"]
    if bare:
        found.append(f"exhibits for {_listed(bare)}")
    for option in options:
        if option.status == "conditional" and option.needs and option.timing in (*RIPE, None):
            found.append(f"{option.title}: {_listed(option.needs)}")
    return found[:6]


def _proved(factor: FactorFinding) -> str:
    return f"{factor.title.lower()} ({factor.strength})"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
