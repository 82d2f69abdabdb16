"""`vapenvila evaluate power`: the example runs as written, JSON alone on standard output, sentences for mistakes."""

import importlib.util
import json

import pytest

from tests.cli.printed_example import printed_example
from vapenvila.cli.__main__ import run

STUDY = ["evaluate", "power", "--per-month", "4", "--months-before", "24", "--months-after", "24"]


def test_the_example_runs_as_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*printed_example(["evaluate", "power"], capsys), "--histories", "500"]) == 0
    answer = capsys.readouterr()
    assert "a fall of 38 % would be told from chance in 80 cases of 100" in answer.out
    assert "6 cities together" in answer.out
    assert answer.err == ""


def test_json_has_the_numbers_and_nothing_else_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*STUDY, "--effect", "0.6", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["method"], answer["n"], answer["details"]["design"]) == ("power", 96, "before-after")
    assert answer["details"]["power"] == pytest.approx(0.860, abs=0.0005)


def test_a_comparison_is_a_difference_unless_said_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    few = ["--histories", "300", "--most-months", "24", "--json"]
    for more, design in (([], "wdd"), (["--design", "its", "--no-trend"], "its")):
        assert run([*STUDY, "--comparison-per-month", "6", *more, *few]) == 0
        assert json.loads(capsys.readouterr().out)["details"]["design"] == design


def test_made_up_cities_may_be_shared_over_processes(capsys: pytest.CaptureFixture[str]) -> None:
    answers = []
    for processes in ("1", "2"):
        cities = ["--simulate", "town", "--made-up", "8", "--processes", processes]
        assert run([*STUDY, *cities, "--effect", "0.5", "--json"]) == 0
        answers.append(json.loads(capsys.readouterr().out))
    assert answers[0] == answers[1]
    assert answers[0]["method"] == "power_on_made_up_cities"
    assert answers[0]["n"] == 8


def test_the_words_come_in_swedish(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*STUDY, "--cities-per-month", "3,2.5", "--histories", "200", "--lang", "sv"]) == 0
    assert "3 städer tillsammans" in capsys.readouterr().out


@pytest.mark.skipif(importlib.util.find_spec("distributed") is not None, reason="Dask is installed here")
def test_without_dask_a_cluster_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*STUDY, "--simulate", "town", "--cluster", "tcp://localhost:1"]) == 2
    assert "A cluster needs Dask" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--effect", "1.2"], "give the rate ratio of a fall"),
        (["--per-month", "0"], "nothing can fall from none"),
        (["--cities", "3", "--cities-per-month", "4"], "Give either --cities or --cities-per-month."),
        (["--cities-per-month", "four"], "--cities-per-month is 'four'; write numbers with commas"),
        (["--design", "wdd"], "needs a comparison"),
        (["--simulate", "town", "--made-up", "0"], "There are 0 made-up cities"),
        (["--simulate", "town", "--retaliation", "-1"], "retaliation_ratio is -1"),
    ],
)
def test_a_mistake_gets_one_sentence(
    options: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*STUDY, *options]) == 2
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert printed.out == ""
