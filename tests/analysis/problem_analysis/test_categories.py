"""Who is hurt and who is listed: limits that hold, small numbers hidden, and nothing but sex, age and area."""

from collections import Counter

import numpy as np
import pytest

from tests.analysis.problem_analysis.made import SETTINGS, everything, people, persons
from vapenvila.analysis.problem_analysis import PeopleTable, PersonTable, problem_analysis
from vapenvila.analysis.problem_analysis.categories import (
    disparity,
    disparity_of_counts,
    profile,
    profile_of_counts,
)
from vapenvila.analysis.problem_analysis.inputs import CATEGORIES, ProblemError

NAMES = ("a", "b", "c")


def test_the_limits_of_a_ratio_hold_it_also_when_the_same_people_are_in_both() -> None:
    """Half of the listed are also in incidents; the true ratio of the first category is 0.5 over 0.25."""
    rng, held = np.random.default_rng(1), 0
    listed_share, involved_share = np.array([0.5, 0.3, 0.2]), np.array([0.25, 0.35, 0.4])
    for _ in range(300):
        shared = rng.choice(3, 60, p=listed_share)
        listed = np.concatenate([shared, rng.choice(3, 60, p=listed_share)])
        involved = rng.choice(3, 200, p=involved_share)
        involved[: len(shared) // 4] = shared[: len(shared) // 4]
        true = listed_share[0] / (involved_share[0] * 185 / 200 + listed_share[0] * 15 / 200)
        counts = [Counter(NAMES[at] for at in group.tolist()) for group in (listed, involved)]
        found = disparity_of_counts("area", (counts[0], 0), (counts[1], 0), smallest=1, level=0.95)
        limits = found.rows[0].limits
        assert limits is not None
        assert limits[1] is not None
        held += limits[0] <= true <= limits[1]
    assert held >= 0.95 * 300


def test_a_ratio_is_the_one_share_over_the_other() -> None:
    found = disparity_of_counts(
        "sex", (Counter(male=90, female=10), 3), (Counter(male=150, female=50), 4), smallest=1, level=0.95
    )
    female, male = found.rows
    assert male.ratio == pytest.approx((90 / 100) / (150 / 200))
    assert female.ratio == pytest.approx((10 / 100) / (50 / 200))
    assert (found.listed, found.involved, found.unknown) == (100, 200, (3, 4))
    assert found.apart() == ()  # a hundred people are too few to tell
    more = disparity_of_counts(
        "sex", (Counter(male=900, female=100), 0), (Counter(male=1500, female=500), 0), smallest=1, level=0.95
    )
    assert {row.name for row in more.apart()} == {"female", "male"}


def test_a_category_that_nobody_in_incidents_has_has_no_ratio_and_no_upper_limit() -> None:
    found = disparity_of_counts("area", (Counter(a=20, b=9), 0), (Counter(a=30), 0), smallest=1, level=0.95)
    other = next(row for row in found.rows if row.name == "b")
    assert other.ratio is None
    assert other.limits is not None
    assert other.limits[1] is None


def test_too_few_people_are_hidden_with_what_would_tell_them() -> None:
    found = profile_of_counts("age_band", Counter(a=40, b=3, c=30, d=12), 0, smallest=5, level=0.95)
    hidden = [one.name for one in found.slices if one.count is None]
    assert "b" in hidden
    assert len(hidden) >= 2
    with pytest.raises(ProblemError, match="too few people"):
        profile_of_counts("age_band", Counter(a=2, b=1), 0, smallest=5, level=0.95)


def test_a_victim_in_three_incidents_is_one_person_and_a_row_without_a_name_is_one() -> None:
    rows = PersonTable(
        incident=(1, 2, 3, 4),
        victim=np.array([True] * 4),
        suspect=np.array([False] * 4),
        witness=np.array([False] * 4),
        person=("p", "p", "p", None),
        sex=(None, "male", None, "female"),
    )
    found = profile(rows, None, "sex", smallest=1, level=0.95)
    assert [(one.name, one.count) for one in found.slices] == [("female", 1), ("male", 1)]


def test_what_is_known_of_a_person_may_stand_in_the_table_of_people() -> None:
    found = profile(persons(), people(), "sex", smallest=5, level=0.95)
    assert found.n + found.unknown <= 200
    assert found.unknown == 0
    compared = disparity(persons(), people(), "age_band", smallest=5, level=0.95)
    listed = people().listed
    assert listed is not None
    assert compared.listed == int((listed == 1).sum())


@pytest.mark.acceptance("S9")
@pytest.mark.parametrize("by", ["birthplace", "ethnicity", "religion", "group", "ids", "health"])
def test_nothing_but_sex_age_and_area_is_compared(by: str) -> None:
    assert by not in CATEGORIES
    with pytest.raises(ProblemError, match="never used"):
        profile_of_counts(by, Counter(a=40), 0, smallest=5, level=0.95)
    with pytest.raises(ProblemError, match="never used"):
        disparity(persons(), people(), by, smallest=5, level=0.95)


@pytest.mark.acceptance("S9")
def test_the_tables_have_no_place_for_anything_else() -> None:
    names = {name for table in (PersonTable, PeopleTable) for name in table.__dataclass_fields__}
    roles = {"incident", "victim", "suspect", "witness", "person", "supervised", "ids", "listed", "group"}
    assert names - roles == set(CATEGORIES)


def test_hidden_categories_are_counted_on_the_page_and_not_shown() -> None:
    rare = Counter(a=3)
    page = problem_analysis(everything(), SETTINGS).page()
    assert rare
    part = next(one for one in page.sections if one.key == "disparity")
    assert all("hidden" not in figure.name for figure in part.figures)
    assert part.drawings
