"""`vapenvila evaluate wedge`: the example runs as written, ties in a file, dates as periods, and mistakes."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.analysis.stepped_wedge.made_up_groups import made_up_groups
from tests.cli.printed_example import printed_example
from vapenvila.cli.__main__ import run

OPTIONS = ["--data", "weeks.csv", "--group", "group", "--outcome", "shots", "--dose", "visits"]
TIES = ["--ties", "ties.csv", "--from", "one", "--to", "other"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the tables the examples speak of."""
    panel = made_up_groups(1, ratio=0.4)
    lines = ["group,week,monday,shots,visits"]
    for g, name in enumerate(panel.groups):
        for t in range(60):
            monday = np.datetime64("2024-01-01") + 7 * t
            lines.append(f"{name},{t + 1},{monday},{panel.Y[g, t]:g},{panel.dose[g, t]:g}")
    (tmp_path / "weeks.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    ties = [
        "one,other,kind",
        *(f"G{g:02d},G{g + 1:02d},{('feud', 'alliance')[g % 2]}" for g in range(0, 20, 3)),
    ]
    (tmp_path / "ties.csv").write_text("\n".join(ties) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def test_the_example_runs_as_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(printed_example(["evaluate", "wedge"], capsys)) == 0
    assert "fewer than chance alone usually gives" in capsys.readouterr().out


def test_days_may_stand_for_weeks_and_give_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    found = []
    for time in ("week", "monday"):
        assert run(["evaluate", "wedge", *OPTIONS, "--time", time, "--draws", "99", "--json"]) == 0
        found.append(json.loads(capsys.readouterr().out))
    assert found[0]["estimate"] == found[1]["estimate"] < 0.6
    assert found[1]["period"] == ["2024-01-01", "2025-02-17"]


def test_tied_groups_are_kept_out_or_estimated_apart(capsys: pytest.CaptureFixture[str]) -> None:
    shape = ["--shape", "fade", "--half-life", "26", "--draws", "0", "--json", "--time", "week"]
    assert run(["evaluate", "wedge", *OPTIONS, *TIES, *shape]) == 0
    out = json.loads(capsys.readouterr().out)["details"]
    assert out["used"]["exposed_groups"] > 0
    assert out["half_life"] == 26
    assert run(["evaluate", "wedge", *OPTIONS, *TIES, *shape, "--exposed", "apart", "--kind", "kind"]) == 0
    apart = json.loads(capsys.readouterr().out)["details"]
    assert [one["name"] for one in apart["spill_over"]] == ["alliance", "feud"]
    assert apart["used"]["groups"] == 30


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--time", "day"], "has no column 'day'"),
        (["--time", "week", "--outcome", "group"], "which is not a number"),
        (["--time", "week", "--shape", "fade", "--half-life", "-1"], "half-life is -1 periods"),
        (["--time", "week", *TIES, "--kind", "sort"], "has no column 'sort'"),
        (["--time", "visits"], "occurs more than once"),
    ],
)
def test_mistakes_get_one_sentence(
    options: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["evaluate", "wedge", *OPTIONS, *options]) == 2
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert "Traceback" not in printed.err
