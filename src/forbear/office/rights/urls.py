"""Addresses of people and rights."""

from django.urls import path

from forbear.office.rights import views

urlpatterns = [
    path("people", views.people, name="people"),
    path("people/invite", views.invite, name="people-invite"),
    path("people/invitation/<uuid:invitation_id>/withdraw", views.withdraw, name="people-withdraw"),
    path("people/<uuid:person_id>/return", views.let_return, name="people-return"),
    path("people/<uuid:person_id>/role", views.role, name="people-role"),
    path("people/<uuid:person_id>/leaving", views.leaving, name="people-leaving"),
    path("matter/<uuid:matter_id>/who", views.who, name="who"),
]
