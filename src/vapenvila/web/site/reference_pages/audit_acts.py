"""The vocabulary of the audit trail: every act the code records, found in the code."""

import ast
from collections import defaultdict
from pathlib import Path

from vapenvila.web.site.reference_pages.markdown_table import MADE, table

WEB = Path(__file__).resolve().parents[2]


def _acts_named(call: ast.Call) -> list[str]:
    for keyword in call.keywords:
        if keyword.arg == "act":
            return [
                node.value
                for node in ast.walk(keyword.value)
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value
            ]
    return []


def acts_in_code() -> dict[str, set[str]]:
    """Act → the apps that record it."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in WEB.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                for act in _acts_named(node):
                    found[act].add(file.relative_to(WEB).parts[0])
    return found


def audit_acts_page() -> str:
    """All acts by name."""
    rows = [[f"`{act}`", ", ".join(sorted(apps))] for act, apps in sorted(acts_in_code().items())]
    return (
        f"# Acts in the audit trail\n\n{MADE}Each event names its act as “noun.verb”. An event also holds time, user, "
        "request, programme, room, manner (changed, read, taken out, refused, sign-in), the record, and details without "
        f"personal data.\n\n{table(['Act', 'Recorded by'], rows)}"
    )
