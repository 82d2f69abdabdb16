"""Made-up pairs of incidents between two made-up groups, made through the acts themselves."""

from datetime import timedelta
from typing import Any

from tests.cast import City
from tests.web.groups.made_up import a_group
from tests.web.incident_coding.made_up import judge
from tests.web.incidents.made_up import an_incident
from tests.web.reviews.table import NOW, at_work
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.groups.models import Group
from vapenvila.web.incidents.models import Incident
from vapenvila.web.retaliation_chains.actions.pairs import dismiss, link
from vapenvila.web.retaliation_chains.models import RetaliationPair
from vapenvila.web.reviews.vocabulary import GroupLink, Side

HERE, NEAR = (59.3, 18.0), (59.3, 18.01)


def two_groups(city: City) -> tuple[str, str]:
    """Codes of two groups of the city, made where there are none."""
    with at_work(city):
        codes = list(Group.objects.filter(programme=city.programme).values_list("code", flat=True)[:2])
    codes += [a_group(city).code for _ in range(2 - len(codes))]
    return codes[0], codes[1]


def struck(
    city: City,
    days_ago: float,
    *,
    acted: str = "",
    hurt: str = "",
    point: tuple[float, float] | None = None,
    sure: bool = True,
) -> Incident:
    """A shooting so many days ago, judged on the sides that are named."""
    place = {"latitude": point[0], "longitude": point[1], "precision": "exact"} if point else {}
    made = an_incident(city, when=NOW - timedelta(days=days_ago), state="confirmed", **place)
    status = GroupLink.CONFIRMED if sure else GroupLink.SUSPECTED
    for side, group in ((Side.OFFENDER, acted), (Side.VICTIM, hurt)):
        if group:
            judge(city, made, side, status, group=group)
    return made


def blow_and_answer(city: City, **more: Any) -> tuple[Incident, Incident]:
    """One group strikes another, which strikes back three days later."""
    one, other = two_groups(city)
    return struck(city, 40, acted=one, hurt=other, point=HERE), struck(
        city, 37, acted=other, hurt=one, point=NEAR, **more
    )


def linked(
    city: City, earlier: Incident, later: Incident, *, reason: str = "", by: User | None = None
) -> RetaliationPair:
    """A link by the analyst."""
    with at_work(city):
        return link(
            earlier=earlier,
            later=later,
            reason=reason,
            speaks=None,
            by=by or city.people[Role.POLICE_ANALYST],
            at=NOW,
        )


def dismissed(
    city: City, earlier: Incident, later: Incident, *, reason: str = "Another matter."
) -> RetaliationPair:
    """A dismissal by the analyst."""
    with at_work(city):
        return dismiss(
            earlier=earlier,
            later=later,
            reason=reason,
            speaks=None,
            by=city.people[Role.POLICE_ANALYST],
            at=NOW,
        )


def address(city: City, *parts: object) -> str:
    """An address of chains in this city."""
    return f"/p/{city.programme.slug}/retaliation-chains/" + "".join(f"{part}/" for part in parts)
