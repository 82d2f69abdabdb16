"""What the police of the made-up city tell partners of a group: one statement released, one that waits for a decision."""

from datetime import datetime, timedelta

from django.utils import timezone

from vapenvila.rules.legal_ground import YesNo
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.rules.source_grade import Credibility, Grade, Nature, Reliability
from vapenvila.web.accounts.models import User
from vapenvila.web.demo.disclosures import GROUP_LEVEL
from vapenvila.web.disclosures.catalogue import catalogue
from vapenvila.web.groups.models import Group
from vapenvila.web.groups.sayings import ActivitySaying, GroundSaid
from vapenvila.web.groups.vocabulary import Activity, Basis, GroupKind
from vapenvila.web.memberships.actions.releasing import draft_group_statement, release_group_statement
from vapenvila.web.memberships.models import GroupStatementDraft
from vapenvila.web.partners.models import Programme, Room
from vapenvila.web.wall.acting import acting

WAITING, RELEASED = (11, 16), (7, 12)  # between how many and how many


def make_drafts_for_partners(programme: Programme, people: dict[Role, User], *, now: datetime) -> None:
    """The analyst writes two; the officer lets one out, on its ground and with its test answered."""
    room = programme.rooms.select_related("agency", "programme").get(agency__kind=AgencyKind.POLICE.value)
    analyst, officer = people[Role.POLICE_ANALYST], people[Role.POLICE_OFFICER]
    first, second = Group.objects.filter(programme=programme).order_by("number")[:2]
    with acting(user=analyst.pk, programmes=[programme.pk], room=room.pk):
        draft = _draft(room, first, RELEASED, analyst, now - timedelta(days=4))
        _draft(room, second, WAITING, analyst, now - timedelta(days=1))
        ground = catalogue().grounds[GROUP_LEVEL]
        release_group_statement(
            draft=draft,
            ground=ground,
            answers={question.id: YesNo.NO for question in ground.questions},
            reasons="Påhittat skäl: samverkande behöver veta ungefär hur många som kan nås.",
            looked_at=False,
            by=officer,
            at=now,  # the lawyer verified the ground this morning
        )


def _draft(room: Room, group: Group, size: tuple[int, int], by: User, at: datetime) -> GroupStatementDraft:
    today = timezone.localdate(at)
    return draft_group_statement(
        room=room,
        saying=ActivitySaying(
            group=group.pk,
            activity=Activity.ACTIVE,
            kind=GroupKind.AREA_GROUP,
            size_low=size[0],
            size_high=size[1],
        ),
        ground=GroundSaid(
            from_on=today - timedelta(days=40),
            source="Påhittad lägesbild ur polisens rum",
            source_on=today - timedelta(days=9),
            basis=Basis.INTELLIGENCE,
            grade=Grade(Reliability.B, Credibility.PROBABLE),
            nature=Nature.ASSESSMENT,
        ),
        looked_at=False,
        by=by,
        at=at,
    )
