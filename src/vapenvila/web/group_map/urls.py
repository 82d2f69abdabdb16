"""Addresses of the map of groups, below /p/<programme>/group-map/."""

from django.urls import path

from vapenvila.web.group_map.views import (
    after_page,
    between,
    city_page,
    exports,
    map_page,
    matrix_page,
    moving,
)

urlpatterns = [
    path("", map_page.group_map, name="group-map"),
    path("move/", moving.move, name="group-map-move"),
    path("moves/<uuid:move>/undo/", moving.undo, name="group-map-undo"),
    path("export/", exports.export, name="group-map-export"),
    path("city/", city_page.city, name="group-map-city"),
    path("matrix/", matrix_page.matrix, name="group-map-matrix"),
    path("matrix/incidents/", matrix_page.cell, name="group-map-cell"),
    path("after/", after_page.after, name="group-map-after"),
    path("between/<uuid:first>/<uuid:second>/", between.between, name="group-map-between"),
]
