"""Addresses of the evening and the morning."""

from django.urls import path

from forbear.office.morning import views

urlpatterns = [
    path("tomorrow/", views.tomorrow, name="tomorrow"),
    path("tomorrow/sheets.pdf", views.printed_sheets, name="tomorrow-sheets"),
    path("tomorrow/since", views.since, name="tomorrow-since"),
]
