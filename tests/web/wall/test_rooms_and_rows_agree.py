"""Rooms, the door and the trail: what the rules allow and what row-level security lets through are the same set."""

from datetime import date
from itertools import permutations
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.attack.makers import a_disclosure, persons
from tests.cast import City, build_city
from tests.rules.invented_readers import PROGRAMMES, ROOMS, days, readers
from tests.web.audit.trail import NOW, as_owner
from vapenvila.rules.disclosure_state import DisclosureState, Side, may_read_content
from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may
from vapenvila.rules.roles import AgencyKind
from vapenvila.rules.room_access import RoomFacts, may_read_room
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.disclosures.models import Disclosure, DisclosureContent
from vapenvila.web.people.models import Person
from vapenvila.web.wall.acting import acting

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S1")]
rows_stay = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
KINDS = (AgencyKind.POLICE, AgencyKind.PROBATION, AgencyKind.SOCIAL, AgencyKind.CIVIL)
ANNA = UUID(int=99)  # the user of every invented reader
asked_rooms = st.none() | st.sampled_from(ROOMS)


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.fixture
def real(city: City) -> dict[UUID, UUID]:
    """Four rooms of a city in place of the four invented ones."""
    return {invented: city.rooms[kind].pk for invented, kind in zip(ROOMS, KINDS, strict=True)}


def opened(reader: Reader, asked: UUID | None, today: date) -> UUID | None:
    """The room that is opened for the reader: the one asked for, where the rule lets them in."""
    if asked is None:
        return None
    facts = RoomFacts(id=asked, agency=asked, programme=PROGRAMMES[0])
    return asked if may_read_room(reader, facts, today=today) else None


@pytest.mark.acceptance("S2")
@pytest.mark.acceptance("S3")
def test_persons_of_a_room(city: City, real: dict[UUID, UUID]) -> None:
    home: dict[UUID, UUID] = {}
    for invented, room in real.items():
        with acting(room=room):
            persons(city, room)
            home |= dict.fromkeys(Person.objects.filter(room=room).values_list("pk", flat=True), invented)
    assert len(home) == 12

    @rows_stay
    @given(readers(), asked_rooms, days)
    def agree(reader: Reader, asked: UUID | None, today: date) -> None:
        room = opened(reader, asked, today)
        by_rule = {pk for pk, invented in home.items() if room is not None and invented == room}
        with acting(user=reader.user, programmes=[city.programme.pk], room=real[room] if room else None):
            assert set(Person.objects.values_list("pk", flat=True)) == by_rule

    agree()


@pytest.mark.acceptance("S3")
@pytest.mark.acceptance("T35")
def test_documents_at_the_door_and_their_content_after_a_recall(city: City, real: dict[UUID, UUID]) -> None:
    made: dict[UUID, tuple[UUID, UUID, bool]] = {}
    for sender, receiver in permutations(ROOMS, 2):
        for closed in (False, True):
            with acting(room=real[sender]):
                made[a_disclosure(city, real[sender], real[receiver], closed=closed).pk] = (
                    sender,
                    receiver,
                    closed,
                )
    assert len(made) == 24

    @rows_stay
    @given(readers(), asked_rooms, days)
    def agree(reader: Reader, asked: UUID | None, today: date) -> None:
        room = opened(reader, asked, today)
        heads = {pk for pk, (sender, receiver, _) in made.items() if room in (sender, receiver)}
        contents = {pk for pk in heads if _may_open(made[pk], room)}
        with acting(user=reader.user, programmes=[city.programme.pk], room=real[room] if room else None):
            assert set(Disclosure.objects.values_list("pk", flat=True)) == heads
            assert set(DisclosureContent.objects.values_list("pk", flat=True)) == contents

    agree()


def _may_open(row: tuple[UUID, UUID, bool], room: UUID | None) -> bool:
    sender, _, closed = row
    state = DisclosureState.RECALLED if closed else DisclosureState.HANDED_OVER
    return bool(may_read_content(state, Side.GIVER if room == sender else Side.RECEIVER))


@pytest.mark.acceptance("S18")
def test_events_of_the_trail() -> None:
    """One's own events everywhere; those of one's programmes; and of what lies in a room those in that room alone."""
    for programme in (*PROGRAMMES, None):
        for room in (*ROOMS[:2], None):
            for user in (ANNA, UUID(int=98), None):
                record(act="incident.read", by=user, at=NOW, programme=programme, room=room)
    with as_owner():
        written = {e.pk: (e.user, e.programme, e.room) for e in AuditEvent.objects.all()}
    assert len(written) == 36

    @rows_stay
    @given(readers(), asked_rooms, days)
    def agree(reader: Reader, asked: UUID | None, today: date) -> None:
        room = opened(reader, asked, today)
        mine = [p for p in PROGRAMMES if may(reader, Right.SEE_PROGRAMME, p, today=today)]
        by_rule = {
            pk
            for pk, (user, programme, of) in written.items()
            if user == reader.user or (programme in mine and of in (None, room))
        }
        with acting(user=reader.user, programmes=mine, room=room):
            assert set(AuditEvent.objects.values_list("pk", flat=True)) == by_rule

    agree()
