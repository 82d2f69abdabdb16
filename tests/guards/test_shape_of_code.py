"""Short files, short functions, names that name the thing (conventions.md 2 to 5)."""

import ast
from pathlib import Path

from tests.guards.source_tree import SOURCE, module_name, parsed, place, python_files

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
NAMES_THAT_NAME_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "service", "services",
                           "base", "misc", "lib", "core"}  # fmt: skip


def too_long_files(files: list[Path]) -> list[str]:
    """Files that hold more than one question."""
    lengths = ((file, len(file.read_text(encoding="utf-8").splitlines())) for file in files)
    return [f"{place(file)}: {length} lines" for file, length in lengths if length > LONGEST_FILE]


def too_long_functions(files: list[Path]) -> list[str]:
    """Functions that hold more than one act or answer. The docstring is not counted."""
    found = []
    for file in files:
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = node.body[0]
                said = (
                    first.end_lineno - first.lineno + 1 if ast.get_docstring(node) and first.end_lineno else 0
                )
                length = (node.end_lineno or node.lineno) - node.lineno + 1 - said
                if length > LONGEST_FUNCTION:
                    found.append(f"{place(file)}:{node.lineno} {node.name}: {length} lines")
    return found


def nameless_modules(files: list[Path]) -> list[str]:
    """Modules and packages whose name says nothing."""
    return [place(file) for file in files if set(module_name(file).split(".")) & NAMES_THAT_NAME_NOTHING]


def test_files_are_short() -> None:
    assert too_long_files(python_files()) == []


def test_functions_are_short() -> None:
    assert too_long_functions(python_files()) == []


def test_modules_name_the_thing() -> None:
    assert nameless_modules(python_files()) == []


def test_these_guards_can_fail(tmp_path: Path) -> None:
    long = tmp_path / "long.py"
    body = "\n".join(f"    x{n} = {n}" for n in range(301))
    long.write_text(f"def act():\n{body}\n", encoding="utf-8")
    assert too_long_files([long])
    assert too_long_functions([long])
    assert nameless_modules([SOURCE / "web" / "incidents" / "utils.py"])


def test_ordinary_names_pass() -> None:
    assert nameless_modules([SOURCE / "web" / "incidents" / "models.py"]) == []
