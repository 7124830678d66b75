"""May this role do that? The one table; what it does not name, nobody does. A role opens no matter: membership does.

Whoever refuses by it raises NotForRole, which every page answers with 403 and the reason.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forbear.office.people.models import Person, Role


class Act(StrEnum):
    """What somebody may want to do. The first eight of them ask for membership of the matter besides."""

    READ = "read"
    INTERVIEW = "interview"
    WRITE = "write"
    TAKE_OUT = "take-out"
    MAKE_PAPERS = "make-papers"
    COURT_PAPERS = "court-papers"
    LEAD = "lead"
    SHRED = "shred"
    CONNECT = "connect"
    EDIT_LAW = "edit-law"
    HOLD = "hold"
    ERASE = "erase"
    BREAK_GLASS = "break-glass"
    KEEP_PEOPLE = "keep-people"
    READ_LOG = "read-log"


ADMINISTRATOR, ATTORNEY, FULL, PARTIAL = Role.ADMINISTRATOR, Role.ATTORNEY, Role.REPRESENTATIVE, Role.REPRESENTATIVE_PARTIAL
PARALEGAL, VOLUNTEER, AUDITOR = Role.PARALEGAL, Role.VOLUNTEER, Role.AUDITOR
_STAFF = frozenset({ADMINISTRATOR, ATTORNEY, FULL, PARTIAL, PARALEGAL})

TABLE: Mapping[Act, frozenset[Role]] = MappingProxyType(
    {
        Act.READ: _STAFF | {VOLUNTEER},
        Act.INTERVIEW: _STAFF | {VOLUNTEER},
        Act.WRITE: _STAFF,
        Act.TAKE_OUT: _STAFF,
        Act.MAKE_PAPERS: _STAFF,
        Act.COURT_PAPERS: _STAFF - {PARTIAL},
        Act.LEAD: _STAFF - {PARALEGAL},
        Act.SHRED: frozenset({ATTORNEY, FULL}),
        Act.CONNECT: _STAFF,
        Act.EDIT_LAW: frozenset({ADMINISTRATOR, ATTORNEY}),
        Act.HOLD: frozenset({ADMINISTRATOR, ATTORNEY, FULL, PARTIAL}),
        Act.ERASE: frozenset({ADMINISTRATOR, ATTORNEY, FULL}),
        Act.BREAK_GLASS: frozenset({ADMINISTRATOR}),
        Act.KEEP_PEOPLE: frozenset({ADMINISTRATOR}),
        Act.READ_LOG: frozenset({ADMINISTRATOR, AUDITOR}),
    }
)
WHY: Mapping[Act, str | Promise] = MappingProxyType(
    {
        Act.READ: _("An auditor sees the log and how the office is kept, and no matter."),
        Act.INTERVIEW: _("An auditor sees the log and how the office is kept, and no matter."),
        Act.WRITE: _(
            "A volunteer reads the matters they are on and asks the interview's questions; all else is changed by others on the matter."
        ),
        Act.TAKE_OUT: _("A volunteer takes nothing out: files, papers and calendars are handed over by others on the matter."),
        Act.MAKE_PAPERS: _("A volunteer makes no papers; an attorney, a representative or a paralegal on the matter does."),
        Act.COURT_PAPERS: _("Partial accreditation covers DHS matters only: no court or Board paper (8 CFR 1292.1(a)(4))."),
        Act.LEAD: _("Only an attorney, an accredited representative or an administrator answers for a matter."),
        Act.SHRED: _("Only an attorney or a fully accredited representative who leads the matter destroys a fact's past."),
        Act.CONNECT: _("A volunteer has no tokens for programs."),
        Act.EDIT_LAW: _("Only administrators and attorneys edit the office's law."),
        Act.HOLD: _("Only an administrator or who leads the matter puts it on hold."),
        Act.ERASE: _("Only an administrator, or the attorney or fully accredited representative who leads the matter, erases it."),
        Act.BREAK_GLASS: _("Only an administrator opens a matter without being on it."),
        Act.KEEP_PEOPLE: _("Only an administrator changes who works here."),
        Act.READ_LOG: _("Only administrators and auditors read the log."),
    }
)


class NotForRole(PermissionDenied):
    """A role does not allow this; the message says why, and nothing of any matter."""


def may(person: Person, act: Act) -> bool:
    """Whether somebody who works here may do this by their role."""
    return person.is_active and person.role in TABLE[act]


def why_not(person: Person, act: Act) -> str:
    """Why they may not; empty where they may."""
    return "" if may(person, act) else str(WHY[act])


def check(person: Person, act: Act) -> None:
    """Raises NotForRole where they may not."""
    if not may(person, act):
        raise NotForRole(str(WHY[act]))


def roles(act: Act) -> tuple[Role, ...]:
    """The roles that may do this, in their order."""
    return tuple(role for role in Role if role in TABLE[act])
