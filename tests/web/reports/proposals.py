"""What the tests of releases share: a register of two whole years, and a table proposed of it."""

from datetime import UTC, date, datetime, timedelta

from tests.cast import City
from tests.web.incidents.made_up import a_count_rule, an_incident
from vapenvila.rules.roles import Role
from vapenvila.web.incidents.models import CountRule
from vapenvila.web.reports.actions import Proposal, propose
from vapenvila.web.reports.models import Publication
from vapenvila.web.wall.acting import acting

PROPOSED_AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
COUNTS = {("shooting", 2024): 14, ("explosion", 2024): 3, ("shooting", 2025): 11, ("explosion", 2025): 9}


def a_register(city: City, counts: dict[tuple[str, int], int] | None = None) -> None:
    """Confirmed incidents, so many of each kind in each year."""
    with acting(programmes=[city.programme.pk]):
        rule = CountRule.objects.filter(programme=city.programme).first()
    rule = rule or a_count_rule(city)
    for (kind, year), count in (counts or COUNTS).items():
        for n in range(count):
            an_incident(
                city,
                kind=kind,
                state="confirmed",
                count_rule=rule,
                when=datetime(year, 2, 1, 12, 0, tzinfo=UTC) + timedelta(days=n),
            )


def a_proposal(city: City, first: int = 2024, last: int = 2025, measure: str = "by_kind") -> Publication:
    """The project leader has proposed the table."""
    with acting(programmes=[city.programme.pk]):
        made = Publication.objects.filter(
            programme=city.programme, first_year=first, last_year=last, measure=measure
        ).first()
    if made is not None:
        return made
    if not _has_register(city):
        a_register(city)
    with acting(programmes=[city.programme.pk]):
        return propose(
            programme=city.programme,
            proposal=Proposal(
                title="Shootings and explosions", measure=measure, first_year=first, last_year=last
            ),
            by=city.people[Role.PROJECT_LEADER],
            at=PROPOSED_AT,
        )


def _has_register(city: City) -> bool:
    with acting(programmes=[city.programme.pk]):
        return CountRule.objects.filter(programme=city.programme, valid_from__lte=date(2024, 1, 1)).exists()
