"""Addresses of the docket."""

from django.urls import path

from forbear.office.docket import bulk, views

urlpatterns = [
    path("", views.docket, name="docket"),
    path("docket/search", views.search, name="docket-search"),
    path("docket/views", views.keep_view, name="docket-views"),
    path("docket/view", views.open_view, name="docket-view"),
    path("docket/chosen", views.chosen, name="docket-chosen"),
    path("docket/order", bulk.order, name="docket-order"),
    path("docket/sheets.pdf", bulk.sheets, name="docket-sheets"),
    path("docket/look", bulk.look, name="docket-look"),
    path("docket/judge-anew", views.judge_anew, name="docket-judge-anew"),
]
