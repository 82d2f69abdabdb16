"""Synthetic control: the optimum proved, Proposition 99 and the Basque Country, and panels that cannot be used."""

import json
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from tests.analysis.real_data import real_data, rows_of
from vapenvila.analysis.synthetic_control import (
    Panel,
    PanelError,
    Predictors,
    panel_of,
    synthetic_control,
    synthetic_did,
)
from vapenvila.analysis.synthetic_control.gaps import Variant
from vapenvila.analysis.synthetic_control.weights import (
    Floats,
    all_weights,
    optimality_gap,
    simplex_weights,
)


@cache
def california() -> Panel:
    rows = rows_of(real_data("C_evaluation", "california_prop99", "california_prop99.csv"), ";")
    return panel_of(
        [row["State"] for row in rows],
        [int(row["Year"]) for row in rows],
        [float(row["PacksPerCapita"]) for row in rows],
        treated=["California"],
        start=1989,
    )


def made_up(effect: float, units: int = 24, treated: int = 1, seed: int = 1, periods: int = 40) -> Panel:
    """Units with two common factors and noise; the last `treated` change by `effect` in the last quarter."""
    rng = np.random.default_rng(seed)
    factors = np.cumsum(rng.normal(0, 0.4, (2, periods)), axis=1)
    Y = 10 + rng.dirichlet([1, 1, 1], units)[:, :2] @ factors * 3 + rng.normal(0, 0.3, (units, periods))
    Y[-treated:, periods * 3 // 4 :] += effect
    names = [f"Town {u:02d}" for u in range(units)]
    return panel_of(
        np.repeat(names, periods).tolist(),
        np.tile(np.arange(periods), units),
        Y.ravel(),
        treated=names[-treated:],
        start=periods * 3 // 4,
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 14), st.integers(1, 20), st.integers(0, 10_000), st.sampled_from([0.0, 0.01, 1.0]))
def test_the_weights_stand_at_the_optimum(n: int, m: int, seed: int, ridge: float) -> None:
    D = np.random.default_rng(seed).normal(0.3, 1, (n, m))
    w = simplex_weights(D, ridge)
    assert w.min() >= 0
    assert w.sum() == pytest.approx(1)
    assert optimality_gap(D, w, ridge) <= 1e-8 * float((D**2).sum())


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 7), st.integers(2, 9), st.integers(0, 10_000))
def test_a_slow_general_search_finds_nothing_better(n: int, m: int, seed: int) -> None:
    D = np.random.default_rng(seed).normal(0.3, 1, (n, m))
    slow = optimize.minimize(
        lambda w: float(((w @ D) ** 2).sum()),
        np.full(n, 1 / n),
        jac=lambda w: 2 * D @ (D.T @ w),
        method="SLSQP",
        bounds=[(0, 1)] * n,
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1, "jac": lambda w: np.ones(n)},
        options={"maxiter": 500, "ftol": 1e-13},
    )
    w = simplex_weights(D)
    assert float(((w @ D) ** 2).sum()) <= slow.fun + 1e-9


@settings(max_examples=20, deadline=None)
@given(st.integers(3, 9), st.integers(2, 9), st.integers(0, 10_000))
def test_all_units_at_once_equal_each_by_itself(n: int, m: int, seed: int) -> None:
    P = np.random.default_rng(seed).normal(0, 1, (n, m))
    W = all_weights(P)
    for u in range(n):
        others = np.delete(P, u, 0)
        alone = simplex_weights(others - P[u])
        assert np.delete(W[u], u) @ others == pytest.approx(alone @ others, abs=1e-6)
        assert W[u, u] == 0


def test_twins_and_units_all_alike_are_weighed_without_fault() -> None:
    same = np.ones((5, 8))
    assert simplex_weights(same).sum() == pytest.approx(1)
    twins = np.random.default_rng(1).normal(0, 1, (3, 6)).repeat(2, axis=0)
    w = simplex_weights(twins)
    assert optimality_gap(twins, w) <= 1e-9
    assert all_weights(same).sum(axis=1) == pytest.approx(np.ones(5))


@pytest.mark.published("synthetic-control")
def test_proposition_99_is_reproduced() -> None:
    """Arkhangelsky et al. (2021), table 1: difference-in-differences −27.3, synthetic control −19.6, both −15.6 (8.4)."""
    did = synthetic_did(california())
    assert did.plain_did == pytest.approx(-27.35, abs=0.01)
    assert did.effect == pytest.approx(-15.6, abs=0.1)
    assert did.error == pytest.approx(9, abs=1)
    control = synthetic_control(california())
    assert control.effect == pytest.approx(-19.6, abs=0.3)
    heavy = {
        name for name, weight in zip(california().controls, control.weights, strict=True) if weight > 0.05
    }
    assert heavy == {"Utah", "Montana", "Nevada", "Connecticut"}


def basque() -> tuple[Panel, Predictors]:
    rows = [
        row
        for row in rows_of(real_data("C_evaluation", "basque_country", "basque.csv"))
        if row["regionname"] != "Spain (Espana)"
    ]
    panel = panel_of(
        [row["regionname"] for row in rows],
        [int(row["year"]) for row in rows],
        [float(row["gdpcap"]) for row in rows],
        treated=["Basque Country (Pais Vasco)"],
        start=1970,
    )

    def mean(column: str, first: int, last: int) -> Floats:
        return np.array(
            [
                np.mean(
                    [
                        float(r[column])
                        for r in rows
                        if r["regionname"] == unit and first <= int(r["year"]) <= last and r[column]
                    ]
                )
                for unit in panel.units
            ]
        )

    schools = np.column_stack([mean(f"school.{kind}", 1964, 1969) for kind in ("illit", "prim", "med")])
    higher = mean("school.high", 1964, 1969) + mean("school.post.high", 1964, 1969)
    schools = np.column_stack([schools, higher])
    sectors = ("agriculture", "energy", "industry", "construction", "services.venta", "services.nonventa")
    values = np.column_stack(
        [
            schools / schools.sum(axis=1, keepdims=True),
            mean("invest", 1964, 1969),
            mean("gdpcap", 1960, 1969),
            *(mean(f"sec.{sector}", 1961, 1969) for sector in sectors),
            mean("popdens", 1969, 1969),
        ]
    )
    names = ("illit", "prim", "med", "high", "invest", "gdpcap", *sectors, "popdens")
    return panel, Predictors(names, values)


def test_the_basque_country_is_reproduced() -> None:
    """Abadie and Gardeazabal (2003): Catalonia 0.851, Madrid 0.149, on their predictors, schooling as shares."""
    panel, predictors = basque()
    result = synthetic_control(panel, predictors=predictors, fitted_from=5)
    weights = dict(zip(panel.controls, result.weights, strict=True))
    assert weights["Cataluna"] == pytest.approx(0.851, abs=0.02)
    assert weights["Madrid (Comunidad De)"] == pytest.approx(0.149, abs=0.02)
    assert result.limits is None  # sixteen placebos cannot refuse anything at 95 %
    assert any("0.059" in sentence for sentence in result.warnings())


@pytest.mark.parametrize("variant", ["classic", "demeaned", "ridge"])
def test_a_known_effect_is_found(variant: Variant) -> None:
    result = synthetic_control(made_up(-3.0), variant=variant)
    assert result.effect == pytest.approx(-3.0, abs=0.5)
    assert result.limits is not None
    assert result.limits[0] < -3.0 < result.limits[1] < 0
    assert result.placebo_p <= 0.05


def test_where_nothing_happened_the_placebo_p_is_spread_out() -> None:
    p = [synthetic_control(made_up(0.0, units=20, seed=seed)).placebo_p for seed in range(40)]
    assert np.mean(np.array(p) <= 0.1) <= 0.25
    assert np.mean(p) == pytest.approx(0.5, abs=0.15)


def test_several_treated_units_are_weighed_together() -> None:
    panel = made_up(-3.0, units=20, treated=3)
    control, did = synthetic_control(panel), synthetic_did(panel, draws=60)
    assert control.effect == pytest.approx(-3.0, abs=0.4)
    assert did.effect == pytest.approx(-3.0, abs=0.4)
    assert control.to_dict()["seed"] == 1
    assert json.dumps(synthetic_did(panel, draws=60).to_dict()) == json.dumps(did.to_dict())
    assert len(control.placebos) == 199


def test_the_difference_in_differences_is_the_weighted_one_by_definition() -> None:
    panel = made_up(-2.0, units=9)
    did = synthetic_did(panel)
    u = np.append(-did.unit_weights, 1.0)
    v = np.append(-did.time_weights, np.full(10, 0.1))
    assert did.effect == pytest.approx(float(u @ panel.Y @ v))
    assert did.gap[panel.T0 :].mean() == pytest.approx(did.effect)


def test_placebos_are_worth_fewer_where_there_are_more_periods_than_controls() -> None:
    """Panels of noise, 20 controls, 48 periods before: with 19 degrees of freedom 87 of 100 intervals hold the truth, 0."""
    held, many = 0, 150
    for seed in range(many):
        Y = np.random.default_rng([3, seed]).normal(size=(21, 72))
        found = synthetic_did(Panel(Y, tuple(f"T{u}" for u in range(21)), np.arange(72), 20, 48))
        assert found.low is not None
        assert found.high is not None
        held += found.low <= 0.0 <= found.high
    assert 0.90 <= held / many <= 0.99


def test_a_constant_added_to_everyone_changes_nothing() -> None:
    panel = made_up(-2.0)
    moved = Panel(panel.Y + 100.0, panel.units, panel.times, panel.N0, panel.T0)
    assert synthetic_control(moved).effect == pytest.approx(synthetic_control(panel).effect, abs=1e-6)
    assert synthetic_did(moved).effect == pytest.approx(synthetic_did(panel).effect, abs=1e-6)


def test_words_and_charts_come_in_both_languages() -> None:
    panel = made_up(-3.0)
    for result in (synthetic_control(panel), synthetic_did(panel)):
        assert "Town 23" in result.summary()
        assert "utan insatsen" in result.summary("sv")
        assert len(result.chart("sv").rows) == 40
        json.dumps(result.to_dict("sv"), allow_nan=False)


def test_too_few_controls_for_an_error_are_said() -> None:
    did = synthetic_did(made_up(-3.0, units=4, treated=2))
    assert did.error is None
    assert "how sure that is cannot be said" in did.summary()
    assert did.to_dict()["interval"] is None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"outcomes": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, float("nan"), 9.0]}, "C in 2 has no value"),
        ({"units": list("AAABBBCCA")}, "A in 3 occurs more than once"),
        ({"treated": ["Z"]}, "no unit 'Z'"),
        ({"treated": []}, "No unit is treated"),
        ({"treated": ["A", "B"]}, "1 units without the programme"),
        ({"start": 1}, "leaves 0 of 3 periods"),
        ({"start": 9}, "leaves 3 of 3 periods"),
    ],
)
def test_panels_that_cannot_be_used_get_a_sentence(change: dict[str, object], sentence: str) -> None:
    given: dict[str, object] = {
        "units": list("AAABBBCCC"),
        "times": [1, 2, 3] * 3,
        "outcomes": [float(x) for x in range(9)],
        "treated": ["A"],
        "start": 3,
    }
    given.update(change)
    with pytest.raises(PanelError, match=sentence):
        panel_of(given.pop("units"), given.pop("times"), given.pop("outcomes"), **given)  # type: ignore[arg-type]


def test_a_predictor_that_never_varies_is_refused() -> None:
    panel = made_up(0.0)
    with pytest.raises(PanelError, match="predictor flat is the same"):
        synthetic_control(panel, predictors=Predictors(("flat",), np.ones((24, 1))))
