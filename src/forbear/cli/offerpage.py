"""An offer judged, as a page to be read in a corridor: the answer first, then the words."""

import datetime as dt
from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from forbear.assessment.matter import Matter
from forbear.assessment.offer import OfferFinding
from forbear.assessment.words import day, field_words, presumed, sentence, short_cite
from forbear.cli.page import GUIDANCE, judged_as_of
from forbear.drafting.offered import ANSWERS, counter_words, term_words, way, writing_title


def print_offer(console: Console, matter: Matter, found: OfferFinding, *, today: dt.date) -> None:
    """The answer and its reason, the day, the words, the terms, what each way does to the client, and what to get in writing."""
    console.print(Text(f"Offer: {found.title} · {matter.case.name} · law of {day(matter.on)}", style="bold"))
    judged_as_of(console, matter.on, today)
    console.print()
    console.print(Text(ANSWERS[found.answer], style="bold"))
    console.print(Text(f"{sentence(found.because)}."))
    if found.to_learn:
        console.print(Text(f"Find out: {', '.join(dict.fromkeys(map(field_words, found.to_learn)))}."))
    by = f"Answer by {day(found.answer_by.date, matter.on)}" if found.answer_by.date else "No day to answer by"
    console.print(Text(f"{by}: {found.answer_by.because}."))
    console.print(Text(f"The client's consent: {sentence(found.consent.because)}."))
    _list(console, "Say now", found.say)
    _list(console, "Do not concede", found.do_not_concede)
    _list(console, "Their terms", map(term_words, found.terms))
    _list(console, "Ask for instead, or besides", map(counter_words, found.counter))
    if found.counter and found.policy_of_the_day:
        console.print(Padding(Text(f"Policy of the day: {found.policy_of_the_day}"), (0, 0, 0, 2)))
    _list(console, writing_title(found), found.in_writing)
    _list(console, "If accepted", way(found.accepting))
    _list(console, "If the case goes on", way(found.going_on))
    titles = {item.id: item.title for item in matter.corpus.warnings.values()}
    _list(console, "Tell the client", (titles[name] for name in found.warnings))
    _foot(console, matter, found)


def _list(console: Console, title: str, lines: Iterable[str]) -> None:
    lines = list(lines)
    if not lines:
        return
    console.print()
    console.print(Text(title, style="bold blue"))
    for line in lines:
        console.print(Padding(Text(f"· {line}"), (0, 0, 0, 2)))


def _foot(console: Console, matter: Matter, found: OfferFinding) -> None:
    console.print()
    if found.authorities:
        cites = [short_cite(matter.corpus.authorities[name].cite) for name in found.authorities[:6]]
        console.print(Text(f"Law: {'; '.join(cites)}"))
    if found.presumed:
        console.print(Text(f"Presumed not to have happened, since the file is silent: {presumed(found.presumed)}."))
    console.print(Text("[recalled] marks what has no source, or was written for another day's law: check it before relying on it."))
    console.print(Text(GUIDANCE, style="italic"))
