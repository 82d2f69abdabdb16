"""Matched blocks: Seattle's published sums, a known ratio, placebo areas, words, and what cannot be used."""

import csv
import gzip
import json
from functools import cache

import numpy as np
import pytest

from tests.analysis.matched_blocks.made_up_blocks import made_up_blocks
from tests.analysis.real_data import real_data
from vapenvila.analysis.matched_blocks import BlockError, BlockPanel, block_panel, matched_blocks
from vapenvila.analysis.matched_blocks.compare import difference, matched, placebo_areas

KINDS = ("i_felony", "i_misdemea", "i_drugs", "any_crime")
KNOWN = ("TotalPop", "BLACK", "HISPANIC", "Males_1521", "HOUSEHOLDS", "FAMILYHOUS", "FEMALE_HOU", "RENTER_HOU",
         "VACANT_HOU")  # fmt: skip


@cache
def seattle() -> BlockPanel:
    with gzip.open(real_data("C_evaluation", "seattle_dmi", "seattledmi.csv.gz"), "rt") as file:
        rows = list(csv.DictReader(file))
    columns = {name: np.array([float(row[name]) for row in rows]) for name in (*KINDS, *KNOWN)}
    return block_panel(
        [row["ID"] for row in rows],
        [int(float(row["time"])) for row in rows],
        {name: columns[name] for name in KINDS},
        [float(row["Intervention"]) == 1.0 for row in rows],
        13,
        covariates={name: columns[name] for name in KNOWN},
    )


@pytest.mark.published("matched-blocks")
def test_seattle_gives_the_published_sums() -> None:
    result = matched_blocks(seattle(), draws=0)
    assert [one.seen for one in result.outcomes] == [46, 45, 20, 788]
    assert [one.expected for one in result.outcomes] == pytest.approx([68.22, 71.80, 23.76, 986.44], abs=0.02)
    assert (result.treated, result.controls, len(result.figures), result.exact) == (39, 9603, 57, True)
    assert max(abs(figure.asked - figure.given) for figure in result.figures) < 0.01


def test_seattles_published_intervals_come_from_taking_the_quarters_of_a_block_for_independent() -> None:
    panel = seattle()
    _, figures = panel.figures(1)
    weights, own = matched(figures, panel.after, panel.treated)
    quarters = [
        difference(panel.Y[panel.treated, t], panel.Y[~panel.treated, t], weights.weights)
        for t in range(panel.T0, 16)
    ]
    seen, expected = (sum(getattr(one, name) for one in quarters) for name in ("seen", "expected"))
    spread = [
        sum(np.diag(getattr(one, name)) for one in quarters) for name in ("spread_seen", "spread_expected")
    ]
    error = np.sqrt(spread[0] / seen**2 + spread[1] / expected**2)
    low, high = ((seen / expected) * np.exp(sign * 1.645 * error) - 1 for sign in (-1, 1))
    assert 100 * low == pytest.approx([-50.3, -52.8, -46.4, -32.9], abs=1.5)
    assert 100 * high == pytest.approx([-8.4, -16.7, 32.1, -4.9], abs=1.5)
    assert (own.log_error > 1.15 * error).all()


def test_seattles_placebo_areas_can_be_met_exactly_too() -> None:
    panel = seattle()
    _, figures = panel.figures(1)
    found = placebo_areas(panel, figures, 6, np.random.default_rng(1))
    assert found.exact == 6
    assert np.isfinite(found.z).all()
    assert (found.joint > 0).all()


def test_the_interval_holds_a_known_ratio_as_often_as_promised() -> None:
    held = np.zeros(2)
    for seed in range(200):
        result = matched_blocks(made_up_blocks(seed, ratio=0.6), draws=0)
        held += [one.low <= 0.6 <= one.high for one in result.outcomes]
    assert (held / 200 >= 0.93).all()


def test_placebo_areas_err_no_more_often_than_promised_and_find_what_is_there() -> None:
    wrong, joint, found = 0, 0, 0
    for seed in range(60):
        nothing = matched_blocks(made_up_blocks(seed, n=200, treated=15, before=4), draws=39, level=0.9)
        wrong += nothing.outcomes[0].chance < 0.1
        joint += (nothing.joint_p or 1.0) < 0.1
        if seed < 15:
            fall = matched_blocks(made_up_blocks(seed, n=200, treated=15, before=4, ratio=0.4), draws=39)
            found += fall.outcomes[0].chance <= 0.05
    assert wrong <= 14
    assert joint <= 14
    assert found >= 12


def test_the_placebo_interval_is_the_share_of_placebo_areas() -> None:
    panel = made_up_blocks(3, n=120, treated=10)
    _, figures = panel.figures(1)
    drawn = placebo_areas(panel, figures, 19, np.random.default_rng(5))
    result = matched_blocks(panel, draws=19, level=0.9, seed=5)
    for k, one in enumerate(result.outcomes):
        reach = np.log(one.high / one.ratio) / one.log_error
        assert np.mean(np.abs(drawn.z[:, k]) <= reach + 1e-9) >= 0.9
        assert np.sum(np.abs(drawn.z[:, k]) < reach - 1e-9) <= 18
        assert one.p == (1 + np.sum(np.abs(drawn.z[:, k]) >= abs(one.z))) / 20
    assert result == matched_blocks(panel, draws=19, level=0.9, seed=5)


def test_an_outcome_that_is_the_sum_of_the_others_adds_no_degree_of_freedom() -> None:
    panel = made_up_blocks(1)
    whole = BlockPanel(np.concatenate([panel.Y, panel.Y.sum(axis=2, keepdims=True)], axis=2), panel.X, panel.treated,
                       (*panel.outcomes, "all"), panel.covariates, panel.times, panel.T0)  # fmt: skip
    two, three = matched_blocks(panel, draws=0), matched_blocks(whole, draws=0)
    assert (two.joint_freedom, three.joint_freedom) == (2, 2)
    assert three.outcomes[2].seen == pytest.approx(two.outcomes[0].seen + two.outcomes[1].seen)
    alone = matched_blocks(
        BlockPanel(panel.Y[:, :, :1], panel.X, panel.treated, ("shots",), ("residents",), panel.times, 6),
        draws=0,
    )
    assert alone.joint_statistic == pytest.approx(alone.outcomes[0].z ** 2)


def test_periods_taken_together_are_met_as_sums_counted_back_from_the_start() -> None:
    panel = made_up_blocks(2, before=5)
    names, figures = panel.figures(2)
    assert names[:4] == ("residents", "shots 1", "shots 2–3", "shots 4–5")
    assert figures[:, 2] == pytest.approx(panel.Y[:, 1:3, 0].sum(axis=1))
    result = matched_blocks(panel, together=2, draws=0)
    assert len(result.figures) == 7
    assert result.exact


def test_where_no_weights_are_exact_it_is_said_with_the_figure_farthest_off() -> None:
    panel = made_up_blocks(2)
    odd = BlockPanel(panel.Y, panel.X + 20.0 * panel.treated[:, None], panel.treated, panel.outcomes, panel.covariates,
                     panel.times, panel.T0)  # fmt: skip
    result = matched_blocks(odd, draws=0)
    assert not result.exact
    assert "no weights make all 13 figures" in result.summary()
    assert "Farthest off is residents" in " ".join(result.warnings())
    assert "Längst ifrån är residents" in " ".join(result.warnings("sv"))


def test_words_json_and_charts_come_in_both_languages() -> None:
    result = matched_blocks(made_up_blocks(4, ratio=0.4), draws=19)
    assert "fewer than chance alone usually gives" in result.summary()
    assert "färre än slumpen ensam brukar ge" in result.summary("sv")
    more = matched_blocks(made_up_blocks(4, ratio=2.0), draws=19).summary()
    assert "more than chance alone usually gives" in more
    details = json.loads(json.dumps(result.to_dict("sv"), allow_nan=False))["details"]
    assert [one["name"] for one in details["outcomes"]] == ["shots", "robberies"]
    assert len(details["paths"]["shots"]) == 10
    assert [row[0] for row in result.chart("sv").rows] == ["shots", "robberies"]
    path = result.path_chart("robberies")
    assert path.rows[0][1] == pytest.approx(path.rows[0][2], abs=1e-3)
    assert len(path.rows) == 10


def test_few_controls_leave_no_placebo_areas_and_that_is_said() -> None:
    result = matched_blocks(made_up_blocks(5, n=50, treated=20, before=2))
    assert result.placebos is None
    assert result.outcomes[0].chance == result.outcomes[0].linear_p
    assert "No placebo areas were drawn" in " ".join(result.warnings())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"outcomes": {}}, "No outcome is named"),
        ({"outcomes": {"shots": [1.0, np.nan, *np.ones(10)]}}, "A in 2 has no value"),
        ({"times": [1, 1, 3, *[1, 2, 3] * 3]}, "A in 1 occurs more than once"),
        ({"times": [1] * 12}, "There is one period"),
        ({"outcomes": {"shots": [1.0, -2.0, *np.ones(10)]}}, "shots of A in 2 is -2; a count cannot be below 0"),
        ({"start": 1}, "leaves 0 of 3 periods before"),
        ({"start": 4}, "leaves 3 of 3 periods before"),
        ({"treated": [True] * 12}, "4 of 4 blocks have the programme"),
        ({"treated": [True] + [False] * 11}, "1 of 4 blocks have the programme"),
        ({"outcomes": {"shots": [1.0, 1.0, 0.0] * 2 + [1.0] * 6}}, "no shots after the start in the blocks with"),
        ({"outcomes": {"shots": [1.0] * 6 + [1.0, 1.0, 0.0] * 2}}, "no shots after the start in the blocks without"),
    ],
)  # fmt: skip
def test_blocks_that_cannot_be_used_get_a_sentence(change: dict[str, object], sentence: str) -> None:
    given: dict[str, object] = {
        "blocks": list("AAABBBCCCDDD"),
        "times": [1, 2, 3] * 4,
        "outcomes": {"shots": np.arange(12.0)},
        "treated": [True] * 6 + [False] * 6,
        "start": 3,
    }
    given.update(change)
    with pytest.raises(BlockError, match=sentence):
        block_panel(**given)  # type: ignore[arg-type]  # wrong on purpose


def test_settings_that_cannot_be_used_get_a_sentence() -> None:
    panel = made_up_blocks(1)
    with pytest.raises(BlockError, match="7 periods cannot be taken together"):
        matched_blocks(panel, together=7)
    with pytest.raises(BlockError, match="number of placebo areas is -1"):
        matched_blocks(panel, draws=-1)
    Y = np.array([[5, 1], [5, 1], [5, 0], [5, 0], [0, 1], [0, 1]], dtype=float)[:, :, None]
    treated = np.array([True, True, False, False, False, False])
    quiet = BlockPanel(Y, np.zeros((6, 0)), treated, ("shots",), (), np.arange(2), 1)
    with pytest.raises(BlockError, match="that are like the treated area have no shots"):
        matched_blocks(quiet, draws=0)
