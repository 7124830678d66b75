"""What does an alarm say? Who did what, to whom or to which matter by number; no client's fact."""

from django.utils.translation import gettext as _

from forbear.office.alarms.models import Alarm
from forbear.office.alarms.raising import Kind
from forbear.office.people.models import Person


def sentence(alarm: Alarm, person: Person) -> str:
    """The alarm in words, for one who is told."""
    who, matter = str(alarm.by), str(alarm.matter)
    about = _("you") if alarm.about_id == person.pk else str(alarm.about)
    if alarm.kind == Kind.GLASS:
        return _("%(who)s opened the matter %(matter)s, which they are not on, by breaking glass.") % {"who": who, "matter": matter}
    if alarm.kind == Kind.APPOINTED:
        return _("%(who)s appointed %(about)s to lead the matter %(matter)s.") % {"who": who, "about": about, "matter": matter}
    if alarm.kind == Kind.RETURN_MADE:
        told = {"who": who, "about": about}
        return _("%(who)s made a link with which a new password and second factor can be chosen for %(about)s.") % told
    if alarm.kind == Kind.RETURN_USED:
        return _("A link was used to choose a new password for %(about)s; the old password, second factors, sessions and tokens ended.") % {
            "about": about
        }
    if alarm.kind == Kind.ERASED:
        return _("%(who)s erased the matter %(matter)s for good.") % {"who": who, "matter": matter}
    return _("%(who)s destroyed the past values of a fact in the matter %(matter)s.") % {"who": who, "matter": matter}


def what_to_do(alarm: Alarm, person: Person) -> str:
    """What somebody who did not expect it should do."""
    if alarm.kind in (Kind.RETURN_MADE, Kind.RETURN_USED) and alarm.about_id == person.pk:
        return _("If you did not ask for it, tell the other administrators at once, and do not use the account until it is clear.")
    if alarm.kind == Kind.GLASS:
        return _("The reason stands where the matter says who may see it. A wall keeps anybody out, also now.")
    return ""
