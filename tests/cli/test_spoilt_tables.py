"""Every analysis command with every spoiling of its table: one sentence, or a whole result without nan."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.spoilt import OF_A_COLUMN, OF_THE_TABLE, Rows, text
from tests.cli.tables_read import READS, TABLE
from vapenvila.cli.__main__ import run


def spoilt(rows: Rows) -> Iterator[tuple[str, str]]:
    """Each spoilt table as text, with what was done to it."""
    for done, spoil in OF_THE_TABLE.items():
        yield done, text(spoil(rows, 0))
    for at, column in enumerate(rows[0]):
        for done, spoil in OF_A_COLUMN.items():
            yield f"{column}: {done}", text(spoil(rows, at))


def _no_number(written: str) -> float:
    raise AssertionError(f"{written} is no number of a result")


def fault(code: int, out: str, err: str) -> str:
    """What is wrong with an answer; nothing where it is a result or a sentence."""
    said = err.strip()
    if "Traceback" in err or code not in (0, 2):
        return f"exit {code}: {said.splitlines()[-1] if said else 'nothing said'}"
    if code == 2:
        whole = not out and said and len(said.splitlines()) == 1 and len(said) < 500
        return "" if whole else f"not one sentence: {said!r} (and {len(out)} characters printed)"
    try:
        json.loads(out, parse_constant=_no_number)
    except (AssertionError, ValueError) as problem:
        return f"no whole result: {problem}"
    return ""


@pytest.mark.parametrize("name", READS)
def test_a_spoilt_table_gets_a_sentence_or_a_whole_result(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read = READS[name]
    monkeypatch.chdir(tmp_path)
    for file, rows in read.beside:
        (tmp_path / file).write_text(text(rows), encoding="utf-8")

    def answer(table: str) -> tuple[int, str, str]:
        (tmp_path / TABLE).write_text(table, encoding="utf-8")
        code = run([*read.command.split(), "--json"])
        return code, *capsys.readouterr()

    good = answer(text(read.rows))
    assert good[0] == 0, good[2]
    assert not fault(*good)
    faults = [f"{done}: {found}" for done, table in spoilt(read.rows) if (found := fault(*answer(table)))]
    assert not faults, f"{len(faults)} of {name}:\n" + "\n".join(faults)
