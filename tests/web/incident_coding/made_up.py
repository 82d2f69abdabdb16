"""Made-up sets of past incidents, made through the acts themselves."""

from datetime import timedelta
from typing import Any

from tests.cast import City
from tests.web.incidents.made_up import an_incident
from tests.web.reviews.table import DAY, NOW, at_work
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.incident_coding.actions.blind import draw_sample, judge_blind
from vapenvila.web.incident_coding.actions.sets import make_set
from vapenvila.web.incident_coding.models import BlindItem, BlindSample, CodingSet
from vapenvila.web.incident_coding.vocabulary import Wanted
from vapenvila.web.incidents.filters import IncidentFilter
from vapenvila.web.incidents.models import Incident
from vapenvila.web.reviews.actions.incident_answers import assess_group_link
from vapenvila.web.reviews.models import GroupAssessment
from vapenvila.web.reviews.queries.answers import latest_assessment
from vapenvila.web.reviews.vocabulary import Basis, GroupLink, Side

LONG_AGO = NOW - 400 * DAY


def past_incidents(city: City, number: int, **facts: Any) -> list[Incident]:
    """So many incidents of last year, a day apart, the earliest first."""
    return [
        an_incident(city, when=LONG_AGO + timedelta(days=n), state="confirmed", **facts)
        for n in range(number)
    ]


def a_set(
    city: City, *, wanted: Wanted = Wanted.NOT_JUDGED, by: User | None = None, **chosen: Any
) -> CodingSet:
    """A set of the incidents that are there now."""
    with at_work(city):
        return make_set(
            programme=city.programme,
            chosen=IncidentFilter(**chosen),
            wanted=wanted,
            by=by or city.people[Role.POLICE_ANALYST],
            at=NOW,
            today=NOW.date(),
        )


def judge(
    city: City,
    incident: Incident,
    side: Side = Side.VICTIM,
    status: GroupLink = GroupLink.CONFIRMED,
    *,
    group: str = "G01",
    by: User | None = None,
    **more: Any,
) -> GroupAssessment:
    """Judge one side as it is judged at the table, whatever stood before."""
    linked = status in (GroupLink.CONFIRMED, GroupLink.SUSPECTED)
    with at_work(city):
        standing = latest_assessment(incident.pk, side)
        return assess_group_link(
            **{
                "incident": incident,
                "side": side,
                "status": status,
                "group_name": group if linked else "",
                "basis_kind": Basis.INVESTIGATION if linked else Basis.NONE,
                "seen": standing.pk if standing else None,
                "meeting": None,
                "by": by or city.people[Role.COORDINATOR],
                "at": NOW,
                **more,
            }
        )


def judged_incidents(city: City, number: int, *, by: Role = Role.COORDINATOR) -> list[Incident]:
    """So many incidents of last year, judged on both sides: confirmed and suspected by turns against not and unknown."""
    made = past_incidents(city, number)
    for place, incident in enumerate(made):
        first = (GroupLink.CONFIRMED, GroupLink.SUSPECTED)[place % 2]
        other = (GroupLink.NOT_GMI, GroupLink.UNKNOWN, GroupLink.CONFIRMED)[place % 3]
        judge(city, incident, Side.VICTIM, first, by=city.people[by], group="Norra")
        judge(city, incident, Side.OFFENDER, other, by=city.people[by], group="Södra")
    return made


def a_sample(
    city: City, *, coder: Role = Role.POLICE_ANALYST, size: int = 10, seed: int | None = 7, **more: Any
) -> BlindSample:
    """A blind sample of the incidents that are judged now, drawn by the project leader."""
    with at_work(city):
        return draw_sample(
            **{
                "programme": city.programme,
                "first_day": (LONG_AGO - 2 * DAY).date(),
                "last_day": (LONG_AGO + 300 * DAY).date(),
                "size": size,
                "by_year": False,
                "by_status": False,
                "coder": city.people[coder],
                "by": city.people[Role.PROJECT_LEADER],
                "at": NOW,
                "today": NOW.date(),
                "seed": seed,
                **more,
            }
        )


def judge_whole(city: City, sample: BlindSample, *, differing: int = 0, only: int | None = None) -> None:
    """The second coder judges: the first so many incidents otherwise on the victim's side, all else as the first did."""
    with at_work(city):
        items = list(BlindItem.objects.filter(sample=sample).order_by("place"))
        for place, item in enumerate(items[:only]):
            for side, first in ((Side.VICTIM, item.first_victim), (Side.OFFENDER, item.first_offender)):
                other = place < differing and side == Side.VICTIM
                status = GroupLink.NOT_GMI if other else GroupLink(first.status)
                judge_blind(
                    item=item,
                    side=side,
                    status=status,
                    group_name="" if other else first.group_name,
                    basis_kind=Basis.NONE if other else Basis(first.basis_kind),
                    by=sample.second_coder,
                    at=NOW,
                )


def address(city: City, *parts: object) -> str:
    """An address of coding in this city."""
    return f"/p/{city.programme.slug}/coding/" + "".join(f"{part}/" for part in parts)
