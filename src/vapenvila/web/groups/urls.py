"""Addresses of the group picture, below /p/<programme>/groups/."""

from django.urls import path

from vapenvila.web.groups.views import entry, exports, figures, lineage, list, one, relations, renewing

STATEMENT = "statements/<slug:says>/<uuid:statement>/"

urlpatterns = [
    path("", list.groups, name="groups"),
    path("new/", entry.new_group, name="group-new"),
    path("export/", exports.export, name="group-export"),
    path("figures/", figures.figures, name="group-figures"),
    path("relations/", relations.relations, name="group-relations"),
    path("relations/new/", relations.new_relation, name="group-relation-new"),
    path("lineage/", lineage.lineage, name="group-lineage"),
    path("lineage/new/", lineage.new_event, name="group-lineage-new"),
    path(f"{STATEMENT}renew/", renewing.renew_statement, name="group-statement-renew"),
    path(f"{STATEMENT}withdraw/", renewing.withdraw_statement, name="group-statement-withdraw"),
    path(f"{STATEMENT}undo/", renewing.undo_renewal, name="group-statement-undo"),
    path("<uuid:group>/", one.group, name="group"),
    path("<uuid:group>/map/", one.map_data, name="group-map-data"),
    path("<uuid:group>/state/<slug:says>/", entry.new_statement, name="group-state"),
]
