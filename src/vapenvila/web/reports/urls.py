"""Addresses of releases inside a programme, below /p/<programme>/releases/."""

from django.urls import path

from vapenvila.web.reports.views import releases

urlpatterns = [
    path("", releases.releases, name="releases"),
    path("new/", releases.release_new, name="release-new"),
    path("<uuid:publication>/", releases.release, name="release"),
    path("<uuid:publication>/decide/", releases.release_decide, name="release-decide"),
]
