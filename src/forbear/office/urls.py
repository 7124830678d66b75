"""Which address leads where."""

from django.urls import path

from forbear.office.web.views import health

urlpatterns = [path("health", health, name="health")]
