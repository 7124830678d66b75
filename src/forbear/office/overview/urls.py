"""Addresses of the overview."""

from django.urls import path

from forbear.office.overview import views

urlpatterns = [
    path("matter/<uuid:matter_id>/", views.overview, name="overview"),
    path("matter/<uuid:matter_id>/why/<str:asked>", views.why, name="overview-why"),
]
