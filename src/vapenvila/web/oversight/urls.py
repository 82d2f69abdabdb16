"""Addresses of the data-protection officer's desk."""

from django.urls import path

from vapenvila.web.oversight import views

urlpatterns = [
    path("", views.trail, name="trail"),
    path("export/", views.export, name="trail-export"),
    path("seals/", views.seals, name="trail-seals"),
]
