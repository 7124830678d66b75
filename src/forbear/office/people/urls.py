"""The entrance: making an office, joining, signing in, second factors, sessions."""

from allauth.account import views as account
from django.urls import include, path

from forbear.office.people import views

urlpatterns = [
    path("start", views.start, name="start"),
    path("join/<str:secret>", views.join, name="join"),
    path("language", views.language, name="language"),
    path("account/second-factor", views.second_factor, name="second_factor"),
    path("account/sign-in", account.login, name="account_login"),
    path("account/sign-out", account.logout, name="account_logout"),
    path("account/closed", account.signup, name="account_signup"),  # nobody signs up; allauth's pages want the name
    path("account/inactive", account.account_inactive, name="account_inactive"),
    path("account/confirm", account.reauthenticate, name="account_reauthenticate"),
    path("account/password", account.password_change, name="account_change_password"),
    path("account/factors/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
]
