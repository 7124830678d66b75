"""Addresses of the law's pages."""

from django.urls import path

from forbear.office.lawbook import editing, views

urlpatterns = [
    path("law", views.law, name="law"),
    path("law/age", views.age, name="law-age"),
    path("law/entry/<str:shelf>/<str:ident>", views.entry, name="law-entry"),
    path("law/regimes/<str:actor>", views.regime, name="law-regime"),
    path("law/relying/<str:shelf>/<str:ident>", views.reliance, name="law-relying"),
    path("law/own", editing.notes, name="law-notes"),
    path("law/own/note/<str:ident>", editing.note, name="law-note"),
    path("law/own/change/<str:ident>", editing.change, name="law-change"),
    path("law/own/take-out/<str:ident>", editing.take_out, name="law-take-out"),
    path("law/own/preview", editing.preview, name="law-preview"),
    path("law/own/save", editing.save, name="law-save"),
    path("law/own/edition/<int:number>", editing.edition, name="law-edition"),
    path("law/own/edition/<int:number>/put-back", editing.put_back, name="law-put-back"),
]
