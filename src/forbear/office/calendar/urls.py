"""Addresses of time. The secret of a feed is the only thing that tells one person's from another's."""

from django.urls import path

from forbear.office.calendar import views

urlpatterns = [
    path("matter/<uuid:matter_id>/time/", views.time, name="time"),
    path("matter/<uuid:matter_id>/time/dates.ics", views.dates_ics, name="time-ics"),
    path("matter/<uuid:matter_id>/time/dates.pdf", views.dates_pdf, name="time-pdf"),
    path("calendar/", views.docket_calendar, name="calendar"),
    path("calendar/feed", views.own_feed, name="calendar-feed"),
    path("calendar/feed/<str:secret>.ics", views.feed, name="calendar-read"),
]
