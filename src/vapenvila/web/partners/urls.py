"""Addresses of the programme's set-up, agencies, people, missions and roles."""

from django.urls import URLPattern, URLResolver, path

from vapenvila.web.partners.views import missions, people, programme, readiness, roles

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/", programme.programme_settings, name="programme-settings"),
    path("settings/status/", programme.programme_status, name="programme-status"),
    path("readiness/", readiness.readiness, name="readiness"),
    path("agencies/", programme.agencies, name="agencies"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new_person, name="new-person"),
    path("people/<uuid:person>/", people.person, name="person"),
    path("people/<uuid:person>/account/", people.change_account, name="change-account"),
    path("people/<uuid:person>/missions/", missions.new_mission, name="new-mission"),
    path("missions/<uuid:mission>/end/", missions.mission_end, name="end-mission"),
    path("roles/", roles.roles, name="roles"),
]
