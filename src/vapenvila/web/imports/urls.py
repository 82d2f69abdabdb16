"""Addresses of imports, below a programme."""

from django.urls import path

from vapenvila.web.imports.views import batch, commit, conflicts, held, listing, mapping, undo

urlpatterns = [
    path("", listing.imports, name="imports"),
    path("new/", listing.new_import, name="import-new"),
    path("<uuid:batch>/", batch.one_import, name="import"),
    path("<uuid:batch>/mapping/", mapping.import_mapping, name="import-mapping"),
    path("<uuid:batch>/commit/", commit.commit_import, name="import-commit"),
    path("<uuid:batch>/undo/", undo.undo_import, name="import-undo"),
    path("<uuid:batch>/held/", held.held_rows_file, name="import-held"),
    path("<uuid:batch>/conflicts/", conflicts.import_conflicts, name="import-conflicts"),
    path("<uuid:batch>/conflicts/all/", conflicts.settle_all_conflicts, name="import-conflicts-all"),
    path("<uuid:batch>/conflicts/<uuid:conflict>/", conflicts.settle_conflict, name="import-conflict"),
]
