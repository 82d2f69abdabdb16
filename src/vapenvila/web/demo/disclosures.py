"""What the made-up agencies ask and tell one another. Invented persons; their numbers are the Tax Agency's for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.utils import timezone

from vapenvila.rules.disclosable_fields import DataClass, Field
from vapenvila.rules.legal_ground import TextStatus, YesNo
from vapenvila.rules.roles import AgencyKind as Kind
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.disclosures.actions.aftercare import receive
from vapenvila.web.disclosures.actions.consenting import record_consent
from vapenvila.web.disclosures.actions.deciding import decide, hand_over
from vapenvila.web.disclosures.actions.examining import answer_test, open_examination, write_draft
from vapenvila.web.disclosures.actions.requesting import send_request
from vapenvila.web.disclosures.actions.setting_grounds import name_manager, verify_ground
from vapenvila.web.disclosures.catalogue import catalogue
from vapenvila.web.disclosures.models import Disclosure, DisclosureRequest
from vapenvila.web.disclosures.notifying import without_mail
from vapenvila.web.disclosures.sealed_words import ConsentWords, NamedPerson, RequestWords
from vapenvila.web.disclosures.vocabulary import ConsentForm, ConsentGiver, Urgency
from vapenvila.web.partners.models import Programme, Room
from vapenvila.web.wall.acting import acting

PERSONS = (
    NamedPerson("Test Testsson", "199006022397", "A-114"),
    NamedPerson("Prov Provlund", "199107172380", "A-131"),
    NamedPerson("Mall Mallgren", "199610202385", "A-140"),
)
WORKS = {
    Kind.POLICE: Role.POLICE_ANALYST,
    Kind.PROBATION: Role.PROBATION_OFFICER,
    Kind.SOCIAL: Role.SOCIAL_WORKER,
}
SUPERVISION = frozenset({Field.UNDER_SUPERVISION, Field.SUPERVISION_UNTIL})
GROUND = "probation_police_duty"
GROUP_LEVEL = (
    "group_level"  # the lawyer has looked at this one: without it police tell partners nothing of groups
)


class _Rooms:
    """The rooms of the city, and stepping into one."""

    def __init__(self, programme: Programme, people: dict[Role, User]) -> None:
        self.programme, self.people = programme, people
        rows = Room.objects.filter(programme=programme).select_related("agency", "programme")
        self.by_kind = {Kind(room.agency.kind): room for room in rows}

    @contextmanager
    def inside(self, kind: Kind) -> Iterator[tuple[Room, User]]:
        with acting(programmes=[self.programme.pk], room=self.by_kind[kind].pk):
            yield self.by_kind[kind], self.people[WORKS[kind]]


def make_disclosures(programme: Programme, people: dict[Role, User], *, now: datetime) -> None:
    """Verified grounds, named managers, three requests in different states, one document received, one consent."""
    rooms, today = _Rooms(programme, people), timezone.localdate(now)
    with without_mail():
        _grounds(programme, people, now=now, today=today)
        _managers(rooms, now=now, today=today)
        answered = _asked(rooms, Kind.PROBATION, PERSONS[:2], SUPERVISION, at=now - timedelta(days=6))
        document = _answered(rooms, answered, at=now - timedelta(days=5), today=today)
        with rooms.inside(Kind.POLICE) as (room, by):
            receive(disclosure=document, room=room, by=by, at=now - timedelta(days=4))
        _asked(rooms, Kind.PROBATION, PERSONS[2:], SUPERVISION, at=now - timedelta(hours=20))
        _asked(rooms, Kind.SOCIAL, PERSONS[:1], frozenset({Field.PHONE}), at=now - timedelta(hours=3))
        _consent(rooms, now=now, today=today)


def _grounds(programme: Programme, people: dict[Role, User], *, now: datetime, today: date) -> None:
    for ground in catalogue().grounds.values():
        if ground.text_status is TextStatus.TO_VERIFY and ground.code != GROUP_LEVEL:
            continue  # stays red and off, as in a city whose lawyer has not looked yet
        verify_ground(
            programme=programme,
            ground=ground,
            lawyer="Jura Jurist (påhittad)",
            on=today - timedelta(days=30),
            by=people[Role.PROJECT_LEADER],
            at=now,
            today=today,
        )


def _managers(rooms: _Rooms, *, now: datetime, today: date) -> None:
    for kind in (Kind.SOCIAL, Kind.PROBATION):
        name_manager(
            programme=rooms.programme,
            room=rooms.by_kind[kind],
            user=rooms.people[WORKS[kind]],
            first_day=today - timedelta(days=30),
            by=rooms.people[Role.ADMINISTRATOR],
            at=now,
            today=today,
        )


def _asked(
    rooms: _Rooms, of: Kind, persons: tuple[NamedPerson, ...], fields: frozenset[Field], *, at: datetime
) -> DisclosureRequest:
    with rooms.inside(Kind.POLICE) as (room, by):
        return send_request(
            from_room=room,
            to_room=rooms.by_kind[of],
            words=RequestWords(
                persons, "Inbjudan till samtal om gruppvåld. Vi behöver veta vem som kan kallas."
            ),
            fields=fields,
            urgency=Urgency.SOON,
            recipient_confirmed=True,
            by=by,
            at=at,
        )


def _answered(rooms: _Rooms, request: DisclosureRequest, *, at: datetime, today: date) -> Disclosure:
    values = {
        Field.UNDER_SUPERVISION.value: "Ja",
        Field.SUPERVISION_UNTIL.value: (today + timedelta(days=200)).isoformat(),
    }
    told = tuple(NamedPerson(p.name, p.personal_number, p.reference, values) for p in PERSONS[:2])
    ground = catalogue().grounds[GROUND]
    answers = {q.id: YesNo.NO if q.stops is YesNo.YES else YesNo.YES for q in ground.questions}
    with rooms.inside(Kind.PROBATION) as (_, by):
        row = open_examination(request=request, by=by, at=at)
        row = write_draft(
            examination=row,
            fields=SUPERVISION,
            persons=told,
            facts="",
            reservation="",
            exit_client=False,
            by=by,
            at=at,
        )
        row = answer_test(
            examination=row, ground=ground, answers=answers, reasons="Uppgiften behövs för att förebygga brott.",
            consent=None, by=by, at=at, today=today,
        )  # fmt: skip
        row = decide(examination=row, by=by, at=at, today=today)
        return hand_over(examination=row, recipient_confirmed=True, by=by, at=at, today=today)


def _consent(rooms: _Rooms, *, now: datetime, today: date) -> None:
    with rooms.inside(Kind.PROBATION) as (room, by):
        record_consent(
            room=room,
            to_room=rooms.by_kind[Kind.SOCIAL],
            words=ConsentWords(
                PERSONS[0].name, PERSONS[0].personal_number, "Gemensam planering", "Möten varannan vecka"
            ),
            classes=frozenset({DataClass.CLIENT, DataClass.HELP}),
            giver=ConsentGiver.SELF,
            form=ConsentForm.WRITTEN,
            first_day=today,
            last_day=today + timedelta(days=150),
            by=by,
            at=now,
        )
