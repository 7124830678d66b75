"""Where a page announces itself: the links of the head, and the tabs of a matter. The one place for both.

A package that adds a page to the head or a tab to a matter calls `add_link` or `add_tab` in its AppConfig's `ready`, and names its
addresses in `forbear.office.urls`. A tab is a view that takes `matter_id`; a link is a view that takes nothing.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Title = str | Promise
Allowed = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class _Place:
    order: int
    view: str
    title: Title
    allowed: Allowed


@dataclass(frozen=True, slots=True)
class Link:
    """A link to show: where it leads, and whether the page at hand is there."""

    title: Title
    address: str
    here: bool


_links: dict[str, _Place] = {}
_tabs: dict[str, _Place] = {}


def _everybody(_person: Any) -> bool:
    return True


def add_link(view: str, title: Title, order: int, allowed: Allowed = _everybody) -> None:
    """A link of the head to a view by its name.

    Order: Docket 10, Tomorrow 20, Calendar 30, Law 40, Rates 50, Record 60, People 80, Log 90.
    """
    _links[view] = _Place(order, view, title, allowed)


def add_tab(view: str, title: Title, order: int, allowed: Allowed = _everybody) -> None:
    """A tab of a matter. Order: Overview 10, Facts 20, Evidence 30, Options 40, Time 50, Papers 60, Record 70.

    `allowed` is asked with the matter as it was opened.
    """
    _tabs[view] = _Place(order, view, title, allowed)


def head_links(person: Any, at: str) -> list[Link]:
    """The links of the head for a person; `at` is the name of the view at hand."""
    shown = sorted((place for place in _links.values() if place.allowed(person)), key=lambda place: place.order)
    return [Link(place.title, reverse(place.view), _within(at, place.view)) for place in shown]


def tabs(opened: Any, at: str) -> list[Link]:
    """The tabs of an opened matter; `at` is the name of the view at hand."""
    shown = sorted((place for place in _tabs.values() if place.allowed(opened)), key=lambda place: place.order)
    return [Link(place.title, reverse(place.view, args=[opened.id]), _within(at, place.view)) for place in shown]


def tab_address(view: str, matter_id: uuid.UUID) -> str:
    """Where a tab's view is for a matter; empty where no such page is installed."""
    return reverse(view, args=[matter_id]) if _is_there(view) else ""


@cache
def _is_there(view: str) -> bool:
    try:
        reverse(view, args=[uuid.UUID(int=0)])
    except NoReverseMatch:
        return False
    return True


def _within(at: str, view: str) -> bool:
    """Whether a view is a place's own or one below it: facts, facts-form, facts:history."""
    return at == view or at.startswith((f"{view}-", f"{view}:"))
