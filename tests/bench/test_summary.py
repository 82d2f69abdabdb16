"""The one table of speed: judged by the clock, and honest where the machine was busy."""

import pytest
from bench.summary.__main__ import Part, Timed, judged, row
from bench.summary.aims import AIMS, Aim

AIM = Aim("A job", "part", "job", 7.0, 0.4)


def ours(seconds: float, processor: float) -> Timed:
    return Timed("job", "vapenvila", seconds, processor)


PEER = Timed("job", "peer", 3.5, 3.5)


@pytest.mark.parametrize(
    ("seconds", "processor", "verdict"),
    [(0.32, 0.60, "met"), (0.45, 0.30, "not met"), (0.38, 9.0, "met"), (0.6, 0.1, "not met")],
)
def test_the_clock_judges_and_not_the_processor(seconds: float, processor: float, verdict: str) -> None:
    assert judged(AIM, ours(seconds, processor), PEER, "") == verdict


def test_a_ratio_below_the_aim_is_not_met_however_few_the_seconds() -> None:
    assert judged(AIM, ours(0.39, 0.39), Timed("job", "peer", 2.0, 9.0), "") == "not met"


def test_a_busy_machine_is_said_beside_the_verdict() -> None:
    assert Part((), 1.4).busy == ""
    assert judged(AIM, ours(0.3, 0.3), PEER, Part((), 2.5).busy).startswith(
        "met (machine busy: load of others 2.5"
    )


def test_what_was_not_measured_says_so() -> None:
    assert judged(AIM, ours(0.3, 0.3), None, "") == "no peer measured"
    assert "not measured" in row(AIM, Part(()), {})


def test_a_row_shows_both_ratios_and_the_growth() -> None:
    said = row(
        Aim("A job", "part", "job", 7.0, growth="grows"),
        Part((ours(0.5, 1.0), PEER)),
        {"grows": "12.0×, memory 9.0×"},
    )
    assert "| peer: 3.5000 | 7.0× | 3.5× | 12.0×, memory 9.0× | ≥ 7× | met |" in said


def test_knox_is_judged_beside_numpy_and_the_class_of_pointpats_and_at_fifty_thousand_events() -> None:
    knox = [aim for aim in AIMS if aim.part == "near-repeats"]
    assert [(aim.ratio, aim.seconds, aim.peer) for aim in knox if aim.ratio or aim.seconds] == [
        (7.0, 0.4, "NumPy"),
        (100.0, None, "pointpats Knox"),
        (None, 4.0, ""),
    ]
