"""Addresses of evidence. They name an exhibit by its number in the file, and a file by its id; never by what it is."""

from django.urls import path

from forbear.office.evidence import changing, files, request, views

HERE = "matter/<uuid:matter_id>/evidence/"
urlpatterns = [
    path(HERE, views.evidence, name="evidence"),
    path(f"{HERE}request/", request.request_page, name="evidence-request"),
    path(f"{HERE}<int:number>/", views.exhibit, name="evidence-exhibit"),
    path(f"{HERE}<int:number>/replace/", changing.replace, name="evidence-replace"),
    path(f"{HERE}<int:number>/remove/", changing.remove, name="evidence-remove"),
    path(f"{HERE}<int:number>/move/", changing.move, name="evidence-move"),
    path(f"{HERE}file/<uuid:file_id>/original", files.original, name="evidence-original"),
    path(f"{HERE}file/<uuid:file_id>/clean", files.clean, name="evidence-clean"),
    path(f"{HERE}file/<uuid:file_id>/page/<int:page>.png", files.page, name="evidence-page"),
]
