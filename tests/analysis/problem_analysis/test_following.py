"""What follows what: the one cell chosen beforehand, the newest thousand, and only attacks of one group on another."""

import numpy as np

from tests.analysis.problem_analysis.made import SETTINGS, everything, incidents, only
from vapenvila.analysis.problem_analysis import IncidentTable, problem_analysis
from vapenvila.analysis.problem_analysis.following import (
    MOST_FOLLOWED,
    NEAR,
    SOON,
    attacks_between,
    near_repeats,
    of_shootings,
    retaliation,
)
from vapenvila.analysis.problem_analysis.lacking import Missing, TooFew


def test_the_cell_in_short_counts_the_pairs_one_by_one() -> None:
    table = incidents()
    found = near_repeats(table, permutations=19, seed=1)
    assert table.x is not None
    assert table.y is not None
    assert table.when is not None
    chosen = np.flatnonzero(of_shootings(table)[0])
    pairs = 0
    for i in chosen:
        for j in chosen[chosen > i]:
            near = np.hypot(table.x[i] - table.x[j], table.y[i] - table.y[j]) < NEAR[1]
            soon = abs((table.when[i] - table.when[j]).astype(int)) < SOON[1]
            pairs += bool(near and soon)
    assert found.near.cells[0].observed == pairs
    assert len(found.near.cells) == 1
    assert found.shootings


def test_the_model_is_fitted_to_the_newest_and_says_how_many_are_older() -> None:
    rng = np.random.default_rng(1)
    days = np.datetime64("2015-01-01") + np.sort(rng.integers(0, 4000, MOST_FOLLOWED + 40)).astype(
        "timedelta64[D]"
    )
    found = retaliation(IncidentTable(len(days), when=days), draws=99, level=0.95, seed=1)
    assert (found.followed.n, found.left_out, found.shootings) == (MOST_FOLLOWED, 40, False)
    assert found.followed.window.period[1] == str(days.max())


def test_without_feuds_answers_are_not_looked_for_and_few_attacks_say_so() -> None:
    parts = problem_analysis(only(incidents=incidents()), SETTINGS).parts
    assert isinstance(parts.answers, Missing)
    assert parts.answers.needs == ("feuds",)
    few = problem_analysis(only(incidents=incidents(), feuds=everything().feuds), SETTINGS).parts.answers
    assert isinstance(few, TooFew)
    assert (few.n, few.needed) == (attacks_between(incidents()), 80)


def test_an_attack_within_a_group_or_by_nobody_known_is_no_attack_between_groups() -> None:
    table = IncidentTable(4, struck=("a", "a", None, "b"), attacker=("a", "b", "b", None))
    assert attacks_between(table) == 1


def test_fewer_than_fifty_shootings_are_too_few_to_say_what_follows() -> None:
    part = problem_analysis(only(incidents=incidents(30)), SETTINGS).parts.retaliation
    assert isinstance(part, TooFew)
    assert part.needed == 50
