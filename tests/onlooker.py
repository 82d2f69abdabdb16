"""Looks again and again from one process: starting one costs more than a hundred looks, and slows what is watched.

Run as a process with the name of a module: answers each line with what the module's `look(line)` tells, as a line of JSON.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import django


class Onlooker:
    """A process that looks. Every look is a question of its own to the database, in a transaction of its own."""

    def __init__(self, module: str, env: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.onlooker", module],
            env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def look(self, at: str) -> dict[str, Any]:
        """What is there now."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{at}\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the look broke; what it said stands above"
        found: dict[str, Any] = json.loads(line)
        return found

    def end(self) -> None:
        """End the process, and its connection with it."""
        self._process.communicate(timeout=30)


@contextmanager
def onlooker(module: str, env: Mapping[str, str]) -> Iterator[Onlooker]:
    """An onlooker that ends with the block."""
    one = Onlooker(module, env)
    try:
        yield one
    finally:
        one.end()


def main(module: str) -> None:
    """Answer every line until there are no more."""
    django.setup()
    look = import_module(module).look
    for line in sys.stdin:
        sys.stdout.write(json.dumps(look(line.strip())) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
