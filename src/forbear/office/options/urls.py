"""Addresses of options. A form stands in them as a code, never by its name."""

from django.urls import path

from forbear.office.options import views

urlpatterns = [
    path("matter/<uuid:matter_id>/options/", views.options, name="options"),
    path("matter/<uuid:matter_id>/options/side-by-side", views.compared, name="options-compared"),
    path("matter/<uuid:matter_id>/options/paths.svg", views.paths, name="options-paths"),
    path("matter/<uuid:matter_id>/options/offer", views.offer, name="options-offer"),
    path("matter/<uuid:matter_id>/options/<str:asked>/copy/<str:language>.pdf", views.copy_as_pdf, name="options-copy-pdf"),
    path("matter/<uuid:matter_id>/options/<str:asked>/copy/<str:language>", views.copy, name="options-copy"),
]
