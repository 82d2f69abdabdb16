"""Pages of docs/ that are made from the code's own tables, so that they are always true.

`python -m vapenvila.web.site.generated_docs write` writes them, `check` fails when one is not current.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import django

from vapenvila.web.site.reference_pages.audit_acts import audit_acts_page
from vapenvila.web.site.reference_pages.impact_assessment import (
    impact_assessment_page,
    konsekvensbedomning_page,
)
from vapenvila.web.site.reference_pages.legal_grounds import legal_grounds_page
from vapenvila.web.site.reference_pages.minutes import minutes_page
from vapenvila.web.site.reference_pages.personal_data import personal_data_page
from vapenvila.web.site.reference_pages.retention import retention_page
from vapenvila.web.site.reference_pages.roles import roles_page
from vapenvila.web.site.reference_pages.routes import routes_page

DOCS = Path(__file__).resolve().parents[4] / "docs"


def pages() -> dict[str, Callable[[], str]]:
    """Path below docs/ → function that gives the page's markdown. Import the functions here, one line each."""
    return {
        "reference/roles.md": roles_page,
        "reference/minutes.md": minutes_page,
        "reference/personal-data.md": personal_data_page,
        "reference/retention.md": retention_page,
        "reference/addresses.md": routes_page,
        "reference/audit-acts.md": audit_acts_page,
        "reference/legal-grounds.md": legal_grounds_page,
        "reference/impact-assessment.md": impact_assessment_page,
        "reference/konsekvensbedomning.md": konsekvensbedomning_page,
    }


def stale() -> list[str]:
    """Paths of pages that are missing or not current."""
    return [
        path
        for path, make in pages().items()
        if not (DOCS / path).exists() or (DOCS / path).read_text(encoding="utf-8") != make()
    ]


def main(arguments: list[str]) -> int:
    """`write` or `check`; the exit status."""
    if arguments == ["write"]:
        for path, make in pages().items():
            (DOCS / path).parent.mkdir(parents=True, exist_ok=True)
            (DOCS / path).write_text(make(), encoding="utf-8")
        return 0
    if arguments != ["check"]:
        sys.stderr.write("Say write or check.\n")
        return 2
    for path in stale():
        sys.stderr.write(f"docs/{path} is not current: run make docs.\n")
    return 1 if stale() else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vapenvila.web.site.settings")
    os.environ.setdefault("VAPENVILA_NO_DATABASE", "1")
    django.setup()
    sys.exit(main(sys.argv[1:]))
