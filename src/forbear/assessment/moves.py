"""When does the moment for a form change, and what would move it?

The windows are read again on the days on which the case itself moves: the hearing comes near, two years are complete, the time
to appeal ends. The law is that of the day judged; what a later policy does, nobody knows. After the next hearing the file
says nothing.
"""

import datetime as dt
from collections.abc import Sequence

from forbear.assessment.finding import DeadlineFinding, MissingPaper, Mover, OptionFinding, Shift, Timing, WindowFinding
from forbear.assessment.matter import Matter, lacking
from forbear.assessment.windows import find_window
from forbear.casefile.facts.posture import underscored
from forbear.law.calendar import same_day_in

LATE = 29  # calendar days before an individual hearing on which asking is late (a convention of the windows' own table)
AFTER = ("bia-appeal-notice", "in-absentia-exceptional-circumstances", "motion-to-reopen-90")
ONE = dt.timedelta(days=1)


def find_windows(
    matter: Matter, options: Sequence[OptionFinding], deadlines: Sequence[DeadlineFinding], missing: Sequence[MissingPaper]
) -> list[WindowFinding]:
    """Every form's window, the days on which it moves, and the facts, papers and consents that would move it."""
    moves = find_moves(matter, options, deadlines)
    return [
        WindowFinding(
            form=option.form,
            title=option.title,
            status=option.status,
            timing=option.timing,
            because=option.timing_because,
            moves=moves[option.form],
            moved_by=_movers(matter, option, missing),
        )
        for option in options
    ]


def find_moves(matter: Matter, options: Sequence[OptionFinding], deadlines: Sequence[DeadlineFinding]) -> dict[str, list[Shift]]:
    """For each form the days ahead on which its window changes, and to what."""
    found: dict[str, list[Shift]] = {option.form: [] for option in options}
    before: dict[str, Timing | None] = {option.form: option.timing for option in options}
    for day in _days(matter, deadlines):
        then = Matter(matter.case, matter.corpus, day)
        for rules in matter.rulebook.forms:
            window = find_window(then, rules)
            if window.word != before[rules.form] and window.word != "unknown":
                found[rules.form].append(Shift(day, window.word, window.because))
                before[rules.form] = window.word
    return found


def _days(matter: Matter, deadlines: Sequence[DeadlineFinding]) -> list[dt.date]:
    """The days ahead on which the case itself moves, up to the next hearing."""
    hearing = matter.case.date("proceedings.next_hearing.date")
    days = {hearing, hearing - dt.timedelta(days=LATE)} if hearing else set()
    for name in ("last_entry_date", "continuous_since"):
        start = matter.profile[name].value
        if isinstance(start, dt.date):
            days.add(same_day_in(2, start) or dt.date(start.year + 2, 3, 1))
    days |= {item.due + ONE for item in deadlines if item.due and item.rule in AFTER}
    last = hearing if hearing and hearing >= matter.on else dt.date.max
    return sorted(day for day in days if matter.on < day <= last)


def _movers(matter: Matter, option: OptionFinding, missing: Sequence[MissingPaper]) -> list[Mover]:
    if option.status == "unavailable":
        return []
    answers = [*matter.open.get(f"window:{option.form}", ()), *matter.open.get(f"option:{option.form}", ())]
    found = [
        Mover("fact", path, "not known; the answer moves the window") for path in dict.fromkeys(p for a in answers for p in lacking(a))
    ]
    found += [Mover("need", need, "the form is open only with it") for need in option.needs]
    if option.timing == "ripe" and matter.profile[f"consent_to_{underscored(option.form)}"].value is not True:
        found.append(Mover("consent", "the client's signed consent to this form", "makes it best: ripe, consent on file"))
    found += [Mover("document", paper.title, f"{paper.how_to_get} ({paper.lead_time})") for paper in missing if option.form in paper.serves]
    return found
