"""Addresses of the conflict check."""

from django.urls import path

from forbear.office.conflicts import views

urlpatterns = [
    path("conflicts", views.conflicts, name="conflicts"),
    path("conflicts/<uuid:check_id>/settle", views.settle, name="conflicts-settle"),
]
