"""Words of the docket for what moved, one by one and counted."""

from django.utils.functional import Promise
from django.utils.translation import ngettext, pgettext_lazy

from forbear.office.matters.moved import Kind

MOVED: dict[Kind, str | Promise] = {
    "gained": pgettext_lazy("moved", "option gained"),
    "lost": pgettext_lazy("moved", "option lost"),
    "opened": pgettext_lazy("moved", "window opened"),
    "closed": pgettext_lazy("moved", "window closed"),
    "entered": pgettext_lazy("moved", "a priority reaches the client"),
    "left": pgettext_lazy("moved", "a priority reaches the client no more"),
    "unsure": pgettext_lazy("moved", "no longer known"),
    "stage": pgettext_lazy("moved", "the stage is another"),
}
GRAVE: tuple[Kind, ...] = ("lost", "closed", "entered")


def counted(kind: Kind, n: int) -> str:
    """So many moves of a kind."""
    said = {
        "gained": ngettext("%(n)s option gained", "%(n)s options gained", n),
        "lost": ngettext("%(n)s option lost", "%(n)s options lost", n),
        "opened": ngettext("%(n)s window opened", "%(n)s windows opened", n),
        "closed": ngettext("%(n)s window closed", "%(n)s windows closed", n),
        "entered": ngettext("%(n)s client reached by a priority", "%(n)s clients reached by a priority", n),
        "left": ngettext("%(n)s client no longer reached by a priority", "%(n)s clients no longer reached by a priority", n),
        "unsure": ngettext("%(n)s finding no longer known", "%(n)s findings no longer known", n),
        "stage": ngettext("%(n)s stage changed", "%(n)s stages changed", n),
    }
    return said[kind] % {"n": n}
