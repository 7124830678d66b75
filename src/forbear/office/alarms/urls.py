"""Addresses of the alarms."""

from django.urls import path

from forbear.office.alarms import views

urlpatterns = [
    path("alarms", views.alarms, name="alarms"),
    path("alarms/<int:number>/seen", views.seen, name="alarms-seen"),
    path("alarms/glass", views.break_glass, name="alarms-glass"),
    path("alarms/glass/<uuid:matter_id>/mend", views.mend, name="alarms-mend"),
]
