"""Agreement as published: Cohen 1960 and 1968, Fleiss 1971, Krippendorff 2011, and the standard errors of a SAS manual."""

import numpy as np
import pytest

from tests.analysis.coder_agreement.made_up import from_columns, from_table
from vapenvila.analysis.coder_agreement import Agreement, Codings, Coefficient, coder_agreement, codings
from vapenvila.analysis.coder_agreement.chance_corrected import Weights, kappa, kappa_influence
from vapenvila.analysis.coder_agreement.pair_tables import pairs_of_two

COHEN = [
    [88, 10, 2],
    [14, 40, 6],
    [18, 10, 12],
]  # 200 patients, two psychiatrists: the table of 1960 and 1968
SAS = [[0, 4, 1], [0, 8, 0], [0, 1, 5]]
KRIPPENDORFF = (
    "1 2 3 3 2 1 4 1 2 * * *",
    "1 2 3 3 2 2 4 1 2 5 * 3",
    "* 3 3 3 2 3 4 2 2 5 1 *",
    "1 2 3 3 2 4 4 1 2 5 1 *",
)
# Thirty patients by six psychiatrists each: how many gave depression, personality disorder, schizophrenia, neurosis, other.
FLEISS = """
4 4 4 4 4 4|2 2 2 5 5 5|2 3 3 3 3 5|5 5 5 5 5 5|2 2 2 4 4 4|1 1 3 3 3 3|3 3 3 3 5 5|1 1 3 3 3 4|1 1 4 4 4 4|5 5 5 5 5 5
1 4 4 4 4 4|1 2 4 4 4 4|2 2 2 3 3 3|1 4 4 4 4 4|2 2 4 4 4 5|3 3 3 3 3 5|1 1 1 4 5 5|1 1 1 1 1 2|2 2 4 4 4 4|1 3 3 5 5 5
5 5 5 5 5 5|2 4 4 4 4 4|2 2 4 5 5 5|1 1 4 4 4 4|1 4 4 4 4 5|2 2 2 2 2 4|1 1 1 1 5 5|2 2 4 4 4 4|1 3 3 3 3 3|5 5 5 5 5 5
"""


def agreement(judged: Codings, weights: Weights = "none") -> Agreement:
    return coder_agreement(judged, weights=weights, rng=np.random.default_rng(1), resamples=200)


def kappa_of(judged: Codings, weights: Weights = "none") -> Coefficient:
    found = agreement(judged, weights).kappa
    assert found is not None
    return found


@pytest.mark.published("coder-agreement")
def test_cohens_two_psychiatrists_have_kappa_0_49() -> None:
    found = agreement(from_table(COHEN))
    assert found.same.value == pytest.approx(0.70)
    assert kappa_of(from_table(COHEN)).value == pytest.approx(0.492, abs=0.0005)


def test_cohens_own_weights_give_0_348() -> None:
    own = np.array([[0, 1, 3], [1, 0, 6], [3, 6, 0]]) / 6
    assert float(kappa(pairs_of_two(from_table(COHEN)).sum(axis=0), own)) == pytest.approx(0.348, abs=0.0005)


@pytest.mark.parametrize(
    ("weights", "value", "error"), [("none", 0.4842, 0.1380), ("linear", 0.4701, 0.1457)]
)
def test_the_standard_error_is_that_of_fleiss_cohen_and_everitt(
    weights: Weights, value: float, error: float
) -> None:
    found = kappa_of(from_table(SAS, order=[0, 1, 2]), weights)
    assert found.value == pytest.approx(value, abs=0.00005)
    assert found.error is not None
    n = 19  # ours is over n − 1 cases, theirs over n
    assert found.error * np.sqrt((n - 1) / n) == pytest.approx(error, abs=0.00005)


def fleiss_cohen_everitt(table: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> float:
    """Their formula for unweighted kappa, written out (1969, equation 13), divided by n."""
    n = table.sum()
    p = table / n
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    seen, chance = np.trace(p), float(rows @ columns)
    total = 0.0
    for i in range(len(p)):
        total += p[i, i] * ((1 - chance) - (rows[i] + columns[i]) * (1 - seen)) ** 2
        for j in range(len(p)):
            if i != j:
                total += (1 - seen) ** 2 * p[i, j] * (columns[i] + rows[j]) ** 2
    return float((total - (seen * chance - 2 * chance + seen) ** 2) / (n * (1 - chance) ** 4))


@pytest.mark.parametrize("table", [COHEN, SAS, [[30, 5], [2, 40]], [[3, 9], [8, 2]]])
def test_the_variance_is_their_formula_written_out(table: list[list[int]]) -> None:
    pairs = pairs_of_two(from_table(table))
    v = 1.0 - np.eye(len(table))
    ours = float((kappa_influence(pairs, v) ** 2).sum())
    assert ours == pytest.approx(fleiss_cohen_everitt(np.array(table, dtype=np.float64)), rel=1e-9)


def test_krippendorffs_four_observers_nominal_and_ordinal() -> None:
    nominal = agreement(from_columns(*KRIPPENDORFF))
    assert nominal.alpha.value == pytest.approx(0.743, abs=0.0005)
    assert nominal.units == 11
    assert nominal.alone == 1  # the twelfth, which only the second observer judged
    ordinal = agreement(from_columns(*KRIPPENDORFF, order=list("12345")))
    assert ordinal.alpha.value == pytest.approx(0.815, abs=0.0005)


def test_krippendorffs_coincidences_are_those_he_prints() -> None:
    found = agreement(from_columns(*KRIPPENDORFF))
    printed = [
        [7, 4 / 3, 1 / 3, 1 / 3, 0],
        [4 / 3, 10, 4 / 3, 1 / 3, 0],
        [1 / 3, 4 / 3, 8, 1 / 3, 0],
        [1 / 3, 1 / 3, 1 / 3, 4, 0],
        [0, 0, 0, 0, 3],
    ]
    assert found.table == pytest.approx(np.array(printed))


def test_krippendorffs_two_observers_of_yes_and_no() -> None:
    found = agreement(from_columns("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"))
    assert found.alpha.value == pytest.approx(0.095, abs=0.0005)


def test_krippendorffs_two_observers_of_five_names() -> None:
    found = agreement(from_columns("a a b b d c c c e d d a", "b a b b b c c c e d d d"))
    assert found.alpha.value == pytest.approx(0.692, abs=0.0005)


def patients_of_fleiss() -> Codings:
    units, coders, values = [], [], []
    for patient, given in enumerate(FLEISS.replace("\n", "|").strip("|").split("|")):
        for rater, diagnosis in enumerate(given.split()):
            units.append(patient)
            coders.append(rater)
            values.append(diagnosis)
    return codings(units, coders, values)


def test_fleiss_six_raters_have_his_kappa_0_430() -> None:
    found = agreement(patients_of_fleiss())
    n = 30 * 6
    assert found.alpha.value is not None
    # Alpha is his kappa with one correction for the size of the sample: 1 − alpha = (1 − kappa)(1 − 1/n).
    assert 1 - (1 - found.alpha.value) * n / (n - 1) == pytest.approx(0.4302445, abs=1e-7)
    assert found.kappa is None
    assert found.main is found.alpha


def test_fleiss_kappa_of_each_diagnosis_is_his() -> None:
    printed = {"1": 0.245, "2": 0.245, "3": 0.520, "4": 0.471, "5": 0.566}
    for category in agreement(patients_of_fleiss()).by_category:
        assert category.coefficient.value is not None
        n = 30 * 6
        own = 1 - (1 - category.coefficient.value) * n / (n - 1)
        assert own == pytest.approx(printed[str(category.category)], abs=0.0006)
