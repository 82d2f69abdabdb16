"""`vapenvila evaluate nowcast`: the example runs as written, JSON alone on standard output, sentences for mistakes."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from tests.cli.printed_example import printed_example
from vapenvila.cli.__main__ import run

NOWCAST = ["evaluate", "nowcast", "--data"]
REPORTS = [*NOWCAST, "reports.csv", "--event", "happened", "--reported", "reported"]
COUNTS = [*NOWCAST, "counts.csv", "--snapshot", "seen", "--period", "month", "--count", "shootings"]
ROWS = [*NOWCAST, "rows.csv", "--snapshot", "seen", "--event", "happened", "--id", "case"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Reports of three years as a table, and the same as snapshots on the 15th of each month: counts, and rows."""
    rng = np.random.default_rng(3)
    happened = np.sort(np.datetime64("2022-11-01") + rng.integers(0, 1110, 400))
    reported = happened + rng.geometric(0.05, 400)
    removed = np.where(rng.random(400) < 0.05, reported + 40, np.datetime64("NaT"))
    rows = [
        f"{k},{h},{r},{'' if np.isnat(g) else g}"
        for k, (h, r, g) in enumerate(zip(happened, reported, removed, strict=True))
    ]
    (tmp_path / "reports.csv").write_text("case,happened,reported,removed\n" + "\n".join(rows) + "\n")
    counts, held = ["seen,month,shootings"], ["seen,happened,case"]
    months = np.arange("2022-11", "2025-11", dtype="datetime64[M]")
    for last in months:
        day = (last + 1).astype("datetime64[D]") + 14
        stands = (reported <= day) & (np.isnat(removed) | (removed > day))
        held += [f"{day},{happened[k]},{k}" for k in np.flatnonzero(stands)]
        of_month = happened[stands].astype("datetime64[M]")
        counts += [f"{day},{month},{(of_month == month).sum()}" for month in months[months <= last]]
    (tmp_path / "counts.csv").write_text("\n".join(counts) + "\n")
    (tmp_path / "rows.csv").write_text("\n".join(held) + "\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_example_runs_as_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(printed_example(["evaluate", "nowcast"], capsys)) == 0
    said = capsys.readouterr().out
    assert re.search(
        r"For \w+ 2025 the number known on 20\d\d-\d\d-\d\d is \d+; the final number is likely \d+", said
    )
    assert "share known" in said


def test_reports_counts_and_rows_of_the_same_file_give_the_same_figures(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = []
    for arguments in ([*REPORTS, "--removed", "removed"], COUNTS, ROWS):
        assert run([*arguments, "--today", "2025-11-15", "--max-delay", "4", "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert (answer["method"], answer["seed"], answer["details"]["today"]) == ("nowcast", 1, "2025-11-15")
        assert answer["interval"][0] <= answer["estimate"] <= answer["interval"][1]
        known.append([one["known"] for one in answer["details"]["periods"]])
        assert {"delay", "looks", "covered", "error", "bias"} <= set(answer["details"]["back_test"][0])
    assert known[0] == known[1] == known[2]
    assert len(known[0]) == 4


def test_weeks_and_swedish(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*REPORTS, "--by", "week", "--max-delay", "8", "--window", "52", "--lang", "sv"]) == 0
    assert "För veckan från 2025-" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([*REPORTS, "--today", "soon"], "--today is 'soon'; write a date as 2026-01-31."),
        ([*COUNTS[:-2]], "given: --snapshot, --period."),
        ([*NOWCAST, "reports.csv"], "given: none."),
        ([*REPORTS[:-1], "report"], "reports.csv has no column 'report' (--reported)"),
        (
            [*NOWCAST, "reports.csv", "--event", "reported", "--reported", "happened"],
            "Row 1 below the heading was reported",
        ),
        (
            [*REPORTS, "--removed", "case"],
            "reports.csv, row 2, column 'case' (--removed) is '0'; write a date",
        ),
        ([*REPORTS, "--max-delay", "40"], "The longest delay is 40; with 37 full months it may be 1 to 34."),
        (
            [*COUNTS[:-1], "month"],
            "counts.csv, row 2, column 'month' (--count) is '2022-11', which is not a number",
        ),
    ],
)
def test_a_mistake_gets_one_sentence(
    arguments: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
