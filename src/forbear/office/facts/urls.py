"""Addresses of facts. They name no fact: a group of fields, or a code."""

from django.urls import path

from forbear.office.facts import importing, opening, views

urlpatterns = [
    path("matter/new/", opening.new, name="new-matter"),
    path("matter/import/", importing.choose, name="new-matter-import"),
    path("matter/import/preview/", importing.look, name="new-matter-import-preview"),
    path("matter/<uuid:matter_id>/facts/", views.facts, name="facts"),
    path("matter/<uuid:matter_id>/facts/history/", views.history, name="facts-history"),
    path("matter/<uuid:matter_id>/facts/undo/", views.undo, name="facts-undo"),
    path("matter/<uuid:matter_id>/facts/settle/", views.settle, name="facts-settle"),
    path("matter/<uuid:matter_id>/facts/<slug:group_id>/", views.group, name="facts-group"),
]
