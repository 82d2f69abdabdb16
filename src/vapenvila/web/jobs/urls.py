"""Addresses of running jobs."""

from django.urls import path

from vapenvila.web.jobs import views

urlpatterns = [path("<uuid:job>/", views.job, name="job")]
