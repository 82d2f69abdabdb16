"""`vapenvila evaluate wdd`: the published example through the command, and mistakes."""

import json

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


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--treated-displacement", "1", "2"], "around neither"),
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
