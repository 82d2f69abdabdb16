"""Addresses of the network of ties, below /p/<programme>/memberships/network/: in a room of the police."""

from django.urls import path

from vapenvila.web.group_map.views import network_export, network_page

urlpatterns = [
    path("", network_page.network, name="network"),
    path("around/<uuid:person>/", network_page.people, name="network-people"),
    path("around/<uuid:person>/export/", network_export.export, name="network-export"),
    path("records/<uuid:first>/<uuid:second>/", network_page.records, name="network-records"),
]
