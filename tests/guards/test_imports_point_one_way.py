"""The contracts of pyproject.toml hold, and the numbers are entered through one door per app (architecture.md)."""

import subprocess
import sys
from pathlib import Path

from tests.guards.source_tree import ROOT, SOURCE, WEB, imported, module_name, parsed, place, python_files

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

# Modules of the web part that may call the analysis library: each app's own door, and the maker of the demo city.
DOORS_TO_ANALYSIS = {"engine", "charts", "demo_city"}

# Modules of views may name a model only to say what it is (a choice, a type); rows come from queries and actions.
LIBRARIES_OF_THE_BROWSER = ("requests", "httpx", "urllib.request", "aiohttp")


def _lint(config: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT, "--config", str(config), "--no-cache"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_import_contracts_hold() -> None:
    done = _lint(ROOT / "pyproject.toml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_broken_contract_is_seen(tmp_path: Path) -> None:
    contract = tmp_path / "upside_down.toml"
    contract.write_text(
        '[tool.importlinter]\nroot_package = "vapenvila"\n[[tool.importlinter.contracts]]\nname = "upside down"\n'
        'type = "layers"\nlayers = ["vapenvila.web.wall", "vapenvila.web.audit"]\n',
        encoding="utf-8",
    )
    assert _lint(contract).returncode == 1


def entered_by_the_window(files: list[Path]) -> list[str]:
    """Web modules that call the analysis library past their app's door."""
    return [
        f"{place(file)}:{line} imports {name}"
        for file in files
        if not set(module_name(file).split(".")) & DOORS_TO_ANALYSIS
        for name, line in imported(parsed(file))
        if name.startswith("vapenvila.analysis") and name.count(".") == 2
    ]


def test_analysis_is_entered_through_the_door_of_each_app() -> None:
    assert entered_by_the_window(python_files(WEB)) == []


def test_the_guards_of_door_and_rows_can_fail(tmp_path: Path) -> None:
    window = tmp_path / "views.py"
    window.write_text("import vapenvila.analysis.charts\nrows = Incident.objects.all()\n", encoding="utf-8")
    assert entered_by_the_window([window])
    assert rows_reached_by_views([window])


def rows_reached_by_views(files: list[Path]) -> list[str]:
    """Views that reach rows by themselves instead of asking a query or calling an action."""
    found = []
    for file in files:
        if "views" in module_name(file).split("."):
            text = file.read_text(encoding="utf-8").splitlines()
            found += [
                f"{place(file)}:{n} {line.strip()}" for n, line in enumerate(text, 1) if ".objects." in line
            ]
    return found


def test_views_reach_no_rows_by_themselves() -> None:
    assert rows_reached_by_views(python_files(WEB)) == []


def test_nothing_calls_out_of_the_house() -> None:
    calls = [
        f"{place(file)}:{line} imports {name}"
        for file in python_files(SOURCE)
        for name, line in imported(parsed(file))
        if name in LIBRARIES_OF_THE_BROWSER
    ]
    assert calls == []
