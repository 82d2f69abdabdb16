"""An analysis is made of whole years of the shared picture, once, and frozen; what it cannot know it says is missing."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests.cast import City, build_city
from tests.web.incident_coding.made_up import a_sample
from tests.web.problem_analysis.made_up import MADE_AT, YEARS, a_kept_analysis, an_analysis, some_years
from vapenvila.rules.problem_analysis import AnalysisWish, may_be_analysed
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.incidents.models import Incident
from vapenvila.web.jobs.models import JobProgress
from vapenvila.web.problem_analysis.actions import AnalysisRefused, ask_for_analysis, make_analysis
from vapenvila.web.problem_analysis.engine.shown import shown_page
from vapenvila.web.problem_analysis.models import ProblemAnalysis
from vapenvila.web.problem_analysis.tasks import make_in_background
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def _ask(city: City, wish: AnalysisWish = YEARS) -> tuple[JobProgress, dict[str, Any]]:
    """The job, and what the worker is called with."""
    called: dict[str, Any] = {}
    with acting(programmes=[city.programme.pk]):
        job = ask_for_analysis(
            programme=city.programme,
            wish=wish,
            by=city.people[Role.POLICE_ANALYST],
            at=MADE_AT,
            put_off=lambda **values: called.update(values),
        )
    return job, called


def test_what_was_asked_for_is_made_once_however_often_the_worker_takes_it_up(city: City) -> None:
    some_years(city)
    job, called = _ask(city)
    make_in_background(**called)
    make_in_background(**called)
    with acting(programmes=[city.programme.pk]):
        made = ProblemAnalysis.objects.get()
        job.refresh_from_db()
        trail = AuditEvent.objects.filter(act__startswith="problem_analysis.")
        acts = sorted(trail.values_list("act", flat=True))
    assert (str(made), made.incidents, made.answer) == ("PA1", 36, "holds")
    assert job.state == "done"
    assert acts == ["problem_analysis.asked", "problem_analysis.made"]


def test_the_page_says_n_whole_years_definition_and_how_sure(city: City) -> None:
    some_years(city)
    made = an_analysis(city)
    for language, unknown in (("en", "Not known whether"), ("sv", "Okänt om")):
        page = shown_page(made, language).page
        assert page.first
        for figure in (*page.first, *(one for part in page.sections for one in part.figures)):
            assert figure.n, figure
            assert figure.uncertainty, figure
            assert figure.definition, figure
        assert "2024-01-01" in page.first[0].period
        assert "2025-12-31" in page.first[0].period
        assert any(unknown.lower() in figure.name.lower() for figure in page.first)
    strict = shown_page(made, "en").page.first[0]
    assert strict.value.replace("\u00a0", " ") == "67–83 %"  # 24 of 36 confirmed; six unknown count or do not


def test_what_lies_in_rooms_is_said_to_be_missing_and_not_guessed(city: City) -> None:
    some_years(city)
    page = shown_page(an_analysis(city), "en").page
    missing = " ".join(line for part in page.sections for line in part.missing)
    assert "which persons were in which incident" in missing
    assert "who is listed as a member" in missing
    assert "a table of groups" not in missing


def test_nothing_later_changes_what_was_frozen(city: City) -> None:
    found = some_years(city)
    before = an_analysis(city)
    with acting(programmes=[city.programme.pk]):
        Incident.objects.filter(pk__in=[one.pk for one in found]).update(
            state="unfounded", state_reason="Firework"
        )
        kept = ProblemAnalysis.objects.get(pk=before.pk)
        assert shown_page(kept, "en").unchanged
        assert (kept.pages, kept.sha256) == (json.loads(json.dumps(before.pages)), before.sha256)
        for act in (
            lambda: ProblemAnalysis.objects.filter(pk=before.pk).update(answer="fails"),
            lambda: ProblemAnalysis.objects.filter(pk=before.pk).delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                act()


def test_a_page_changed_behind_its_back_is_found(city: City) -> None:
    row = a_kept_analysis(city)
    assert shown_page(row, "sv").unchanged
    row.pages["sv"]["verdict"]["title"] = "Förutsättningen håller"
    assert not shown_page(row, "sv").unchanged


def test_numbers_run_on_and_the_next_analysis_stands_beside_the_first(city: City) -> None:
    a_kept_analysis(city)
    some_years(city)
    assert an_analysis(city).number == 2


def test_too_few_incidents_are_refused_before_the_worker_is_asked(city: City) -> None:
    some_years(city, incidents=19)
    with pytest.raises(AnalysisRefused, match="fewer than twenty"):
        _ask(city)
    with acting(programmes=[city.programme.pk]):
        assert not JobProgress.objects.exists()


def test_a_name_in_the_source_of_the_population_is_refused(city: City) -> None:
    some_years(city)
    with pytest.raises(AnalysisRefused, match="names no person"):
        _ask(city, replace(YEARS, population_source="ring 19811218-9876"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"first_year": 2026, "last_year": 2025}, "lies before the first"),
        ({"first_year": 2004}, "at most twenty years"),
        ({"last_year": 2026}, "years that have ended"),
        ({"population_on": None}, "one without the other"),
        ({"population": None}, "one without the other"),
        ({"population": 0}, "at least one"),
        ({"population_on": date(2026, 3, 3)}, "in the future"),
    ],
)
def test_a_wish_that_would_mislead_is_refused_with_a_sentence(change: dict[str, Any], said: str) -> None:
    answer = may_be_analysed(replace(YEARS, **change), today=date(2026, 3, 2))
    assert not answer
    assert said in answer.reason


def test_whoever_judges_blind_makes_no_analysis_of_what_is_hidden_from_them(city: City) -> None:
    some_years(city)
    drawn = a_sample(city, first_day=date(2024, 1, 1), last_day=date(2025, 12, 31))
    coder = drawn.second_coder
    with acting(user=coder.pk, programmes=[city.programme.pk]), pytest.raises(AnalysisRefused, match="blind"):
        make_analysis(programme=city.programme, wish=YEARS, by=coder.pk, at=MADE_AT)
    with acting(programmes=[city.programme.pk]):
        assert not ProblemAnalysis.objects.exists()
