"""Addresses of imports, below a programme."""

from django.urls import path

from vapenvila.web.imports.views import (
    batch,
    commit,
    conflicts,
    feeds,
    held,
    listing,
    mapping,
    saved_mappings,
    undo,
)

urlpatterns = [
    path("", listing.imports, name="imports"),
    path("new/", listing.new_import, name="import-new"),
    path("mappings/", saved_mappings.import_mappings, name="import-mappings"),
    path("mappings/<uuid:mapping>/", saved_mappings.saved_mapping, name="import-saved-mapping"),
    path("mappings/<uuid:mapping>/file/", saved_mappings.mapping_file, name="import-mapping-file"),
    path(
        "mappings/<uuid:mapping>/versions/<int:version>/",
        saved_mappings.take_up_mapping_version,
        name="import-mapping-version",
    ),
    path(
        "mappings/<uuid:mapping>/delete/", saved_mappings.delete_saved_mapping, name="import-mapping-delete"
    ),
    path("feeds/", feeds.import_feeds, name="import-feeds"),
    path("feeds/<slug:profile>/", feeds.switch_import_feed, name="import-feed-switch"),
    path("<uuid:batch>/", batch.one_import, name="import"),
    path("<uuid:batch>/mapping/", mapping.import_mapping, name="import-mapping"),
    path("<uuid:batch>/commit/", commit.commit_import, name="import-commit"),
    path("<uuid:batch>/undo/", undo.undo_import, name="import-undo"),
    path("<uuid:batch>/held/", held.held_rows_file, name="import-held"),
    path("<uuid:batch>/conflicts/", conflicts.import_conflicts, name="import-conflicts"),
    path("<uuid:batch>/conflicts/all/", conflicts.settle_all_conflicts, name="import-conflicts-all"),
    path("<uuid:batch>/conflicts/<uuid:conflict>/", conflicts.settle_conflict, name="import-conflict"),
]
