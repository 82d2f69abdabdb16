"""Addresses of memberships and ties, all in a room of the police."""

from django.urls import URLPattern, URLResolver, path

from vapenvila.web.memberships.views import batch, held, listing, mapping, one, releasing, stating, ties

urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing.memberships, name="memberships"),
    path("new/", stating.find, name="membership-find"),
    path("new/<uuid:person>/", stating.new, name="membership-new"),
    path("ties/", ties.ties, name="ties"),
    path("ties/new/", ties.new_tie, name="tie-new"),
    path("ties/<uuid:tie>/remove/", ties.tie_remove, name="tie-remove"),
    path("files/", batch.membership_imports, name="membership-imports"),
    path("files/new/", batch.new_membership_import, name="membership-import-new"),
    path("files/<uuid:batch>/", batch.membership_import, name="membership-import"),
    path("files/<uuid:batch>/mapping/", mapping.membership_import_mapping, name="membership-import-mapping"),
    path("files/<uuid:batch>/commit/", batch.commit_membership_import, name="membership-import-commit"),
    path("files/<uuid:batch>/undo/", batch.undo_membership_import, name="membership-import-undo"),
    path("files/<uuid:batch>/held/", held.membership_import_held, name="membership-import-held"),
    path("drafts/", releasing.group_drafts, name="group-drafts"),
    path("drafts/new/", releasing.new_group_draft, name="group-draft-new"),
    path("drafts/<uuid:draft>/", releasing.group_draft, name="group-draft"),
    path(
        "drafts/<uuid:draft>/release/<slug:code>/", releasing.release_group_draft, name="group-draft-release"
    ),
    path("drafts/<uuid:draft>/refuse/", releasing.refuse_group_draft, name="group-draft-refuse"),
    path("<uuid:statement>/", one.membership, name="membership"),
    path("<uuid:statement>/edit/", stating.edit, name="membership-edit"),
    path("<uuid:statement>/evidence/", one.evidence, name="membership-evidence"),
    path("<uuid:statement>/evidence/<uuid:evidence>/", one.evidence_step, name="membership-evidence-step"),
    path("<uuid:statement>/step/", one.step, name="membership-step"),
]
