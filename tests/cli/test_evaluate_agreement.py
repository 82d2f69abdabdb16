"""`vapenvila evaluate agreement`: the printed example runs as written, JSON stands alone, mistakes get one sentence."""

import json
from pathlib import Path

import pytest

from tests.cli.printed_example import printed_example
from vapenvila.cli.__main__ import run

PAIRS = (
    [("confirmed", "confirmed")] * 14
    + [("confirmed", "suspected")] * 4
    + [("suspected", "confirmed")] * 2
    + [("suspected", "suspected")] * 5
    + [("not", "not")] * 12
    + [("not", "suspected")] * 2
    + [("unknown", "not")]
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the table the example speaks of: two sides an incident, two coders, the last ten sides by one only."""
    rows = []
    for side, (first, second) in enumerate(PAIRS):
        rows.append(f"{side},{side // 2},A,{first}")
        rows.append(f"{side},{side // 2},B,{second}")
    rows += [f"{side},{side // 2},A,confirmed" for side in range(len(PAIRS), len(PAIRS) + 10)]
    (tmp_path / "judged.csv").write_text("side,incident,coder,link\n" + "\n".join(rows) + "\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


AGREEMENT = ["evaluate", "agreement", "--data", "judged.csv", "--unit", "side", "--coder", "coder"]
AGREEMENT += ["--code", "link"]
ORDER = ["--level", "ordinal", "--order", "not,suspected,confirmed", "--missing", "unknown"]


def test_the_example_runs_as_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(printed_example(["evaluate", "agreement"], capsys)) == 0
    said = capsys.readouterr().out
    assert "77.5 % of the judgements are the same" in said
    assert "Kappa is 0.66 (95 % interval" in said
    assert "only one coder judged them: 10" in said


def test_ordered_codes_weighted_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*AGREEMENT, *ORDER, "--weights", "linear", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["method"], answer["estimate_name"], answer["n"]) == ("coder_agreement", "kappa", 39)
    assert answer["interval"][0] < answer["estimate"] < answer["interval"][1]
    assert answer["details"]["measurement"] == "ordinal"
    assert answer["details"]["weights"] == "linear"
    assert answer["details"]["share"] is None
    assert answer["seed"] == 1


def test_the_same_seed_gives_the_same_answer(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = []
    for seed in ("4", "4", "5"):
        assert run([*AGREEMENT, "--seed", seed, "--json"]) == 0
        answers.append(json.loads(capsys.readouterr().out)["details"]["kappa"]["bootstrap"])
    assert answers[0] == answers[1] != answers[2]


def test_what_disagreement_does_to_a_share_of_incidents(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*AGREEMENT, "--case", "incident", "--counts", "confirmed", "--lang", "sv"]) == 0
    said = capsys.readouterr().out
    assert "confirmed: 45 % enligt första kodaren och 40 % enligt andra" in said
    assert "Av alla 25 fall räknar första kodaren" in said
    assert run([*AGREEMENT, "--case", "incident", "--counts", "confirmed", "--json"]) == 0
    share = json.loads(capsys.readouterr().out)["details"]["share"]
    assert (share["n"], share["details"]["first"]["n"]) == (25, 20)


def test_numbers_have_an_order_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"{u},{c},{v}" for u, pair in enumerate(["1 1", "2 3", "10 10", "3 2", "10 3"]) for c, v in
            zip("AB", pair.split(), strict=True)]  # fmt: skip
    (tmp_path / "n.csv").write_text("u,c,v\n" + "\n".join(rows) + "\n")
    monkeypatch.chdir(tmp_path)
    command = ["evaluate", "agreement", "--data", "n.csv", "--unit", "u", "--coder", "c", "--code", "v"]
    assert run([*command, "--level", "ordinal", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["details"]["categories"] == ["1", "2", "3", "10"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--level", "interval"], "--level is 'interval'; write nominal or ordinal."),
        (["--weights", "cubic"], "--weights is 'cubic'; write none, linear or quadratic."),
        (["--level", "ordinal"], "give it from low to high: --order a,b,c."),
        (["--weights", "linear"], "give their order first"),
        (["--level", "ordinal", "--order", "not,confirmed"], "The order does not name suspected, unknown"),
        (["--counts", "sure"], "Nobody gave the code sure (--counts)."),
        (["--confidence", "95"], "The level is 95; give a share between 0 and 1"),
        (["--case", "nowhere"], "has no column 'nowhere' (--case)"),
        (["--missing", "confirmed,suspected,not,unknown"], "Nothing is judged"),
    ],
)
def test_a_mistake_gets_one_sentence(
    more: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*AGREEMENT, *more]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
    assert "Traceback" not in printed.err


def test_three_coders_have_alpha_and_no_share_of_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"{u},{c},{v}" for u, three in enumerate(["xxx", "xyx", "yyy", "yyx", "xxx"]) for c, v in
            zip("ABC", three, strict=True)]  # fmt: skip
    (tmp_path / "three.csv").write_text("u,c,v\n" + "\n".join(rows) + "\n")
    monkeypatch.chdir(tmp_path)
    command = ["evaluate", "agreement", "--data", "three.csv", "--unit", "u", "--coder", "c", "--code", "v"]
    assert run(command) == 0
    assert "Alpha is 0." in capsys.readouterr().out
    assert run([*command, "--counts", "x"]) == 2
    assert "--counts compares two coders; the table has 3: A, B, C." in capsys.readouterr().err


def test_nobody_judged_twice_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.csv").write_text("u,c,v\n1,A,x\n2,B,y\n")
    monkeypatch.chdir(tmp_path)
    command = ["evaluate", "agreement", "--data", "one.csv", "--unit", "u", "--coder", "c", "--code", "v"]
    assert run(command) == 2
    assert "None of 2 units was judged by more than one coder" in capsys.readouterr().err
