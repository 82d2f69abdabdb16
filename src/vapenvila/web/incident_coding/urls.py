"""Addresses of judging past incidents, under /p/<programme>/coding/."""

from django.urls import path

from vapenvila.web.incident_coding.views import agreement, blind_judging, blind_samples, grid, one, sets

urlpatterns = [
    path("", sets.coding, name="coding"),
    path("sets/new/", sets.new_set, name="coding-set-new"),
    path("sets/<uuid:coding_set>/", sets.coding_set, name="coding-set"),
    path("sets/<uuid:coding_set>/close/", sets.close, name="coding-set-close"),
    path("sets/<uuid:coding_set>/grid/", grid.coding_grid, name="coding-grid"),
    path("sets/<uuid:coding_set>/<int:number>/", one.coding_incident, name="coding-incident"),
    path(
        "sets/<uuid:coding_set>/<int:number>/put-back/<uuid:judgement>/",
        one.put_judgement_back,
        name="coding-put-back",
    ),
    path("samples/new/", blind_samples.new_sample, name="blind-sample-new"),
    path("samples/<uuid:sample>/", blind_samples.blind_sample, name="blind-sample"),
    path("samples/<uuid:sample>/close/", blind_samples.put_away, name="blind-sample-close"),
    path("samples/<uuid:sample>/agreement/", agreement.agreement, name="coding-agreement"),
    path("samples/<uuid:sample>/<int:number>/", blind_judging.blind_incident, name="blind-incident"),
    path(
        "samples/<uuid:sample>/<int:number>/<slug:side>/settle/", agreement.settle_pair, name="coding-settle"
    ),
]
