"""All addresses. What belongs to a programme lies under /p/<its short name>/."""

from django.urls import URLPattern, URLResolver, include, path

from vapenvila.web.site import views

# Each app adds one line here: path("incidents/", include("vapenvila.web.incidents.urls")).
in_programme: list[URLPattern | URLResolver] = [
    path("", views.this_week, name="this-week"),
    path("jobs/", include("vapenvila.web.jobs.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.start, name="start"),
    path("account/", include("allauth.urls")),
    path("p/<slug:programme>/", include(in_programme)),
]
