"""Addresses of the rights desk, under /p/<programme>/rights/."""

from django.urls import path

from vapenvila.web.rights_desk import report_view, views

urlpatterns = [
    path("", views.rights_requests, name="rights-requests"),
    path("new/", views.new_request, name="rights-request-new"),
    path("<uuid:request_id>/", views.rights_request, name="rights-request"),
    path("<uuid:request_id>/step/", views.step, name="rights-request-step"),
    path("<uuid:request_id>/report/", report_view.rights_report, name="rights-report"),
]
