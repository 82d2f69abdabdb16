"""Addresses of the data-protection officer's desk."""

from django.urls import path

from vapenvila.web.oversight.views import exports, log_reviews, trail, wall

urlpatterns = [
    path("trail/", trail.trail, name="trail"),
    path("trail/export/", trail.export, name="trail-export"),
    path("trail/inspection/", trail.inspection, name="trail-inspection"),
    path("trail/seals/", trail.seals, name="trail-seals"),
    path("log-reviews/", log_reviews.log_reviews, name="log-reviews"),
    path("log-reviews/<uuid:review>/", log_reviews.log_review, name="log-review"),
    path("log-reviews/<uuid:review>/sign/", log_reviews.sign, name="log-review-sign"),
    path("trail/wall/", wall.wall, name="wall"),
    path("trail/wall/attestation.pdf", wall.attestation, name="wall-attestation"),
    path("exports/", exports.exports, name="exports"),
    path("exports/<uuid:export>/", exports.export, name="export"),
    path("exports/approvals/<uuid:approval>/", exports.approval, name="export-approval"),
]
