"""Whatever leaves the house passes the register of exports: no module sends a file past it (acceptance S21)."""

import ast
from pathlib import Path

import pytest

from tests.guards.source_tree import WEB, module_name, parsed, place, python_files

pytestmark = pytest.mark.acceptance("S21")

SENDS = ("FileResponse", "as_attachment", "Content-Disposition", "application/pdf", "text/csv")
NUMBERS = (
    "number_export",
    "begin_export",
    "take_out",
    "take_out_network",
    "export_trail",
    "export_inspection",
)

# Modules that send what is no copy of anything kept here, and why.
NO_COPY: dict[str, str] = {
    "vapenvila.web.site.static_files": "our own scripts and style sheets",
    "vapenvila.web.access.role_simulator.only_looking": "refuses whatever would be taken out",
    "vapenvila.web.imports.fetching": "reads what another server sends, and sends nothing",
    "vapenvila.web.imports.views.saved_mappings": "how a file is read: names of columns, no row of the register",
    "vapenvila.web.oversight.views.wall": "how the wall held: numbers of attempts, no record of anybody",
    "vapenvila.web.reports.views.open_figures": "released figures: numbered, frozen, and open to everybody",
}


def senders(files: list[Path]) -> dict[str, bool]:
    """Module → whether it numbers what it sends."""
    found = {}
    for file in files:
        words = {
            name
            for node in ast.walk(parsed(file))
            for name in (
                [node.id] if isinstance(node, ast.Name)
                else [node.arg or ""] if isinstance(node, ast.keyword)
                else [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str)
                else []
            )
        }  # fmt: skip
        if any(sign in word for sign in SENDS for word in words if len(word) < 60):
            found[module_name(file)] = bool(words & set(NUMBERS))
    return found


def _past_the_register(files: list[Path]) -> list[str]:
    return [name for name, numbered in senders(files).items() if not numbered and name not in NO_COPY]


def test_every_file_and_print_is_numbered() -> None:
    assert _past_the_register([f for f in python_files(WEB) if "file_formats" not in place(f)]) == []


def test_only_the_register_records_an_export() -> None:
    elsewhere = [
        place(file)
        for file in python_files(WEB)
        if "manner=Manner.EXPORT" in file.read_text(encoding="utf-8")
        and place(file)[-16:] != "audit/exports.py"
    ]
    assert [file for file in elsewhere if "this_week" not in file and "queries" not in file] == []


def test_a_file_sent_past_the_register_is_seen(tmp_path: Path) -> None:
    careless = tmp_path / "careless.py"
    careless.write_text(
        "def view(request):\n    return FileResponse(open('x'), as_attachment=True)\n", encoding="utf-8"
    )
    assert list(senders([careless]).values()) == [False]
