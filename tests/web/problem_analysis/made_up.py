"""Made-up whole years that a problem analysis can be made of, and the analysis of them."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Max

from tests.cast import City
from tests.web.groups.made_up import a_group, says
from tests.web.incidents.made_up import a_count_rule, an_incident
from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.report_page import Drawing, ReportPage, Section, Verdict, values_of_page
from vapenvila.rules.problem_analysis import AnalysisWish
from vapenvila.rules.roles import Role
from vapenvila.web.groups.models import GroupActivity, GroupName
from vapenvila.web.incidents.models import CountRule, Incident
from vapenvila.web.problem_analysis.actions import make_analysis
from vapenvila.web.problem_analysis.engine.made import fingerprint
from vapenvila.web.problem_analysis.models import ProblemAnalysis
from vapenvila.web.reviews.models import GroupAssessment
from vapenvila.web.wall.acting import acting

MADE_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FIRST_DAY = datetime(2024, 1, 3, 22, 0, tzinfo=UTC)
YEARS = AnalysisWish(
    first_year=2024,
    last_year=2025,
    population=100_000,
    population_on=date(2025, 12, 31),
    population_source="SCB",
)


def some_years(city: City, incidents: int = 36) -> list[Incident]:
    """Shootings twenty days apart: of six, four involve groups for sure, one may, and of one nothing is known."""
    with acting(programmes=[city.programme.pk]):
        ruled = CountRule.objects.exists()
    if not ruled:
        a_count_rule(city)
    first, second = _two_groups(city)
    found = [
        an_incident(
            city,
            when=FIRST_DAY + timedelta(days=20 * n),
            state="confirmed",
            dead=1 if n % 4 == 0 else 0,
            latitude=59.30 + 0.001 * (n % 5),
            longitude=18.00 + 0.001 * (n % 3),
            precision="exact",
        )
        for n in range(incidents)
    ]
    for n, incident in enumerate(found):
        pair = (first, second) if n % 2 else (second, first)
        _judged(
            city,
            incident,
            ("confirmed", "confirmed", "confirmed", "confirmed", "suspected", "unknown")[n % 6],
            pair,
        )
    return found


def _two_groups(city: City) -> tuple[str, str]:
    codes = []
    for name, low, high in (("Norra", 5, 9), ("Södra", 8, 14)):
        group = a_group(city)
        said = {
            "from_on": date(2025, 6, 1),
            "source_on": date(2026, 2, 20),
            "recorded_at": datetime(2026, 2, 21, 9, 0, tzinfo=UTC),
        }
        says(city, GroupName, group=group, text=f"{name} {group.code}", use="label", used_by="police", **said)
        says(
            city,
            GroupActivity,
            group=group,
            activity="active",
            kind="network",
            size_low=low,
            size_high=high,
            **said,
        )
        codes.append(group.code)
    return codes[0], codes[1]


def _judged(city: City, incident: Incident, status: str, pair: tuple[str, str]) -> None:
    linked = status in ("confirmed", "suspected")
    with acting(programmes=[city.programme.pk]):
        for side, code in zip(("victim", "offender"), pair, strict=True):
            GroupAssessment.objects.create(
                incident=incident,
                programme=city.programme,
                side=side,
                status=status,
                group_name=code if linked else "",
                basis_kind="investigation" if linked else "none",
                decided_by=city.people[Role.COORDINATOR],
                decided_at=incident.occurred_from + timedelta(days=3),
            )


def an_analysis(city: City, wish: AnalysisWish = YEARS, **more: Any) -> ProblemAnalysis:
    """Made of what is there, as the worker makes it."""
    with acting(programmes=[city.programme.pk]):
        return make_analysis(
            **{
                "programme": city.programme,
                "wish": wish,
                "by": city.people[Role.COORDINATOR].pk,
                "at": MADE_AT,
                **more,
            }
        )


def a_kept_analysis(city: City) -> ProblemAnalysis:
    """A row with a page of one section and one chart, for tests that only need one to be there."""
    spec: dict[str, object] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "data": {"values": [{"link": "strict", "share": 0.5}]},
        "mark": "bar",
        "encoding": {
            "x": {"field": "share", "type": "quantitative"},
            "y": {"field": "link", "type": "nominal"},
        },
    }
    pages = {}
    for language in ("sv", "en"):
        chart = Chart(spec=spec, columns=("", "%"), rows=(("strict", 50),), caption="n = 20")
        section = Section(
            key="involvement", title="Involved", text=("Half.",), drawings=(Drawing("Shares", chart),)
        )
        page = ReportPage(
            language="sv" if language == "sv" else "en",
            title="Problem analysis",
            place="Vinterhamn",
            basis=(("n", "20"),),
            verdict=Verdict("open", "It cannot be told", ("Of ten nothing is known.",)),
            first=(),
            sections=(section,),
            about=(),
        )
        pages[language] = json.loads(json.dumps(values_of_page(page)))
    with acting(programmes=[city.programme.pk]):
        last = (
            ProblemAnalysis.objects.filter(programme=city.programme).aggregate(last=Max("number"))["last"]
            or 0
        )
        return ProblemAnalysis.objects.create(
            programme=city.programme,
            number=last + 1,
            first_year=2024,
            last_year=2025,
            incidents=20,
            answer=ProblemAnalysis.Answer.OPEN,
            pages=pages,
            values_found={},
            sha256=fingerprint(pages, {}),
            made_by=city.people[Role.COORDINATOR],
            made_at=MADE_AT,
        )
