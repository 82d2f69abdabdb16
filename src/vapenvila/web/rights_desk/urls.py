"""Addresses of the rights desk, under /p/<programme>/rights/."""

from django.urls import path

from vapenvila.web.rights_desk import lifting_view, processing_views, report_view, views

urlpatterns = [
    path("", views.rights_requests, name="rights-requests"),
    path("new/", views.new_request, name="rights-request-new"),
    path("processing/", processing_views.processing, name="processing"),
    path("processing/file/", processing_views.processing_file, name="processing-file"),
    path("processing/print/", processing_views.processing_print, name="processing-print"),
    path("processing/impact-assessment/", processing_views.assessment_file, name="assessment-file"),
    path("<uuid:request_id>/", views.rights_request, name="rights-request"),
    path("<uuid:request_id>/step/", views.step, name="rights-request-step"),
    path("<uuid:request_id>/lift/", lifting_view.lift, name="rights-request-lift"),
    path("<uuid:request_id>/report/", report_view.rights_report, name="rights-report"),
]
