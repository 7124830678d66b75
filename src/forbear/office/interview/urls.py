"""Addresses of the interview. A code stands for the question, so that an address tells nothing of the client."""

from django.urls import path

from forbear.office.interview import views

urlpatterns = [
    path("blank/", views.blank, name="blank"),
    path("matter/<uuid:matter_id>/interview/", views.start, name="interview"),
    path("matter/<uuid:matter_id>/interview/settings/", views.settings, name="interview-settings"),
    path("matter/<uuid:matter_id>/interview/<slug:asked>/", views.question, name="interview-question"),
    path("matter/<uuid:matter_id>/interview/<slug:asked>/<int:number>/", views.item, name="interview-item"),
]
