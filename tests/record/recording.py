"""Entries of an office's log for specifications."""

import datetime as dt

from hypothesis import strategies as st

from forbear.record.outcomes import Picture, Request, Weighed

ON = dt.date(2026, 11, 16)
NOW = "opla-19"  # the regime that governs government attorneys on that day
BEFORE = "opla-13"
GOOD = ("length-of-residence", "caregiving", "education")
BAD = ("dui", "smuggling")


def picture(good="", bad="", unknown="", **more):
    """A case that has these factors, lacks the others, and of which some are not known; a strength may follow a colon."""

    def side(names, had):
        strengths = dict((f"{word}:asserted").split(":")[:2] for word in had.split())
        shown = {name: Weighed("yes", strengths[name]) for name in names if name in strengths}
        return {name: shown.get(name) or Weighed("unknown" if name in unknown.split() else "no") for name in names}

    head = {"stage": "relief-pending", "detained": False, "court": "Denver", "circuit": "10"} | more
    return Picture(**head, favourable=side(GOOD, good), adverse=side(BAD, bad))


def request(ident="a1", answer=None, *, days=10, seen=None, **more):
    """A request to one office under the regime of today, answered after so many days."""
    head = {"office": "OPLA Denver", "actor": "opla", "regime": NOW, "form": "administrative-closure", "asked": dt.date(2026, 7, 1)} | more
    answered = head["asked"] + dt.timedelta(days) if answer and days is not None else None
    return Request(id=ident, picture=seen or picture(), answer=answer, answered=answered, **head)


WORDS = st.sampled_from([Weighed("yes", "asserted"), Weighed("no"), Weighed("unknown")])
PICTURES = st.builds(
    Picture,
    stage=st.just("relief-pending"),
    detained=st.sampled_from([True, False, None]),
    court=st.none(),
    circuit=st.none(),
    favourable=st.dictionaries(st.sampled_from(GOOD), WORDS),
    adverse=st.dictionaries(st.sampled_from(BAD), WORDS),
)
