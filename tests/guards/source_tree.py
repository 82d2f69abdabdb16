"""What the guards read: the files of the source tree, parsed."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "vapenvila"
WEB = SOURCE / "web"


def python_files(*folders: Path) -> list[Path]:
    """Every Python file below the folders (the source by default), migrations left out."""
    found = (file for folder in folders or (SOURCE,) for file in folder.rglob("*.py"))
    return sorted(file for file in found if "migrations" not in file.parts)


def templates() -> list[Path]:
    """Every template of the site."""
    return sorted(WEB.rglob("templates/**/*.html"))


@cache
def parsed(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(file.read_text(encoding="utf-8"))


def module_name(file: Path) -> str:
    """Dotted name of a file below src/; of a file elsewhere, its own name."""
    if not file.is_relative_to(SOURCE.parent):
        return file.stem
    parts = list(file.relative_to(SOURCE.parent).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Names of modules (and of things imported from them) with their lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def place(file: Path) -> str:
    """Path of a file as a person would look for it."""
    return str(file.relative_to(ROOT)) if file.is_relative_to(ROOT) else file.name
