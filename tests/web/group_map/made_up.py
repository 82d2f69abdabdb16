"""Incidents with the groups on their sides, as a review would have judged them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.cast import City
from tests.web.incidents.made_up import an_incident
from vapenvila.rules.roles import Role
from vapenvila.web.incidents.models import Incident
from vapenvila.web.reviews.models import GroupAssessment
from vapenvila.web.wall.acting import acting

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def an_act(
    city: City,
    on: date,
    *,
    offender: tuple[str, str] | None = None,
    victim: tuple[str, str] | None = None,
    judged_on: date | None = None,
    state: str = "confirmed",
) -> Incident:
    """An incident at noon of the day; each side as (link, name of the group), or not judged."""
    at = datetime.combine(on, time(12), STOCKHOLM)
    incident = an_incident(
        city, when=at, state=state, state_reason="Made up." if state == "unfounded" else ""
    )
    decided = datetime.combine(judged_on, time(10), STOCKHOLM) if judged_on else at + timedelta(hours=2)
    with acting(programmes=[city.programme.pk]):
        for side, said in (("offender", offender), ("victim", victim)):
            if said is not None:
                GroupAssessment.objects.create(
                    programme=city.programme,
                    incident=incident,
                    side=side,
                    status=said[0],
                    group_name=said[1],
                    basis_kind="investigation",
                    decided_by=city.people[Role.POLICE_ANALYST],
                    decided_at=decided,
                )
    return incident
