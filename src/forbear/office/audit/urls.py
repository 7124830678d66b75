"""The address of the log."""

from django.urls import path

from forbear.office.audit import views

urlpatterns = [
    path("log", views.log, name="log"),
    path("log/check", views.check, name="log-check"),
    path("log/export", views.export, name="log-export"),
    path("log/marked", views.take_along, name="log-marked"),
]
