"""`vapenvila evaluate meta`: the example runs as written, errors or limits, and mistakes."""

import json
from pathlib import Path

import pytest

from tests.cli.printed_example import printed_example
from vapenvila.cli.__main__ import run

OPTIONS = ["evaluate", "meta", "--data", "cities.csv", "--study", "city", "--estimate", "ratio"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the table the example speaks of; made-up cities."""
    rows = ["city,ratio,low,high,se", "Sommarhamn,0.6,0.45,0.8,0.147"]
    rows += ["Vinterby,0.8,0.6,1.07,0.147", "Nordvik,0.7,0.5,0.98,0.172"]
    (tmp_path / "cities.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def test_the_example_runs_as_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(printed_example(["evaluate", "meta"], capsys)) == 0
    assert "Over 3 studies the mean effect is 0.6" in capsys.readouterr().out


def test_limits_and_errors_say_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*OPTIONS, "--se", "se", "--ratio", "--json"]) == 0
    by_error = json.loads(capsys.readouterr().out)
    assert run([*OPTIONS, "--low", "low", "--high", "high", "--ratio", "--json"]) == 0
    by_limits = json.loads(capsys.readouterr().out)
    assert by_error["estimate"] == pytest.approx(by_limits["estimate"], abs=0.002)
    assert by_error["n"] == 3
    assert {"tau2", "i2", "prediction", "studies"} <= set(by_error["details"])


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([], "either --se, or --low and --high"),
        (["--se", "se", "--low", "low"], "either --se, or --low and --high"),
        (["--se", "error"], "has no column 'error'"),
        (["--se", "city"], "which is not a number"),
    ],
)
def test_mistakes_get_one_sentence(
    options: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*OPTIONS, *options]) == 2
    assert sentence in capsys.readouterr().err
