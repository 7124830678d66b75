"""Which address leads where. Each part of the office brings its own addresses."""

from django.urls import include, path

from forbear.office.web.views import health

urlpatterns = [
    path("health", health, name="health"),
    path("", include("forbear.office.people.urls")),
    path("", include("forbear.office.docket.urls")),
    path("", include("forbear.office.conflicts.urls")),
    path("", include("forbear.office.overview.urls")),
    path("", include("forbear.office.reading.urls")),
    path("", include("forbear.office.facts.urls")),
    path("", include("forbear.office.evidence.urls")),
    path("", include("forbear.office.interview.urls")),
    path("", include("forbear.office.options.urls")),
    path("", include("forbear.office.calendar.urls")),
    path("", include("forbear.office.morning.urls")),
    path("", include("forbear.office.papers.urls")),
    path("", include("forbear.office.rights.urls")),
    path("", include("forbear.office.endings.urls")),
    path("", include("forbear.office.alarms.urls")),
    path("", include("forbear.office.shells.urls")),
    path("", include("forbear.office.audit.urls")),
    path("", include("forbear.office.lawbook.urls")),
    path("", include("forbear.office.figures.urls")),
    path("", include("forbear.office.api.urls")),
]
handler400 = "forbear.office.web.errors.bad_request"
handler403 = "forbear.office.web.errors.forbidden"
handler404 = "forbear.office.web.errors.not_there"
handler429 = "forbear.office.web.errors.too_many"
handler500 = "forbear.office.web.errors.failed"
