"""Addresses of the register, below /p/<programme>/incidents/."""

from django.urls import include, path

from vapenvila.web.incidents.views import (
    acts,
    counting,
    duplicates,
    entry,
    exports,
    grid,
    list,
    one,
    saved_filters,
)

urlpatterns = [
    path("", include("vapenvila.web.incidents.pictures.urls")),
    path("", list.incidents, name="incidents"),
    path("new/", entry.new_incident, name="incident-new"),
    path("grid/", grid.grid, name="incident-grid"),
    path("filters/", saved_filters.keep_filter, name="incident-filters"),
    path("filters/<uuid:saved>/remove/", saved_filters.remove_filter, name="incident-filter-remove"),
    path("duplicates/", duplicates.duplicates, name="incident-duplicates"),
    path("duplicates/<int:first>/<int:second>/", duplicates.pair, name="incident-pair"),
    path("duplicates/different/<uuid:pair>/reopen/", duplicates.reopen, name="incident-pair-reopen"),
    path("merges/<uuid:merge>/undo/", duplicates.undo, name="incident-merge-undo"),
    path("counting-rules/", counting.counting_rules, name="counting-rules"),
    path("counting-rules/adopt/", counting.adopt, name="counting-rule-adopt"),
    path("counting-rules/owner/", counting.owner, name="count-owner"),
    path("export/", exports.export, name="incident-export"),
    path("<int:number>/", one.incident, name="incident"),
    path("<int:number>/edit/", entry.edit_incident, name="incident-edit"),
    path("<int:number>/state/", acts.state, name="incident-state"),
    path("<int:number>/sources/", acts.source, name="incident-source"),
    path("<int:number>/history/<uuid:event>/undo/", one.undo, name="incident-undo"),
]
