"""The made-up city's blind sample: forty incidents judged again by an officer who sometimes sees it otherwise."""

from datetime import datetime, timedelta
from random import Random

from vapenvila.rules.blind_sample import FEWEST
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.demo.moments import in_working_hours
from vapenvila.web.incident_coding.actions.blind import draw_sample, judge_blind, settle
from vapenvila.web.incident_coding.models import BlindItem
from vapenvila.web.incident_coding.queries.blind import candidates, pairs_of
from vapenvila.web.partners.models import Programme
from vapenvila.web.reviews.models import GroupAssessment
from vapenvila.web.reviews.vocabulary import Basis, GroupLink, Side

SEED = 20262
SIZE = 40
OTHERWISE = 0.14  # of the sides: kappa comes out where cities have found it, about 0.8
NEXT_TO = {  # whoever sees it otherwise seldom sees the opposite
    GroupLink.CONFIRMED: GroupLink.SUSPECTED,
    GroupLink.SUSPECTED: GroupLink.UNKNOWN,
    GroupLink.UNKNOWN: GroupLink.NOT_GMI,
    GroupLink.NOT_GMI: GroupLink.UNKNOWN,
}
SETTLED = 2
DRAWN, JUDGED, AGREED = timedelta(days=24), timedelta(days=17), timedelta(days=10)
MINUTES_EACH = 3


def make_blind_sample(programme: Programme, people: dict[Role, User], *, now: datetime) -> None:
    """Drawn by the project leader, judged whole, two of its differences settled by the coordinator."""
    officer, leader = people[Role.POLICE_OFFICER], people[Role.PROJECT_LEADER]
    first, last, today = (now - timedelta(days=3 * 365)).date(), (now - timedelta(days=60)).date(), now.date()
    there = candidates(programme, first, last, coder=officer, by_year=True, by_status=False, today=today)
    if len(there) < FEWEST:
        return
    sample = draw_sample(
        programme=programme,
        first_day=first,
        last_day=last,
        size=SIZE,
        by_year=True,
        by_status=False,
        coder=officer,
        by=leader,
        at=in_working_hours(now - DRAWN),
        today=today,
        seed=SEED,
    )
    dice, begun = Random(SEED), in_working_hours(now - JUDGED)  # noqa: S311 - a made-up city, the same each time
    for item in BlindItem.objects.filter(sample=sample).select_related("first_victim", "first_offender"):
        at = begun + timedelta(minutes=MINUTES_EACH * item.place)
        for side, judged in ((Side.VICTIM, item.first_victim), (Side.OFFENDER, item.first_offender)):
            _judge(item, side, judged, officer, at, otherwise=dice.random() < OTHERWISE)
    differing = [pair for pair in pairs_of(sample) if pair.differ]
    for pair in differing[:SETTLED]:
        settle(
            pair=pair,
            status=GroupLink(pair.first.status),
            basis_kind=Basis(pair.first.basis_kind),
            group_name=pair.first.group_name,
            reason="Båda läste underlaget igen och enades.",
            by=people[Role.COORDINATOR],
            at=in_working_hours(now - AGREED),
        )


def _judge(
    item: BlindItem, side: Side, first: GroupAssessment, by: User, at: datetime, *, otherwise: bool
) -> None:
    status = NEXT_TO[GroupLink(first.status)] if otherwise else GroupLink(first.status)
    linked = status in (GroupLink.CONFIRMED, GroupLink.SUSPECTED)
    judge_blind(
        item=item,
        side=side,
        status=status,
        group_name=first.group_name if linked else "",
        basis_kind=Basis(first.basis_kind) if linked else Basis.NONE,
        by=by,
        at=at,
    )
