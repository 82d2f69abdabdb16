"""The example that a command's help prints, for tests that run it as written."""

import re
import shlex

import pytest

from vapenvila.cli.__main__ import run


def printed_example(command: list[str], capture: pytest.CaptureFixture[str]) -> list[str]:
    """The example in the help of a command, as arguments."""
    assert run([*command, "--help"]) == 0
    said = " ".join(re.sub(r"[│╭╮╰╯─]", " ", capture.readouterr().out).split())
    found = re.search(r"Example: vapenvila (.*?)(?= Options| Commands)", said)
    assert found, f"no example in the help of {command}"
    return shlex.split(found[1])
