"""The whole analysis: every part or why not, the same by the same seed, in two languages, and no person in any of it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from altair.vegalite.v6.schema.core import Root
from jsonschema import Draft7Validator

from tests.analysis.charts.fields import fields_without_numbers
from tests.analysis.problem_analysis.made import SETTINGS, everything, incidents, only, people, persons
from vapenvila.analysis.problem_analysis import (
    IncidentTable,
    Link,
    PersonTable,
    ProblemAnalysis,
    ProblemData,
    ProblemError,
    Settings,
    TieTable,
    problem_analysis,
)
from vapenvila.analysis.problem_analysis.as_values import MADE
from vapenvila.analysis.problem_analysis.lacking import Missing
from vapenvila.analysis.report_page import page_from_values, values_of_page


@pytest.fixture(scope="module")
def whole() -> ProblemAnalysis:
    return problem_analysis(everything(), SETTINGS)


def everything_in(value: object) -> Iterator[object]:
    """All keys and values of nested JSON."""
    yield value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from everything_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from everything_in(inner)


def test_with_all_tables_every_part_is_made_but_answers_of_few_attacks(whole: ProblemAnalysis) -> None:
    assert set(whole.parts.lacking()) == {"answers"}


def test_the_json_has_the_form_of_every_result(whole: ProblemAnalysis) -> None:
    found = whole.to_dict("sv")
    assert list(found) == [
        "method", "estimate", "estimate_name", "interval", "level", "p_value", "n", "period", "seed", "version", "warnings",
        "details",
    ]  # fmt: skip
    assert found["n"] == 150
    assert json.loads(json.dumps(found, allow_nan=False)) == json.loads(json.dumps(found))
    details = found["details"]
    assert isinstance(details, dict)
    assert set(MADE) <= {*details, *details["lacking"]}


def test_the_same_seed_gives_the_same_answer(whole: ProblemAnalysis) -> None:
    assert problem_analysis(everything(), SETTINGS).to_dict() == whole.to_dict()


def test_no_person_is_in_the_result(whole: ProblemAnalysis) -> None:
    named = {number: f"Made-up {number}" for number in range(200)}
    rows, listed, data = persons(), people(), everything()
    assert data.ties is not None
    assert rows.person is not None
    with_names = replace(
        data,
        persons=replace(rows, person=tuple(named[int(str(who))] for who in rows.person)),
        people=replace(listed, ids=tuple(named.values())),
        ties=TieTable(
            tuple(named[int(str(who))] for who in data.ties.one),
            tuple(named[int(str(who))] for who in data.ties.other),
            everyone=tuple(named.values()),
        ),
    )
    made = problem_analysis(with_names, SETTINGS)
    text = json.dumps(made.to_dict()) + json.dumps(values_of_page(made.page("en")))
    assert "Made-up" not in text
    assert made.to_dict()["estimate"] == whole.to_dict()["estimate"]


def test_no_group_is_ranked_by_name(whole: ProblemAnalysis) -> None:
    text = json.dumps(values_of_page(whole.page("en")))
    assert "G01" not in text


def test_every_figure_says_what_it_stands_on_in_both_languages(whole: ProblemAnalysis) -> None:
    english, swedish = whole.page("en"), whole.page("sv")
    for one, other in ((english, swedish), (swedish, english)):
        assert len(one.first) == len(other.first) >= 12
        for part, same in zip(one.sections, other.sections, strict=True):
            assert (part.key, len(part.figures), len(part.drawings)) == (
                same.key,
                len(same.figures),
                len(same.drawings),
            )
            assert part.title != same.title
    for page in (english, swedish):
        for figure in (*page.first, *(figure for part in page.sections for figure in part.figures)):
            assert all((figure.value, figure.uncertainty, figure.n, figure.period, figure.definition))


def test_every_chart_is_drawn_by_data_alone_and_has_its_table(whole: ProblemAnalysis) -> None:
    charts = whole.charts()
    assert len(charts) >= 12
    for chart in charts:
        spec = {key: value for key, value in chart.spec.items() if key != "background"}
        assert list(Draft7Validator(Root._rootschema).iter_errors(spec)) == []
        parts = [part for part in everything_in(chart.spec) if isinstance(part, str)]
        assert not {"url", "expr", "calculate", "signal", "transform", "href", "params"} & set(parts)
        assert fields_without_numbers(chart) == set()
        assert chart.rows
        assert all(len(row) == len(chart.columns) for row in chart.rows)
        assert chart.caption.startswith("n = ")
        assert "efinition" in chart.caption


def test_a_page_kept_as_json_is_the_same_page(whole: ProblemAnalysis) -> None:
    page = whole.page("sv")
    again = page_from_values(json.loads(json.dumps(values_of_page(page))))
    assert json.dumps(values_of_page(again)) == json.dumps(values_of_page(page))
    assert (again.verdict, again.first, again.basis) == (page.verdict, page.first, page.basis)


def test_parts_are_told_as_they_are_begun() -> None:
    told: list[tuple[str, int, int]] = []
    problem_analysis(only(ties=everything().ties), SETTINGS, tell=lambda *one: told.append(one))
    assert [done for _, done, _ in told] == list(range(len(MADE)))
    assert {of for _, _, of in told} == {len(MADE)}


def test_without_any_table_it_is_refused() -> None:
    with pytest.raises(ProblemError, match="no table to analyse"):
        ProblemData()


@pytest.mark.parametrize(
    "settings",
    [{"level": 0.0}, {"level": 95}, {"smallest": 0}, {"strict_at_least": 50.0}, {"unknown_at_most": 0.0}],
)
def test_settings_that_cannot_be_are_refused(
    settings: dict[str, Any],
) -> None:  # numbers by name, wrong on purpose
    with pytest.raises(ProblemError):
        problem_analysis(only(incidents=incidents(20)), Settings(**settings))


ONE = IncidentTable(1, links=np.array([[Link.CONFIRMED]], dtype=np.int8))
DEGENERATE = {
    "one incident": only(incidents=ONE),
    "no links": only(incidents=IncidentTable(3)),
    "all unknown": only(incidents=IncidentTable(40, links=np.zeros((40, 2), dtype=np.int8))),
    "all on one day and place": only(
        incidents=IncidentTable(
            60, when=np.full(60, np.datetime64("2025-05-05")), x=np.full(60, 1.0), y=np.full(60, 1.0)
        )
    ),
    "no place known": only(incidents=replace(incidents(60), x=np.full(60, np.nan), y=np.full(60, np.nan))),
    "one group": only(incidents=IncidentTable(9, struck=("a",) * 9, attacker=(None,) * 9)),
    "only witnesses": only(
        persons=PersonTable(
            (1, 2),
            victim=np.zeros(2, dtype=np.bool_),
            suspect=np.zeros(2, dtype=np.bool_),
            witness=np.ones(2, dtype=np.bool_),
            person=("a", "b"),
        )
    ),
    "one tie": only(ties=TieTable((1,), (2,))),
    "one person": only(people=replace(people(), ids=(1,), listed=None, sex=None, age_band=None)),
    "everybody dead": only(incidents=replace(incidents(), dead=np.ones(150, dtype=np.int64))),
    "no shootings": only(
        incidents=replace(incidents(), shooting=np.zeros(150, dtype=np.int8), dead=np.zeros(150, dtype=np.int64))
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DEGENERATE)
def test_poor_data_give_a_page_that_says_what_is_missing(name: str) -> None:
    made = problem_analysis(DEGENERATE[name], SETTINGS)
    json.dumps(made.to_dict("sv"), allow_nan=False)
    for language in ("en", "sv"):
        page = made.page(language)
        assert page.verdict.text
        for part in page.sections:
            assert part.text or part.missing, part.key
            assert part.figures or part.missing or part.text, part.key


def test_every_part_without_its_columns_names_them() -> None:
    bare = only(incidents=IncidentTable(5), persons=PersonTable((1, 2), *(np.array([True, False]),) * 3))
    made = problem_analysis(bare, SETTINGS)
    lacking = made.parts.lacking()
    assert {name for name, why in lacking.items() if not isinstance(why, Missing)} <= {"people_network"}
    missing = [line for part in made.page().sections for line in part.missing]
    assert missing
    assert all("`" in line for line in missing if "Missing" in line)
    quiet = problem_analysis(bare, SETTINGS, columns=False)
    assert not [line for part in quiet.page("sv").sections for line in part.missing if "`" in line]
