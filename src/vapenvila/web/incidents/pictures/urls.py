"""Addresses of the pictures, below /p/<programme>/incidents/."""

from django.urls import path

from vapenvila.web.incidents.pictures import calendar_page, charts_page, map_page, timeline_page

urlpatterns = [
    path("map/", map_page.incident_map, name="incident-map"),
    path("map/data/", map_page.map_data, name="incident-map-data"),
    path("calendar/", calendar_page.calendar, name="incident-calendar"),
    path("timeline/", timeline_page.timeline, name="incident-timeline"),
    path("charts/", charts_page.charts, name="incident-charts"),
    path("charts/<slug:name>.svg", charts_page.chart_drawing, name="incident-chart"),
    path("charts/<slug:name>/copy/", charts_page.chart_copy, name="incident-chart-copy"),
]
