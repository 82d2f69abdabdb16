"""A blind sample is drawn at random, can be drawn again, and is judged and settled by the right people."""

from collections import Counter
from uuid import uuid4

from vapenvila.rules.blind_sample import Candidate, draw, may_draw, may_judge_blind, may_settle

ME, ANOTHER = uuid4(), uuid4()


def _candidates(*strata: tuple[str, int]) -> list[Candidate]:
    numbers = [(name, n) for name, many in strata for n in range(many)]
    return [Candidate(uuid4(), number, (name,)) for number, (name, _) in enumerate(numbers, start=1)]


def test_the_same_seed_draws_the_same_whatever_order_the_incidents_come_in() -> None:
    there = _candidates(("", 100))
    assert draw(there, 20, seed=5) == draw(there[::-1], 20, seed=5)
    assert draw(there, 20, seed=5) != draw(there, 20, seed=6)
    assert len({one.incident for one in draw(there, 20, seed=5)}) == 20


def test_every_incident_is_as_likely_as_every_other() -> None:
    there = _candidates(("", 20))
    times = Counter(one.number for seed in range(4000) for one in draw(there, 5, seed=seed))
    assert all(abs(times[number] - 1000) < 120 for number in range(1, 21))  # four standard errors


def test_each_stratum_is_drawn_by_its_share_and_the_sizes_add_up() -> None:
    there = _candidates(("2019", 50), ("2020", 30), ("2021", 17), ("2022", 3))
    drawn = Counter(one.stratum[0] for one in draw(there, 25, seed=1))
    assert drawn == {"2019": 12, "2020": 8, "2021": 4, "2022": 1} or drawn.total() == 25
    assert all(
        abs(drawn[name] - share) < 1 for name, share in (("2019", 12.5), ("2020", 7.5), ("2021", 4.25))
    )
    assert len(draw(there, 500, seed=1)) == 100


def test_a_sample_has_limits() -> None:
    assert may_draw(100, 50)
    assert "at least 10" in may_draw(100, 9).reason
    assert "at most 500" in may_draw(1000, 501).reason
    assert "Fewer than 10" in may_draw(9, 50).reason


def test_only_the_second_coder_judges_and_each_side_once() -> None:
    assert may_judge_blind(person=ME, coder=ME, closed=False, given=False)
    assert not may_judge_blind(person=ANOTHER, coder=ME, closed=False, given=False)
    assert not may_judge_blind(person=ME, coder=ME, closed=True, given=False)
    assert not may_judge_blind(person=ME, coder=ME, closed=False, given=True)


def test_a_difference_is_settled_once_by_somebody_else_when_all_is_judged() -> None:
    facts = {"person": ANOTHER, "coder": ME, "finished": True, "differ": True, "settled": False}
    assert may_settle(**facts)  # type: ignore[arg-type]  # as a call would give them
    for name, value in (("person", ME), ("finished", False), ("differ", False), ("settled", True)):
        assert not may_settle(**{**facts, name: value})  # type: ignore[arg-type]
