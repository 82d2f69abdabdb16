"""Addresses of the data-protection officer's desk."""

from django.urls import path

from vapenvila.web.oversight.views import exports, trail

urlpatterns = [
    path("trail/", trail.trail, name="trail"),
    path("trail/export/", trail.export, name="trail-export"),
    path("trail/seals/", trail.seals, name="trail-seals"),
    path("exports/", exports.exports, name="exports"),
    path("exports/<uuid:export>/", exports.export, name="export"),
    path("exports/approvals/<uuid:approval>/", exports.approval, name="export-approval"),
]
