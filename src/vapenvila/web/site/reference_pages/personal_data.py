"""The register of personal data: every table with its kind, purpose, retention, and what each field holds."""

from collections import defaultdict

from django.db import models

from vapenvila.web.site.reference_pages.markdown_table import MADE, table
from vapenvila.web.wall.declaration import RETENTION_MEANS, Declaration, RowKind
from vapenvila.web.wall.row_security import declaration_of, declared_models

KINDS = {
    RowKind.ROOM: "one agency's own; seen by people with a mission in that room",
    RowKind.SHARED: "the shared picture of one programme; holds no registered person",
    RowKind.DOOR: "a disclosure; seen in the two rooms it lies in",
    RowKind.HOUSE: "accounts, catalogues and the audit trail",
}
CATEGORIES = {
    "nothing": "no personal data",
    "staff": "people in their work here",
    "free_text": "text somebody writes, screened for personal data",
    "identity": "who a registered person is",
    "contact": "how to reach a registered person",
    "casework": "what concerns a registered person",
}


def _fields(declaration: Declaration) -> str:
    by_category = defaultdict(list)
    for category, name in declaration.categories():
        by_category[category].append(name)
    return table(
        ["Holds", "Fields"],
        [[CATEGORIES[category], ", ".join(names)] for category, names in by_category.items()],
    )


def _section(model: type[models.Model], declaration: Declaration) -> str:
    rights = getattr(model, "application_rights", "SELECT, INSERT, UPDATE, DELETE").split(" (")[0]
    return (
        f"### {model._meta.label}\n\n{declaration.purpose}.\n\nTable `{model._meta.db_table}` · kind "
        f"{declaration.kind.value} · kept {RETENTION_MEANS[declaration.retention]} · the application may {rights}\n\n"
        f"{_fields(declaration)}"
    )


def personal_data_page() -> str:
    """All tables of ours, by app."""
    sections = []
    for model in declared_models():
        declaration = declaration_of(model)
        if declaration is not None and not model._meta.auto_created:
            sections.append(_section(model, declaration))
    kinds = table(["Kind", "Where a row lives"], [[kind.value, said] for kind, said in KINDS.items()])
    return (
        f"# Register of personal data\n\n{MADE}Each table declares its kind, purpose, retention and the category of every "
        f"field; a table or field that is not declared fails the tests.\n\n{kinds}\n## Tables\n\n"
        + "\n".join(sections)
    )
