"""Addresses of the ends of matters."""

from django.urls import path

from forbear.office.endings import views

urlpatterns = [
    path("ends", views.ends, name="ends"),
    path("ends/rule", views.rule, name="ends-rule"),
    path("ends/<uuid:matter_id>/hold", views.hold, name="ends-hold"),
    path("ends/<uuid:matter_id>/erase", views.erase, name="ends-erase"),
    path("matter/<uuid:matter_id>/end/", views.end, name="end"),
    path("matter/<uuid:matter_id>/end/shred", views.shred, name="end-shred"),
]
