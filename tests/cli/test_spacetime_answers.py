"""`vapenvila spacetime answers`: the printed example runs as written, JSON stands alone, mistakes get a sentence."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.cli.printed_example import printed_example
from vapenvila.cli.__main__ import run

ANSWERS = ["spacetime", "answers", "--data", "attacks.csv", "--time", "date"]
SIDES = ["--attacker", "attacker", "--struck", "struck"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the tables the examples speak of: three groups, every third attack answered after a week."""
    rng = np.random.default_rng(4)
    rows = []
    for day in np.sort(rng.integers(0, 1400, 90)):
        a, b = rng.permutation(["North", "South", "West"])[:2]
        rows.append((int(day), a, b))
        if rng.random() < 0.33:
            rows.append((int(day) + int(rng.exponential(7.0)), b, a))
    begin = np.datetime64("2021-01-01")
    lines = [f"{begin + day},{a},{b}" for day, a, b in sorted(rows)]
    (tmp_path / "attacks.csv").write_text("date,attacker,struck\n" + "\n".join(lines) + "\n")
    feuds = "one,other,first\nNorth,South,\nSouth,West,\nNorth,West,2021-02-01\n"
    (tmp_path / "feuds.csv").write_text(feuds)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_example_runs_as_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(printed_example(["spacetime", "answers"], capsys)) == 0
    said = capsys.readouterr().out
    assert "by the struck on the attacker" in said
    assert "answers among them" in said


def test_json_stands_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*ANSWERS, *SIDES, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["details"]["feuds_known"] is False
    assert {row["attacker"] for row in answer["details"]["directions"]} == {"North", "South", "West"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            [*ANSWERS, "--attacker", "who", "--struck", "struck"],
            "attacks.csv has no column 'who' (--attacker)",
        ),
        ([*ANSWERS, *SIDES, "--feuds", "attacks.csv"], "attacks.csv has no column 'one' (--feuds)"),
        ([*ANSWERS, *SIDES, "--delays", "1,2,3"], "--delays is '1,2,3'; write the shortest and the longest"),
    ],
)
def test_a_mistake_gets_one_sentence(
    arguments: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
