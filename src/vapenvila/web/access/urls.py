"""Addresses that tell and prolong the session."""

from django.urls import URLPattern, URLResolver, path

from vapenvila.web.access import stay_signed_in
from vapenvila.web.access.role_simulator import views as role_simulator

urlpatterns: list[URLPattern | URLResolver] = [
    path("time-left/", stay_signed_in.time_left, name="time-left"),
    path("stay/", stay_signed_in.stay, name="stay-signed-in"),
    path("stop-seeing-as/", role_simulator.stop, name="role-simulator-stop"),
]
