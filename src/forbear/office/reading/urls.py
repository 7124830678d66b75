"""Addresses of papers that are read: by their ids and numbers, never by what they are."""

from django.urls import path

from forbear.office.reading import coming, views

HERE = "matter/<uuid:matter_id>/read/"
urlpatterns = [
    path("matter/new/paper/", coming.new, name="new-matter-paper"),
    path(HERE, coming.papers, name="facts-papers"),
    path(f"{HERE}file/<uuid:file_id>/", coming.from_file, name="facts-papers-file"),
    path(f"{HERE}file/<uuid:file_id>/exhibit/", coming.as_exhibit, name="facts-papers-exhibit"),
    path(f"{HERE}<uuid:reading_id>/", views.paper, name="facts-paper"),
    path(f"{HERE}<uuid:reading_id>/away/", views.away, name="facts-paper-away"),
    path(f"{HERE}<uuid:reading_id>/<int:number>/", views.paper, name="facts-paper-of"),
    path(f"{HERE}<uuid:reading_id>/<int:number>/decide/", views.decide, name="facts-paper-decide"),
    path(f"{HERE}<uuid:reading_id>/<int:number>/exhibit/", views.exhibit, name="facts-paper-exhibit"),
    path(f"{HERE}<uuid:reading_id>/<int:number>/words/<int:page>.png", views.picture, name="facts-paper-page"),
]
