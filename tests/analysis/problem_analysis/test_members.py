"""Groups and members as ranges, and no share of the population without its denominator."""

from datetime import date

import numpy as np
import pytest

from tests.analysis.problem_analysis.made import SETTINGS, everything, only
from vapenvila.analysis.problem_analysis import GroupTable, PeopleTable, Population, problem_analysis
from vapenvila.analysis.problem_analysis.inputs import ProblemError
from vapenvila.analysis.problem_analysis.members import count_groups, count_listed, share_of_population


def test_members_of_active_groups_are_added_up_as_a_range() -> None:
    groups = everything().groups
    assert groups is not None
    found = count_groups(groups)
    assert found.groups == (3, 4)
    assert (found.dormant, found.dissolved) == (1, 1)
    assert found.members == (
        5 + 8 + 10,
        9 + 12 + 10 + 8,
    )  # the third has one number, the fourth may be active
    assert found.without_size == 0


def test_groups_without_a_number_are_missing_in_the_sum_and_counted() -> None:
    found = count_groups(GroupTable(("a", "b"), low=np.array([3.0, np.nan]), high=np.array([5.0, np.nan])))
    assert (found.members, found.without_size) == ((3, 5), 1)
    assert not found.activity_known
    assert count_groups(GroupTable(("a",))).members is None


def test_a_share_runs_from_the_low_to_the_high_number() -> None:
    found = share_of_population((440, 650), Population(130_000, date(2012, 7, 1)))
    assert (found.low, found.high) == pytest.approx((440 / 130_000, 650 / 130_000))


def test_a_share_of_the_population_needs_its_denominator() -> None:
    with pytest.raises(ProblemError, match="denominator"):
        share_of_population((10, 20), None)
    page = problem_analysis(only(groups=everything().groups), SETTINGS).page("sv")
    missing = next(part for part in page.sections if part.key == "groups").missing
    assert any("nämnare" in line for line in missing)
    assert not [one for one in page.first if "befolkning" in one.name]


@pytest.mark.parametrize(
    ("members", "people", "sentence"),
    [((10, 101), 100, "cannot be of"), ((5, 4), 100, "no range"), ((0, 0), 0, "at least 1")],
)
def test_impossible_numbers_are_refused(members: tuple[int, int], people: int, sentence: str) -> None:
    with pytest.raises(ProblemError, match=sentence):
        share_of_population(members, Population(people, date(2026, 1, 1)))


def test_listed_people_are_a_range_with_the_unknown() -> None:
    people = PeopleTable((1, 2, 3, 4), listed=np.array([1, 1, 0, -1], dtype=np.int8))
    assert count_listed(people) == (2, 3)
    with pytest.raises(ProblemError, match="does not say who is listed"):
        count_listed(PeopleTable((1,)))


@pytest.mark.parametrize(
    "groups",
    [
        {"names": ("a", "a")},
        {"names": ("a",), "activity": ("resting",)},
        {"names": ("a",), "low": np.array([5.0]), "high": np.array([4.0])},
        {"names": ("a",), "low": np.array([-1.0])},
        {"names": ("a",), "low": np.array([1.0, 2.0])},
    ],
)
def test_a_table_of_groups_that_cannot_be_is_refused(groups: dict[str, object]) -> None:
    with pytest.raises(ProblemError):
        GroupTable(**groups)  # type: ignore[arg-type]  # wrong on purpose
