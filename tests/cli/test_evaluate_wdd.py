"""`vapenvila evaluate wdd`: the published example through the command, and mistakes."""

import json
from pathlib import Path

import numpy as np
import pytest

from vapenvila.cli.__main__ import run

PUBLISHED = ["evaluate", "wdd", "--treated", "207", "110", "--control", "308", "318"]
RINGS = ["--treated-displacement", "178", "157", "--control-displacement", "150", "140"]


def test_the_published_example_comes_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*PUBLISHED, *RINGS, "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["estimate"] == -118
    assert result["details"]["se"] == pytest.approx(1568**0.5)
    assert result["details"]["z"] == pytest.approx(-2.98, abs=0.005)


def test_the_words_come_in_swedish(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*PUBLISHED, "--lang", "sv"]) == 0
    assert "färre än slumpen ensam brukar ge" in capsys.readouterr().out


@pytest.fixture
def months(tmp_path: Path) -> Path:
    """Four areas by month, written out of order."""
    rng = np.random.default_rng(3)
    lines = [
        f"{2021 + m // 12}-{m % 12 + 1:02d}," + ",".join(map(str, rng.poisson([9, 9, 5, 5])))
        for m in range(48)
    ]
    (tmp_path / "months.csv").write_text(
        "\n".join(["month,here,there,near,nearby", *lines[::-1]]), encoding="utf-8"
    )
    return tmp_path / "months.csv"


def test_months_say_how_much_counts_vary(months: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for columns, areas in (("here,there", 2), ("here,there,near,nearby", 4)):
        asked = ["evaluate", "wdd", "--data", str(months), "--start", "2023-01-01", "--columns", columns]
        assert run([*asked, "--json"]) == 0
        result = json.loads(capsys.readouterr().out)
        assert result["details"]["time_weights"] == [24, 24]
        assert len(result["details"]["dispersion"]) == len(result["details"]["areas"]) == areas
        assert "Over 48 periods" in result["warnings"][0]


def test_a_known_dispersion_widens_the_interval(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*PUBLISHED, *RINGS, "--dispersion", "4", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["details"]["se"] == pytest.approx(2 * 1568**0.5)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([*PUBLISHED[2:], "--start", "2023-01-01", "--columns", "here,there"], "either totals or --data"),
        (["--start", "2023-01-01", "--columns", "here"], "two columns or four"),
        (["--start", "2023-01-01", "--columns", "here,far"], "has no column 'far'"),
        (["--start", "spring", "--columns", "here,there"], "write a date"),
        (["--start", "2030-01-01", "--columns", "here,there"], "leaves 48 of 48"),
    ],
)
def test_months_that_cannot_be_used_get_one_sentence(
    months: Path, options: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["evaluate", "wdd", "--data", str(months), *options]) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--treated-displacement", "1", "2"], "around neither"),
        (["--dispersion", "0.5"], "at least 1"),
        (["--time-weights", "0", "1"], "must be above 0"),
        (["--treated", "1", "-3"], "cannot be negative"),
        (["--treated", "one", "2"], "Invalid value for '--treated'"),
    ],
)
def test_mistakes_get_one_sentence(
    options: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*PUBLISHED, *options]) == 2
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert printed.out == ""
