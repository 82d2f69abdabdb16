"""Addresses of the deletion, under /p/<programme>/retention/."""

from django.urls import path

from vapenvila.web.retention import views

urlpatterns = [
    path("", views.retention, name="retention"),
    path("certificates/<uuid:certificate>/", views.certificate, name="retention-certificate"),
]
