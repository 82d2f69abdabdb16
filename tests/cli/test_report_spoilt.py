"""`vapenvila report problem-analysis` with every spoiling of its tables: one sentence, or a whole report without nan."""

from pathlib import Path

import pytest

from tests.cli import problem_files
from tests.cli.test_spoilt_tables import fault, spoilt
from vapenvila.cli.__main__ import run

TABLES = {
    "incidents": problem_files.INCIDENTS,
    "persons": problem_files.PERSONS,
    "people": problem_files.PEOPLE,
}


@pytest.mark.parametrize("name", TABLES)
def test_a_spoilt_table_gets_a_sentence_or_a_whole_report(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    command = problem_files.town(tmp_path)
    rows = [line.split(",") for line in TABLES[name].splitlines()]
    faults = []
    for done, table in spoilt(rows):
        (tmp_path / f"{name}.csv").write_text(table, encoding="utf-8")
        code = run([*command, "--json", "--out", "page.html"])
        if found := fault(code, *capfd.readouterr()):
            faults.append(f"{done}: {found}")
    assert not faults, f"{len(faults)} of {name}:\n" + "\n".join(faults)
