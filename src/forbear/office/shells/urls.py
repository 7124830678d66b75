"""Addresses of Word templates."""

from django.urls import path

from forbear.office.shells import views

urlpatterns = [
    path("templates/", views.shells, name="shells"),
    path("templates/<slug:name>.docx", views.download, name="shells-download"),
    path("templates/<slug:name>/preview", views.preview, name="shells-preview"),
    path("templates/<slug:name>/restore", views.restore, name="shells-restore"),
]
