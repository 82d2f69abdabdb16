"""What leaves the house: charts, exports, figures for the public, kept analyses."""

from collections.abc import Mapping
from datetime import timedelta

from tests.cast import City
from tests.guards.examples.form import NOON, Example
from tests.web.incidents.made_up import a_count_rule, an_incident
from tests.web.problem_analysis.made_up import a_kept_analysis
from tests.web.reports.proposals import a_proposal
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.export_approvals import ask_approval
from vapenvila.web.audit.models import ExportRecord
from vapenvila.web.incidents.actions.take_out import Order, take_out
from vapenvila.web.incidents.filters import IncidentFilter
from vapenvila.web.incidents.models import CountRule
from vapenvila.web.problem_analysis.engine.shown import shown_page
from vapenvila.web.wall.acting import acting


def _file(city: City, person: User) -> Mapping[str, object]:
    order = Order(
        chosen=IncidentFilter(first_day=NOON.date(), last_day=NOON.date()),
        words="March",
        format="csv",
        purpose="Report to the steering group",
        recipient="Steering group",
        expires_on=NOON.date() + timedelta(days=30),
    )
    with acting(programmes=[city.programme.pk]):
        package, file = take_out(programme=city.programme, order=order, by=person, at=NOON, today=NOON.date())
        file.close()
        return {"export": package.pk}


def _large_export(city: City, person: User) -> Mapping[str, object]:
    wanted = ExportRecord(
        programme=city.programme.pk,
        kind="incidents",
        row_count=5000,
        purpose="For the researchers",
        recipient="University",
    )
    with acting(programmes=[city.programme.pk]):
        return {"approval": ask_approval(wanted, by=city.people[Role.POLICE_ANALYST].pk, at=NOON).pk}


def _publication(city: City, person: User) -> Mapping[str, object]:
    return {"publication": a_proposal(city).pk}


def _chart(city: City, person: User) -> Mapping[str, object]:
    with acting(programmes=[city.programme.pk]):
        adopted = CountRule.objects.filter(programme=city.programme).exists()
    if not adopted:
        a_count_rule(city)
    an_incident(city, state="confirmed")
    return {"name": "months"}


def _analysis(city: City, person: User) -> Mapping[str, object]:
    return {"number": a_kept_analysis(city).number}


def _drawing(city: City, person: User) -> Mapping[str, object]:
    row = a_kept_analysis(city)
    part = next(part for part in shown_page(row, "en").sections if part.drawings)
    return {"number": row.number, "drawing": part.drawings[0].name}


EXAMPLES: dict[str, Example] = {
    "export": _file,
    "release": _publication,
    "release-decide": _publication,
    "export-approval": _large_export,
    "incident-chart-copy": _chart,
    "incident-chart": _chart,
    "problem-analysis-of": _analysis,
    "problem-analysis-copy": _analysis,
    "problem-analysis-drawing": _drawing,
}
