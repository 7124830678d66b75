"""Which address leads where. Each part of the office brings its own addresses."""

from django.urls import include, path

from forbear.office.web.views import health

urlpatterns = [
    path("health", health, name="health"),
    path("", include("forbear.office.people.urls")),
    path("", include("forbear.office.docket.urls")),
    path("", include("forbear.office.overview.urls")),
    path("", include("forbear.office.facts.urls")),
    path("", include("forbear.office.evidence.urls")),
    path("", include("forbear.office.interview.urls")),
    path("", include("forbear.office.rights.urls")),
    path("", include("forbear.office.audit.urls")),
]
handler400 = "forbear.office.web.errors.bad_request"
handler403 = "forbear.office.web.errors.forbidden"
handler404 = "forbear.office.web.errors.not_there"
handler429 = "forbear.office.web.errors.too_many"
handler500 = "forbear.office.web.errors.failed"
