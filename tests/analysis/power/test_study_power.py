"""What is said of a study: numbers that hang together, whole sentences in both languages, a chart, and every mistake."""

import json

import numpy as np
import pytest
from altair.vegalite.v6.schema.core import Root
from jsonschema import Draft7Validator
from scipy import stats

from vapenvila.analysis.power import PowerError, Study, StudyPower, study_power
from vapenvila.analysis.power.before_after import before_after_power
from vapenvila.analysis.power.designs import BeforeAfter, Difference
from vapenvila.analysis.power.searches import months_needed, smallest_fall
from vapenvila.analysis.power.sentences import duration


@pytest.fixture(scope="module")
def four_a_month() -> StudyPower:
    return study_power(Study(4, 60, 24))


def test_the_smallest_fall_is_told_just_often_enough(four_a_month: StudyPower) -> None:
    study, smallest = four_a_month.study, four_a_month.smallest
    assert smallest.value is not None
    assert smallest.at_low is not None
    assert smallest.at_high is not None
    assert smallest.at_low < smallest.value < smallest.at_high < 1
    assert BeforeAfter().at(study, smallest.value, 24) == pytest.approx(0.8, abs=0.003)


def test_so_many_months_are_enough_from_there_on_and_one_fewer_is_not(four_a_month: StudyPower) -> None:
    study, needed = four_a_month.study, four_a_month.months.value
    assert needed is not None
    power = before_after_power(study, 0.75, np.arange(1, 241))
    assert (power[int(needed) - 1 :] >= 0.8).all()
    assert power[int(needed) - 2] < 0.8
    assert four_a_month.months.at_high is not None
    assert four_a_month.months.at_high < needed


def test_it_says_what_a_steering_group_asks(four_a_month: StudyPower) -> None:
    assert four_a_month.summary() == (
        "With 4 events a month, 60 months before and 24 after, a fall of 32 % would be told from chance in 80 cases of 100 "
        "(30 to 34 %, since the rate before is known no better). A fall of 25 % would be told in 57 cases of 100 (51 to 63). "
        "To tell it in 80 of 100 takes 4.5 years after the start (3.5 years to 6 years)."
    )
    assert "tar 4,5 år efter starten (3,5 år till 6 år)" in four_a_month.summary("sv")
    assert any("Without a comparison" in said for said in four_a_month.warnings())


def test_json_holds_every_number_and_the_curves(four_a_month: StudyPower) -> None:
    values = json.loads(json.dumps(four_a_month.to_dict(), allow_nan=False))
    details = values["details"]
    assert (values["method"], values["n"], values["seed"]) == ("power", 240, None)
    assert values["interval"] == [four_a_month.smallest.at_low, four_a_month.smallest.at_high]
    assert details["power_interval"][0] < details["power"] < details["power_interval"][1]
    assert details["e_test"]["power"] > details["power"]
    asked = [row for row in details["curves"] if (row["ratio"], row["months"]) == (0.75, 24)]
    assert [row["power"] for row in asked] == [pytest.approx(details["power"])]


def test_where_too_little_happens_nothing_is_told() -> None:
    rare = study_power(Study(0.3, 12, 6))
    assert "no fall, however large" in rare.summary()
    assert "hur stor den än är" in rare.summary("sv")
    assert rare.to_dict()["estimate"] is None
    assert rare.to_dict()["interval"] is None
    assert any("Waiting longer cannot help" in said for said in rare.warnings())


def test_where_only_the_best_case_is_told_that_is_said() -> None:
    doubtful = study_power(Study(0.8, 12, 24, effect=0.1, most_months=60))
    assert "in 80 cases of 100 (" in doubtful.summary()
    assert "not even an end to all" in doubtful.summary()


def test_months_that_are_too_many_are_said_to_be() -> None:
    assert "not reachable within 20 years." in study_power(Study(4, 24, 24)).summary()
    hardly = study_power(Study(4.6, 24, 24))
    assert "were the rate before as high as it may be" in hardly.summary()
    perhaps = study_power(Study(5.6, 24, 24))
    assert "and perhaps more than 20 years" in perhaps.summary()
    assert perhaps.months.value is not None
    assert perhaps.months.at_low is None


def test_cities_together_are_told_as_one_and_as_differing() -> None:
    joined = study_power(Study(4, 24, 24), cities=[4.0] * 6, histories=1000)
    assert joined.together is not None
    assert joined.together.one_months is not None
    assert joined.together.pooled.months is not None
    assert joined.together.one_months <= joined.together.pooled.months
    assert "6 cities together, whose effects may differ, would need" in joined.summary()
    assert "Vore effekten densamma i alla 6" in joined.summary("sv")
    values = joined.to_dict()
    assert values["seed"] == 1
    differing = study_power(Study(4, 24, 24), cities=[4.0, 2.0], between=0.3, histories=300)
    assert "2 cities together, whose effects may differ, would not reach 80 of 100" in differing.summary()
    assert any("From 2 cities one hardly knows" in said for said in differing.warnings())


def test_cities_as_one_are_the_exact_study_of_their_sum() -> None:
    joined = study_power(Study(4, 24, 24, overdispersion=0.2), cities=[4.0, 4.0, 4.0], histories=200)
    assert joined.together is not None
    whole = BeforeAfter().at(Study(12, 24, 24, overdispersion=0.2 / 3), 0.75, 24)
    assert joined.together.one_power == pytest.approx(whole)


def test_a_comparison_that_does_not_know_of_the_spread_is_warned_of() -> None:
    known = {"comparison_per_month": 10.0, "effect": 0.5, "most_months": 24}
    tight = study_power(Study(8, 24, 12, **known), "wdd", histories=2000)  # type: ignore[arg-type]  # numbers by name
    loose = study_power(Study(8, 24, 12, overdispersion=0.4, **known), "wdd", histories=2000)  # type: ignore[arg-type]
    assert (tight.histories, tight.chance_limits) == (2000, None)
    assert (tight.power.value or 0) > (loose.power.value or 1)
    line = next(line for line in tight.lines if line.ratio == 0.5)
    assert float(line.power[line.months == 12][0]) == pytest.approx(tight.power.value, abs=0.04)
    assert tight.false_alarm < 0.03 < 0.1 < loose.false_alarm
    assert not any("do not count on its power" in said for said in tight.warnings())
    assert any("do not count on its power" in said for said in loose.warnings())


def test_a_sum_too_long_is_told_by_histories_instead() -> None:
    small, large = (Study(rate, 12, 12, comparison_per_month=rate, most_months=12) for rate in (4.0, 900.0))
    compared = Difference(2000, seed=1)
    assert compared.chance_limits(small, 0.5) is None
    assert compared.chance_limits(large, 0.5) == pytest.approx((0.478, 0.522), abs=0.002)
    assert compared.at(large, 0.97, 12) == pytest.approx(
        stats.norm.cdf(0.03 * 900 * 12 / (900 * 12 * 3.97) ** 0.5 - 1.96), abs=0.04
    )


def test_a_series_has_limits_of_chance_and_its_smallest_fall_is_found_from_above() -> None:
    study = Study(8, 24, 24, most_months=48)
    series = study_power(study, "its", trend=False, histories=200)
    assert series.chance_limits is not None
    assert series.chance_limits[0] < (series.power.value or 0) < series.chance_limits[1]
    assert 0.4 < (series.smallest.value or 0) < 0.8
    assert any("no season" in said for said in series.warnings())
    assert study_power(study, "its", trend=False, histories=200).to_dict() == series.to_dict()


def test_the_last_fall_below_the_power_counts() -> None:
    class UpAndDown(BeforeAfter):
        __slots__ = ()

        def over(self, study: Study, ratio: float, months: np.ndarray) -> np.ndarray:
            return np.select([months == 3, months >= 7], [0.9, 0.9], 0.1)

    assert months_needed(UpAndDown(), Study(4, 24, 5, most_months=10)) == 7
    assert smallest_fall(BeforeAfter(), Study(0.3, 12, 6)) is None


def test_the_chart_is_a_line_and_a_band_for_each_fall(four_a_month: StudyPower) -> None:
    chart = four_a_month.chart()
    spec = {key: value for key, value in chart.spec.items() if key != "background"}
    assert list(Draft7Validator(Root._rootschema).iter_errors(spec)) == []
    assert chart.columns == (
        "True fall",
        "Months after the start",
        "Chance that it is told",
        "At the lowest rate",
        "At the highest rate",
    )
    assert {row[0] for row in chart.rows} == {"−20 %", "−25 %", "−35 %", "−50 %"}
    assert all(
        float(low or 0) <= float(power or 0) <= float(high or 0) for _, _, power, low, high in chart.rows
    )
    assert "4 händelser i månaden över 60 månader före" in four_a_month.chart("sv").caption


def test_durations_are_said_in_months_then_in_years() -> None:
    assert duration(36, "en") == "36 months"
    assert duration(55, "sv") == "4,5 år"
    assert duration(240, "en") == "20 years"


@pytest.mark.parametrize(
    ("design", "more", "said"),
    [
        ("wdd", {}, "A difference of changes needs a comparison: give its number a month."),
        ("guess", {}, "The design is 'guess'; choose one of before-after, wdd, its."),
        ("its", {"cities": [4.0, 4.0]}, "Cities are put together by before and after; leave the design out."),
        ("its", {"histories": 0}, "There are 0 histories; give at least 1."),
        (
            "its",
            {"before": 6},
            "The months before are 6; an interrupted series needs at least 12.",
        ),
        (
            "before-after",
            {"comparison": 3.0},
            "Before and after alone has no comparison; choose the design wdd or its.",
        ),
    ],
)
def test_a_study_that_does_not_fit_its_design_is_said(
    design: str, more: dict[str, object], said: str
) -> None:
    study = Study(4, int(more.pop("before", 24)), 24, comparison_per_month=more.pop("comparison", None))  # type: ignore[call-overload, arg-type]  # given here
    with pytest.raises(PowerError) as refused:
        study_power(study, design, **more)  # type: ignore[arg-type]  # wrong on purpose
    assert str(refused.value) == said
