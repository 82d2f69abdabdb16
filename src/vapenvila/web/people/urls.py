"""Addresses of registered persons, each in one room."""

from django.urls import URLPattern, URLResolver, path

from vapenvila.web.people.views import (
    batch,
    duplicates,
    emergencies,
    entry,
    held,
    kept,
    listing,
    mapping,
    one,
    removed,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing.persons, name="persons"),
    path("search/", listing.search, name="person-search"),
    path("new/", entry.new, name="person-new"),
    path("duplicates/", duplicates.duplicates, name="person-duplicates"),
    path("compare/", duplicates.compare, name="person-compare"),
    path("duplicates/<uuid:first>/<uuid:second>/", duplicates.pair, name="person-pair"),
    path("merges/<uuid:merge>/undo/", duplicates.merge_undo, name="person-merge-undo"),
    path("emergencies/", emergencies.emergencies, name="person-emergencies"),
    path("emergencies/<uuid:emergency_id>/sign/", emergencies.sign, name="person-emergency-sign"),
    path("imports/", batch.person_imports, name="person-imports"),
    path("imports/new/", batch.new_person_import, name="person-import-new"),
    path("imports/<uuid:batch>/", batch.person_import, name="person-import"),
    path("imports/<uuid:batch>/mapping/", mapping.person_import_mapping, name="person-import-mapping"),
    path("imports/<uuid:batch>/commit/", batch.commit_person_import, name="person-import-commit"),
    path("imports/<uuid:batch>/undo/", batch.undo_person_import, name="person-import-undo"),
    path("imports/<uuid:batch>/held/", held.person_import_held, name="person-import-held"),
    path(
        "imports/<uuid:batch>/removed/<uuid:removal>/", removed.removed_person, name="person-import-removed"
    ),
    path("<uuid:person>/", one.person, name="person-record"),
    path("<uuid:person>/identity/", one.show_identity, name="person-identity"),
    path("<uuid:person>/edit/", entry.edit, name="person-edit"),
    path("<uuid:person>/undo/<uuid:change>/", one.undo, name="person-undo"),
    path("<uuid:person>/review/", one.review, name="person-review"),
    path("<uuid:person>/kept/", kept.kept, name="person-kept"),
    path("<uuid:person>/kept/<uuid:event>/", kept.event_step, name="person-event"),
    path("<uuid:person>/remove/", one.remove, name="person-remove"),
    path("<uuid:person>/emergency/", emergencies.open_in_emergency, name="person-emergency"),
]
