"""The jackknife of matched blocks: equal to a slow one, as wide as the truth asks, and a sentence where it cannot be."""

import numpy as np
import pytest

from tests.analysis.matched_blocks.made_up_blocks import made_up_blocks, slow_weights
from tests.analysis.matched_blocks.test_matched_blocks import seattle
from vapenvila.analysis.matched_blocks import BlockError, BlockPanel, matched_blocks
from vapenvila.analysis.matched_blocks.jackknife import group_of
from vapenvila.analysis.panel_rows import Floats


def slow_logs(panel: BlockPanel, groups: int, seed: int) -> Floats:
    """(G, K) by its definition: drop the blocks of a group, solve the quadratic programme of the rest, compare."""
    _, figures = panel.figures(1)
    dealt = group_of(panel, groups, seed)
    logs = []
    for g in range(groups):
        own, others = panel.treated & (dealt != g), ~panel.treated & (dealt != g)
        weights = slow_weights(figures[others], figures[own].sum(axis=0), int(own.sum()))
        assert weights @ figures[others] == pytest.approx(
            figures[own].sum(axis=0), abs=1e-3
        )  # else no exact ones exist
        logs.append(np.log(panel.after[own].sum(axis=0) / (weights @ panel.after[others])))
    return np.array(logs)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_equals_the_slow_one(seed: int) -> None:
    panel = made_up_blocks(seed, n=160, treated=15, before=2, ratio=0.7)
    result = matched_blocks(panel, draws=0, jackknife=5, seed=seed)
    logs = slow_logs(panel, 5, seed)
    for k, one in enumerate(result.outcomes):
        assert one.jackknife is not None
        error = np.sqrt(4 / 5 * ((logs[:, k] - np.log(one.ratio)) ** 2).sum())
        assert one.jackknife.log_error == pytest.approx(error, rel=1e-4)
        assert np.log(one.jackknife.high / one.ratio) == pytest.approx(2.7764451 * error, rel=1e-4)


def test_every_group_holds_treated_and_other_blocks_alike() -> None:
    panel = made_up_blocks(1, n=100, treated=17)
    dealt = group_of(panel, 5, 1)
    assert sorted(np.bincount(dealt[panel.treated]).tolist()) == [3, 3, 3, 4, 4]
    assert sorted(np.bincount(dealt[~panel.treated]).tolist()) == [16, 16, 17, 17, 17]


def test_its_interval_holds_a_known_ratio_as_often_as_promised() -> None:
    held = np.zeros(2)
    for seed in range(100):
        result = matched_blocks(made_up_blocks(seed, n=200, ratio=0.6), draws=0, jackknife=15)
        held += [one.jackknife.low <= 0.6 <= one.jackknife.high for one in result.outcomes if one.jackknife]
    assert (held / 100 >= 0.88).all()


def test_seattles_jackknife_lies_by_the_linearised_error() -> None:
    result = matched_blocks(seattle(), draws=0, jackknife=13)
    for one in result.outcomes:
        assert one.jackknife is not None
        assert 0.8 < one.jackknife.log_error / one.log_error < 1.6


def test_words_come_in_both_languages_and_few_groups_are_said() -> None:
    result = matched_blocks(made_up_blocks(4), draws=0, jackknife=6)
    assert "Leaving out one of 6 groups of blocks at a time gives" in result.summary()
    assert "Att utelämna en av 6 grupper av kvarter i taget ger" in result.summary("sv")
    assert "The jackknife has only 6 groups" in " ".join(result.warnings())
    assert "jackknife has only" not in " ".join(matched_blocks(made_up_blocks(4), draws=0).warnings())


def test_what_cannot_be_left_out_gets_a_sentence() -> None:
    panel = made_up_blocks(1, treated=12)
    for groups in (1, 13):
        with pytest.raises(BlockError, match=f"{groups} groups cannot be left out in turn: choose 2 to 12"):
            matched_blocks(panel, draws=0, jackknife=groups)
    Y, treated = panel.Y.copy(), np.flatnonzero(panel.treated)
    Y[treated, panel.T0 :, 1] = 0.0
    Y[treated[0], panel.T0, 1] = 1.0
    rare = BlockPanel(Y, panel.X, panel.treated, panel.outcomes, panel.covariates, panel.times, panel.T0)
    with pytest.raises(BlockError, match="Without one of 12 groups of blocks there is no robberies left"):
        matched_blocks(rare, draws=0, jackknife=12)
