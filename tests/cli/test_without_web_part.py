"""The bare package, without any of the libraries of the web part: the analysis and its commands run."""

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from vapenvila.cli.command_list import COMMANDS

PROJECT = Path(__file__).parents[2] / "pyproject.toml"
BARE = """
import sys
absent = set(sys.argv[1].split(","))
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in absent:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None
sys.meta_path.insert(0, Absent())
from vapenvila.cli.__main__ import run
sys.exit(run(sys.argv[2:]))
"""


def _named(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-")


def _of_the_web_part() -> set[str]:
    """Modules that come with extras only."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    extra = {_named(line) for name in ("web", "cluster") for line in project["optional-dependencies"][name]}
    extra -= {_named(line) for line in project["dependencies"]} | {"typing-extensions"}  # typer brings it
    return {
        module
        for module, holders in packages_distributions().items()
        if any(_named(holder) in extra for holder in holders)
    }


def _bare(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BARE, ",".join(sorted(_of_the_web_part())), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "120"},
    )


@pytest.mark.parametrize("command", [name for name, listed in COMMANDS.items() if not listed.needs_web])
def test_a_command_of_the_analysis_needs_no_web_part(command: str) -> None:
    answer = _bare(command, "--help")
    assert answer.returncode == 0, answer.stderr
    assert "Usage" in answer.stdout


def test_a_question_is_answered_without_the_web_part() -> None:
    answer = _bare("evaluate", "wdd", "--treated", "207", "110", "--control", "308", "318", "--json")
    assert answer.returncode == 0, answer.stderr
    assert '"estimate": -107' in answer.stdout


@pytest.mark.parametrize(
    "arguments", [("serve",), ("evaluate", "agreement", "--programme", "P", "--by", "a@example.org")]
)
def test_what_needs_the_web_part_says_so(arguments: tuple[str, ...]) -> None:
    answer = _bare(*arguments)
    assert answer.returncode == 2
    assert "needs the web part, which is not installed (django is missing)" in answer.stderr
    assert "Traceback" not in answer.stderr
