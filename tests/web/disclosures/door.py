"""What the tests of the door share: a city with verified grounds, and disclosures made through the acts themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from tests.cast import HELD_IN, City
from vapenvila.rules.disclosable_fields import DataClass, Field
from vapenvila.rules.legal_ground import YesNo
from vapenvila.rules.roles import AgencyKind as Kind
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.disclosures.actions.consenting import record_consent
from vapenvila.web.disclosures.actions.deciding import decide, hand_over
from vapenvila.web.disclosures.actions.examining import (
    answer_test,
    begin_unasked,
    open_examination,
    write_draft,
)
from vapenvila.web.disclosures.actions.requesting import send_request
from vapenvila.web.disclosures.actions.setting_grounds import name_manager, verify_ground
from vapenvila.web.disclosures.catalogue import catalogue
from vapenvila.web.disclosures.models import (
    Consent,
    Disclosure,
    DisclosureRequest,
    DoorManager,
    Examination,
    GroundVerification,
)
from vapenvila.web.disclosures.sealed_words import (
    ConsentWords,
    ExaminationWords,
    NamedPerson,
    RequestWords,
    examination_words,
)
from vapenvila.web.disclosures.vocabulary import ConsentForm, ConsentGiver, Urgency
from vapenvila.web.partners.models import Mission, Room
from vapenvila.web.wall.acting import acting

NOW = timezone.now().replace(microsecond=0)
TODAY = timezone.localdate(NOW)
DAY = timedelta(days=1)
PERSON = NamedPerson(name="Påhittad Person", personal_number="19991228-2382", reference="P-17")
YOUNG = NamedPerson(name="Påhittad Ung", personal_number="20090101-0009")
WORKS_FOR = {
    Kind.POLICE: Role.POLICE_ANALYST,
    Kind.PROBATION: Role.PROBATION_OFFICER,
    Kind.SOCIAL: Role.SOCIAL_WORKER,
    Kind.MUNICIPALITY: Role.COORDINATOR,
    Kind.CIVIL: Role.COMMUNITY_PARTNER,
}


@contextmanager
def in_room(city: City, kind: Kind) -> Iterator[Room]:
    """Inside this agency's room, as every view is."""
    with acting(programmes=[city.programme.pk], room=city.rooms[kind].pk):
        yield Room.objects.select_related("agency", "programme").get(pk=city.rooms[kind].pk)


def worker(city: City, kind: Kind) -> User:
    """Somebody who uses the door in this agency's room."""
    return city.people[WORKS_FOR.get(kind, Role.EVALUATOR)]


def colleague(city: City, kind: Kind) -> User:
    """A second person in the same room."""
    email = f"second-{kind.value}@{city.programme.slug}.example"
    found = User.objects.filter(email=email).first()
    if found is None:
        found = User.objects.create_user(
            email=email, password="made-up-and-long-enough", name="Påhittad andra"
        )
        Mission.objects.create(
            user=found, room=city.rooms[kind], roles=[WORKS_FOR[kind].value], first_day=TODAY - 900 * DAY
        )
    return found


def verify_all(city: City) -> None:
    """A made-up lawyer has verified every ground for the programme."""
    with acting(programmes=[city.programme.pk]):
        for ground in catalogue().grounds.values():
            verify_ground(
                programme=city.programme,
                ground=ground,
                lawyer="Påhittad jurist",
                on=TODAY - DAY,
                by=city.people[Role.PROJECT_LEADER],
                at=NOW,
                today=TODAY,
            )


def name_the_manager(city: City, kind: Kind, user: User) -> DoorManager:
    """Make this person the named manager of the room."""
    with acting(programmes=[city.programme.pk]):
        return name_manager(
            programme=city.programme,
            room=city.rooms[kind],
            user=user,
            first_day=TODAY - DAY,
            by=city.people[Role.ADMINISTRATOR],
            at=NOW,
            today=TODAY,
        )


def a_request(
    city: City,
    *,
    asker: Kind = Kind.POLICE,
    asked: Kind = Kind.PROBATION,
    fields: frozenset[Field] = frozenset({Field.UNDER_SUPERVISION}),
    persons: tuple[NamedPerson, ...] = (PERSON,),
) -> DisclosureRequest:
    """A request from one agency to another."""
    with in_room(city, asker) as room:
        return send_request(
            from_room=room,
            to_room=city.rooms[asked],
            words=RequestWords(persons, "Invitation to a call-in"),
            fields=fields,
            urgency=Urgency.NORMAL,
            recipient_confirmed=True,
            by=worker(city, asker),
            at=NOW,
        )


def an_examination(city: City, request: DisclosureRequest | None = None) -> Examination:
    """Probation has taken up a request of the police."""
    request = request or a_request(city)
    kind = next(kind for kind, room in city.rooms.items() if room.pk == request.to_room_id)
    with in_room(city, kind):
        return open_examination(request=request, by=worker(city, kind), at=NOW)


def filled_in(
    city: City, kind: Kind, examination: Examination, *, exit_client: bool = False, value: str = "Yes"
) -> Examination:
    """Every field of every person has a value."""
    with in_room(city, kind):
        fields = frozenset(Field(f) for f in examination.fields)

        words = examination_words(examination.sealed, row=examination.pk)
        persons = tuple(
            NamedPerson(p.name, p.personal_number, p.reference, {f.value: value for f in fields})
            for p in words.persons
        )
        return write_draft(
            examination=examination,
            fields=fields,
            persons=persons,
            facts=words.facts,
            reservation="",
            exit_client=exit_client,
            by=worker(city, kind),
            at=NOW,
        )


def passing_answers(code: str) -> dict[str, YesNo]:
    """Answers that pass the test of a ground."""
    questions = catalogue().grounds[code].questions
    return {q.id: YesNo.NO if q.stops is YesNo.YES else YesNo.YES for q in questions}


def examined(
    city: City,
    kind: Kind,
    examination: Examination,
    code: str = "probation_police_duty",
    *,
    consent: Consent | None = None,
) -> Examination:
    """The ground is chosen and its test passed."""
    with in_room(city, kind):
        return answer_test(
            examination=examination,
            ground=catalogue().grounds[code],
            answers=passing_answers(code),
            reasons="Made-up reasons",
            consent=consent,
            by=worker(city, kind),
            at=NOW,
            today=TODAY,
        )


def decided_by(city: City, kind: Kind, examination: Examination, *people: User) -> Examination:
    """These people have decided, one after another."""
    with in_room(city, kind):
        for person in people:
            examination = decide(examination=examination, by=person, at=NOW, today=TODAY)
        return examination


def handed_over(city: City, kind: Kind, examination: Examination, *, confirmed: bool = True) -> Disclosure:
    """What was decided has left."""
    with in_room(city, kind):
        return hand_over(
            examination=examination,
            recipient_confirmed=confirmed,
            by=worker(city, kind),
            at=NOW,
            today=TODAY,
        )


def a_disclosure(city: City, *, asker: Kind = Kind.POLICE) -> Disclosure:
    """Probation has told police whether a person is under supervision."""
    kind = Kind.PROBATION
    row = examined(city, kind, filled_in(city, kind, an_examination(city, a_request(city, asker=asker))))
    return handed_over(city, kind, decided_by(city, kind, row, worker(city, kind)))


def a_plain_disclosure(city: City, kind: Kind) -> Disclosure:
    """Something handed over by any agency of the cast, on consent, to another one. Verifies the grounds if need be."""
    kind = kind if kind in WORKS_FOR else Kind.PROBATION
    with acting(programmes=[city.programme.pk]):
        verified = GroundVerification.objects.filter(programme=city.programme).exists()
    if not verified:
        verify_all(city)
    to = Kind.SOCIAL if kind is not Kind.SOCIAL else Kind.PROBATION
    row = unasked(city, kind=kind, to=to)
    row = examined(city, kind, row, "consent", consent=a_consent(city, kind=kind, to=to))
    return handed_over(city, kind, decided_by(city, kind, row, worker(city, kind)))


def a_consent(
    city: City,
    *,
    kind: Kind = Kind.PROBATION,
    to: Kind = Kind.SOCIAL,
    classes: frozenset[DataClass] = frozenset({DataClass.CLIENT, DataClass.HELP}),
) -> Consent:
    """A consent that probation has obtained for telling social services."""
    with in_room(city, kind) as room:
        return record_consent(
            room=room,
            to_room=city.rooms[to],
            words=ConsentWords(
                PERSON.name, PERSON.personal_number, "Joint plan", "Meetings every other week"
            ),
            classes=classes,
            giver=ConsentGiver.SELF,
            form=ConsentForm.WRITTEN,
            first_day=TODAY,
            last_day=TODAY + 180 * DAY,
            by=worker(city, kind),
            at=NOW,
        )


def unasked(
    city: City,
    *,
    kind: Kind = Kind.PROBATION,
    to: Kind = Kind.SOCIAL,
    fields: frozenset[Field] = frozenset({Field.HELP_NEEDED}),
    person: NamedPerson = PERSON,
) -> Examination:
    """Something the room means to tell without having been asked, every field filled in."""
    with in_room(city, kind) as room:
        row = begin_unasked(
            room=room,
            to_room=city.rooms[to],
            words=ExaminationWords(persons=(person,), purpose="Joint plan"),
            fields=fields,
            by=worker(city, kind),
            at=NOW,
        )
    return filled_in(city, kind, row)


def kind_of(city: City, person: User) -> Kind:
    """The kind of agency this person of the cast works in."""
    return next(HELD_IN[role] for role, user in city.people.items() if user == person)


def room_id(city: City, kind: Kind) -> UUID:
    """Identifier of the room."""
    return city.rooms[kind].pk
