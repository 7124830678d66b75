"""The words of pages: dates, verdicts, strengths, cites, as in the terminal and on paper, and in Spanish."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from forbear.assessment.finding import OptionFinding
from forbear.assessment.words import ACTORS, POSTURES, STAGES, field_words, plain_name, presumed, sentence, short_cite
from forbear.assessment.words import verdict as verdict_words
from forbear.law.authority import Authority
from forbear.office.today import today

register = template.Library()
BARS = {"documented": "▮▮▮", "corroborated": "▮▮▯", "asserted": "▮▯▯"}


@register.filter
def day(date: dt.date | None) -> str:
    """A date: Tue 13 Oct 2026."""
    if date is None:
        return _("no date")
    said = date_format(date, "D j M Y")
    return said.lower() if get_language() == "es" else said


@register.filter
def when(date: dt.date | None, on: dt.date | None = None) -> str:
    """A date and how far away it is: Tue 13 Oct 2026 (in 12 days)."""
    if date is None:
        return _("no date")
    days = (date - (on or today())).days
    if days == 0:
        return _("%(day)s (today)") % {"day": day(date)}
    if days > 0:
        return ngettext("%(day)s (in %(n)s day)", "%(day)s (in %(n)s days)", days) % {"day": day(date), "n": days}
    return ngettext("%(day)s (%(n)s day ago)", "%(day)s (%(n)s days ago)", -days) % {"day": day(date), "n": -days}


@register.filter
def moment(time: dt.datetime | None) -> str:
    """A moment of the office's life, to the minute, in UTC."""
    return time.strftime("%Y-%m-%d %H:%M") if time else "–"


@register.filter
def verdict(option: OptionFinding) -> str:
    """An option in words: open, open but do not ask, not yet, closed, not known – ask."""
    return said(verdict_words(option))


@register.filter
def said(words: str) -> str:
    """Words that the law's reading says, in the language of the page."""
    words = AS_SAID.get(words, words)
    head, dash, tail = words.partition(" – ")
    return f"{pgettext('verdict', head)}{dash}{pgettext('verdict', tail)}" if dash and words not in WHOLE else pgettext("verdict", words)


WHOLE = {"not known – ask"}
AS_SAID = {"unknown": "not known", "available": "open", "conditional": "open, if", "unavailable": "closed", "too-early": "not yet"}
VERDICTS = (
    *AS_SAID.values(),
    *("yes", "no", "open, but do not ask", "not known – ask", "ripe", "ripe, consent on file", "late", "barred", "best", "avoid"),
    *("critical", "serious", "caution", "normal", "privileged", "dangerous if disclosed"),
    *("in force", "enjoined", "stayed", "vacated", "rescinded", "superseded", "proposed", "suspended", "not yet"),
    *("policy", "statutes and regulations", "precedent and orders", "forms and manuals"),
)


@register.filter
def stage(name: str | None) -> str:
    """A stage in words."""
    return pgettext("stage", STAGES[name]) if name in STAGES else _("not known – ask")


@register.filter
def actor(name: str) -> str:
    """An actor in words."""
    return pgettext("actor", ACTORS.get(name, name))


@register.filter
def posture(name: str) -> str:
    """A posture in words."""
    return pgettext("posture", POSTURES.get(name, plain_name(name)))


@register.filter
def bars(strength: str | None) -> str:
    """How well a fact is proved, as three bars; the word stands beside them."""
    return BARS[strength or "asserted"]


@register.filter
def strength(name: str | None) -> str:
    """How well a fact is proved, in a word."""
    return pgettext("strength", name or "asserted")


@register.filter
def value(found: object) -> str:
    """The value of a fact: yes and no for what is true and false."""
    return {"True": said("yes"), "False": said("no")}.get(str(found), str(found))


@register.filter
def plain(ident: str) -> str:
    """An id in words."""
    return plain_name(ident)


@register.filter
def fact(path: str) -> str:
    """A field of the case file in words."""
    return field_words(path)


@register.filter
def capital(text: str) -> str:
    """A reason with a capital letter."""
    return sentence(text)


@register.filter
def cites(names: Iterable[str], authorities: Mapping[str, Authority]) -> str:
    """The nearest two citations; the rest stand behind "why?"."""
    return "; ".join(short_cite(authorities[name].cite) for name in list(names)[:2] if name in authorities)


@register.filter
def circuit(name: str | None) -> str:
    """A circuit as courts write it."""
    if not name:
        return _("circuit not known")
    return {"1": "1st", "2": "2d", "3": "3d", "dc": "D.C."}.get(name, f"{name}th") + " Cir."


@register.filter
def custody(detained: bool | None) -> str:
    """Detained, not detained, or not known."""
    return {True: _("detained"), False: _("not detained"), None: _("custody not known")}[detained]


@register.simple_tag
def lookup(mapping: Mapping[str, Any], key: str) -> Any:
    """What stands under a key."""
    return mapping.get(key)


@register.filter
def short(cite: str) -> str:
    """A citation as it is said in passing."""
    return short_cite(cite)


@register.filter
def steps(paths: Iterable[str]) -> str:
    """Steps presumed not to have happened, in words."""
    return presumed(paths)


@register.filter
def away(date: dt.date) -> str:
    """How far away a date is: in 12 days."""
    days = (date - today()).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}
    return ngettext("%(n)s day ago", "%(n)s days ago", -days) % {"n": -days}


@register.filter
def window(name: str) -> str:
    """A window in words."""
    return pgettext("window", WINDOW_WORDS.get(name, name))


WINDOW_WORDS = {
    "best": "ripe, consent on file",
    "ripe": "ripe",
    "late": "late",
    "too-early": "not yet",
    "barred": "barred",
    "avoid": "open, but do not ask",
    "unknown": "not known",
}


@register.filter
def standing(name: str) -> str:
    """What somebody is in a matter, in words."""
    return {"lead": _("leads it"), "member": _("works on it"), "reader": _("reads it")}.get(name, "")


@register.filter
def decision(word: str) -> str:
    """What was decided about a mark of the guard, in words."""
    return {"accepted": _("the words stay, knowingly"), "dismissed": _("dismissed"), "fixed": _("mended")}.get(word, word)
