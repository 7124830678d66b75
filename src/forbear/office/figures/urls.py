"""Addresses of the figures' pages."""

from django.urls import path

from forbear.office.figures import rates_views, record_views

urlpatterns = [
    path("rates", rates_views.rates, name="rates"),
    path("record", record_views.record, name="record"),
    path("matter/<uuid:matter_id>/record", record_views.of_matter, name="record-matter"),
    path("matter/<uuid:matter_id>/record/add", record_views.add, name="record-matter-add"),
    path("matter/<uuid:matter_id>/record/<uuid:document>", record_views.answer, name="record-matter-answer"),
]
