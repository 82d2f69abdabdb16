"""An example object for each route that names one, so that the guards can open it as every role.

A new route with a parameter needs a line here; the guard fails and says so. The object belongs to the city, and the
person given may open it if their role has the route's right.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import count

from django.utils import timezone

from tests.cast import HELD_IN, City
from tests.web.disclosures import door
from tests.web.group_audit.made_up import a_keeper, disagreeing, frozen, lines, on_the_table, planned
from tests.web.groups.made_up import a_group, a_label, an_area, said_now
from tests.web.imports.files import settings
from tests.web.imports.register import an_upload
from tests.web.incident_coding.made_up import (
    a_sample,
    a_set,
    judge,
    judge_whole,
    judged_incidents,
    past_incidents,
)
from tests.web.incidents.made_up import a_count_rule, an_incident
from tests.web.memberships.files import a_csv
from tests.web.memberships.for_partners import a_group_draft
from tests.web.memberships.made_up import a_draft, a_membership, a_tie, in_police_room
from tests.web.people.files import a_file, a_row
from tests.web.people.made_up import (
    a_changed_person_for,
    a_person,
    a_person_for,
    acting_in_room_of,
    an_emergency_for,
    room_kind_of,
)
from tests.web.problem_analysis.made_up import a_kept_analysis
from tests.web.reports.proposals import a_proposal
from tests.web.retaliation_chains.made_up import blow_and_answer, linked
from tests.web.reviews.table import DAY, NOW, a_decision, a_held_review, a_locked_review, point_about
from vapenvila.rules.retention_event import Event, EventKind, EventWish
from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.export_approvals import ask_approval
from vapenvila.web.audit.models import ExportRecord
from vapenvila.web.group_audit.models import AuditFinding
from vapenvila.web.group_map.actions.placing import move_group
from vapenvila.web.group_map.queries.places import Spot
from vapenvila.web.imports.actions.mappings import save_mapping
from vapenvila.web.imports.models import ImportConflict
from vapenvila.web.incident_coding.vocabulary import Wanted
from vapenvila.web.incidents.actions.merge import merge_incidents, settle_as_different
from vapenvila.web.incidents.actions.saved_filters import save_filter
from vapenvila.web.incidents.actions.take_out import Order, take_out
from vapenvila.web.incidents.facts import Change
from vapenvila.web.incidents.filters import IncidentFilter
from vapenvila.web.incidents.history import write_history
from vapenvila.web.incidents.models import CountRule
from vapenvila.web.jobs.progress import start
from vapenvila.web.memberships.actions.importing import receive_memberships
from vapenvila.web.memberships.vocabulary import Holds
from vapenvila.web.oversight.log_reviews import make_log_review
from vapenvila.web.oversight.models import LogReview
from vapenvila.web.people.actions.events import note_event
from vapenvila.web.people.actions.importing import receive_persons
from vapenvila.web.people.actions.merge import merge_persons
from vapenvila.web.people.models import PersonBatch, RemovedPerson
from vapenvila.web.people.removed_persons import mark_removed
from vapenvila.web.people.vocabulary import WhyRemoved
from vapenvila.web.problem_analysis.engine.shown import shown_page
from vapenvila.web.retention.certificates import issue_certificate
from vapenvila.web.retention.models import RetentionDeletion
from vapenvila.web.retention.registry import Scope
from vapenvila.web.reviews.actions.incident_answers import start_clock
from vapenvila.web.reviews.vocabulary import GroupLink
from vapenvila.web.rights_desk.actions import receive_request
from vapenvila.web.rights_desk.models import RightsRequest
from vapenvila.web.rights_desk.vocabulary import Channel, Kind, OutcomeWord, State
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.identifiers import new_id

_another = count()
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def _blind_sample(city: City, person: User) -> Mapping[str, object]:
    judged_incidents(city, 10)
    return {"sample": a_sample(city, coder=Role.POLICE_OFFICER).pk}


def _judged_blind(city: City, person: User) -> Mapping[str, object]:
    judged_incidents(city, 10)
    sample = a_sample(city, coder=Role.POLICE_OFFICER, size=10)
    judge_whole(city, sample, differing=10)
    with acting(programmes=[city.programme.pk]):
        number = sample.items.order_by("place")[0].incident.number
    return {"sample": sample.pk, "number": number, "side": "victim"}


def _judged_blind_whole(city: City, person: User) -> Mapping[str, object]:
    return {"sample": _judged_blind(city, person)["sample"]}


def _blind_incident(city: City, person: User) -> Mapping[str, object]:
    first = Role.COORDINATOR if person != city.people[Role.COORDINATOR] else Role.PROJECT_LEADER
    judged_incidents(city, 10, by=first)
    role = next(role for role, somebody in city.people.items() if somebody == person)
    sample = a_sample(city, coder=role)
    with acting(programmes=[city.programme.pk]):
        return {"sample": sample.pk, "number": sample.items.order_by("place")[0].incident.number}


def _job(city: City, person: User) -> Mapping[str, object]:
    return {"job": start(programme=city.programme.pk, by=person.pk, at=NOON, what="Import of incidents").pk}


def _incident(city: City, person: User) -> Mapping[str, object]:
    return {"number": an_incident(city).number}


def _change(city: City, person: User) -> Mapping[str, object]:
    incident = an_incident(city)
    with acting(programmes=[city.programme.pk]):
        together = new_id()
        write_history(
            incident, [Change("place", "", "Torget")], reason="", by=person, at=NOON, together=together
        )
        return {"number": incident.number, "event": incident.history.get().pk}


def _pair(city: City, person: User) -> Mapping[str, object]:
    return {"first": an_incident(city).number, "second": an_incident(city).number}


def _different(city: City, person: User) -> Mapping[str, object]:
    with acting(programmes=[city.programme.pk]):
        pair = settle_as_different(first=an_incident(city), second=an_incident(city), by=person, at=NOON)
        return {"pair": pair.pk}


def _merge(city: City, person: User) -> Mapping[str, object]:
    with acting(programmes=[city.programme.pk]):
        kept, absorbed = an_incident(city), an_incident(city)
        return {
            "merge": merge_incidents(
                kept=kept, absorbed=absorbed, reason="Same.", looked_at=False, by=person, at=NOON
            ).pk
        }


def _saved_filter(city: City, person: User) -> Mapping[str, object]:
    with acting(programmes=[city.programme.pk]):
        saved = save_filter(
            programme=city.programme, name="Spring", chosen=IncidentFilter(), shared=False, by=person, at=NOON
        )
        return {"saved": saved.pk}


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


def _group(city: City, person: User) -> Mapping[str, object]:
    group = a_group(city)
    a_label(city, group, "Hamngruppen", **said_now())
    an_area(city, group, **said_now())
    return {"group": group.pk}


def _two_groups(city: City, person: User) -> Mapping[str, object]:
    one, other = _group(city, person)["group"], _group(city, person)["group"]
    return {"first": one, "second": other}


def _group_moved(city: City, person: User) -> Mapping[str, object]:
    group = a_group(city)
    with acting(programmes=[city.programme.pk]):
        move = move_group(group, Spot(0.3, 0.3), by=city.people[Role.COORDINATOR], at=timezone.now())
        return {"move": move.pk}


def _group_saying(city: City, person: User) -> Mapping[str, object]:
    return {**_group(city, person), "says": "name"}


def _group_statement(city: City, person: User) -> Mapping[str, object]:
    group = a_group(city)
    first = a_label(city, group, "Kajen", **said_now())
    second = a_label(city, group, "Hamngruppen", supersedes=first, **said_now())
    return {"says": "name", "statement": second.pk}


def _publication(city: City, person: User) -> Mapping[str, object]:
    return {"publication": a_proposal(city).pk}


def _log_review(city: City, person: User) -> Mapping[str, object]:
    """A review of the room the person works in."""
    room = person.missions.get().room
    with acting(programmes=[city.programme.pk], room=room.pk):
        made = LogReview.objects.filter(room=room).first()
        return {"review": (made or make_log_review(room=room, month=date(2026, 3, 1), seed=1, at=NOON)).pk}


def _held_review(city: City, person: User) -> Mapping[str, object]:
    return {"meeting": a_held_review(city).pk}


def _locked_review(city: City, person: User) -> Mapping[str, object]:
    return {"meeting": a_locked_review(city).pk}


def _point(city: City, person: User) -> Mapping[str, object]:
    incident = an_incident(city, when=NOW - DAY)
    meeting = a_held_review(city)
    return {"meeting": meeting.pk, "item": point_about(meeting, incident).pk}


def _clock(city: City, person: User) -> Mapping[str, object]:
    incident = an_incident(city, when=NOW - DAY)
    with acting(programmes=[city.programme.pk]):
        return {"clock": start_clock(incident=incident, by=city.people[Role.COORDINATOR], at=NOW).pk}


def _answer(city: City, person: User) -> Mapping[str, object]:
    return {**_point(city, person), "question": "conflict"}


def _decision_at_the_meeting(city: City, person: User) -> Mapping[str, object]:
    incident = an_incident(city, when=NOW - DAY)
    meeting = a_held_review(city)
    point = point_about(meeting, incident)
    return {"meeting": meeting.pk, "item": point.pk, "decision": a_decision(city, point).pk}


def _own_decision(city: City, person: User) -> Mapping[str, object]:
    """A decision owned by the agency the person works for, so that a community partner may see it too."""
    incident = an_incident(city, when=NOW - DAY)
    point = point_about(a_held_review(city), incident)
    own = next(kind for role, kind in HELD_IN.items() if city.people[role] == person)
    return {"decision": a_decision(city, point, owner=own).pk}


def _chart(city: City, person: User) -> Mapping[str, object]:
    with acting(programmes=[city.programme.pk]):
        adopted = CountRule.objects.filter(programme=city.programme).exists()
    if not adopted:
        a_count_rule(city)
    an_incident(city, state="confirmed")
    return {"name": "months"}


def _import(city: City, person: User) -> Mapping[str, object]:
    return {"batch": an_upload(city, by=person).pk}


def _import_conflict(city: City, person: User) -> Mapping[str, object]:
    batch = an_upload(city, by=person)
    conflict = ImportConflict.objects.create(
        programme=city.programme,
        batch=batch,
        source_no="A1",
        row=2,
        field="kind",
        register_value="a",
        file_value="b",
    )
    return {"batch": batch.pk, "conflict": conflict.pk}


def _batch_of_conflict(city: City, person: User) -> Mapping[str, object]:
    return {"batch": _import_conflict(city, person)["batch"]}


def _mapping(city: City, person: User) -> Mapping[str, object]:
    with acting(programmes=[city.programme.pk]):
        saved = save_mapping(
            programme=city.programme, name=f"Mapping {new_id()}", settings=settings(), by=person, at=NOON
        )
    return {"mapping": saved.pk}


def _mapping_version(city: City, person: User) -> Mapping[str, object]:
    return {**_mapping(city, person), "version": 1}


def _feed(city: City, person: User) -> Mapping[str, object]:
    return {"profile": "polisen"}


def _person(city: City, person: User) -> Mapping[str, object]:
    return {"person": city.people[Role.EVALUATOR].pk}


def _mission(city: City, person: User) -> Mapping[str, object]:
    return {"mission": city.people[Role.EVALUATOR].missions.get().pk}


def _certificate(city: City, person: User) -> Mapping[str, object]:
    scope = Scope(city.programme.pk)
    with acting(programmes=[city.programme.pk]):
        RetentionDeletion.objects.create(
            programme=city.programme.pk,
            kind="job",
            regime="finished_job",
            part="records",
            count=1,
            deleted_at=NOON,
        )
        issued = issue_certificate(scope, at=NOON)
        return {"certificate": issued.pk if issued else ""}


def _rights_request(city: City, person: User, kind: Kind = Kind.ACCESS) -> Mapping[str, object]:
    """A request to the agency the person works for."""
    room = city.rooms[next(kind for role, kind in HELD_IN.items() if city.people[role] == person)]
    with acting(user=person.pk, programmes=[city.programme.pk], room=room.pk):
        row = receive_request(
            room=room, kind=kind, channel=Channel.LETTER, received_on=NOON.date(), requester="Påhittad Person",
            reply_to="Påhittsgatan 1", words="", by=person, at=NOON,
        )  # fmt: skip
        return {"request_id": row.pk}


def _restricted(city: City, person: User) -> Mapping[str, object]:
    """A restriction that was granted, told and closed, of a person of their room."""
    named = a_person_for(city, person)
    kept = _rights_request(city, person, Kind.RESTRICTION)
    room = city.rooms[next(kind for role, kind in HELD_IN.items() if city.people[role] == person)]
    with acting(user=person.pk, programmes=[city.programme.pk], room=room.pk):
        row = RightsRequest.objects.latest("number")
        row.person, row.state, row.outcome, row.decided_at = named.pk, State.CLOSED, OutcomeWord.GRANTED, NOON
        row.identity_checked_at = NOON
        row.save()
    return kept


def _registered(city: City, person: User) -> Mapping[str, object]:
    return {"person": a_person_for(city, person).pk}


def _noted(city: City, person: User) -> Mapping[str, object]:
    row = a_person_for(city, person)
    wish = EventWish(
        event=Event(EventKind.PRESERVE, NOON.date()),
        source="Made-up",
        ground="archive",
        decided_by="Made-up archive",
    )
    with acting_in_room_of(city, person):
        return {"person": row.pk, "event": note_event(person=row, wish=wish, by=person, at=timezone.now()).pk}


def _person_file(city: City, person: User) -> Mapping[str, object]:
    """A file of persons in the room this person works in, not looked at yet."""
    today = timezone.localdate()
    with acting_in_room_of(city, person):
        room = city.rooms[room_kind_of(city, person)]
        batch = receive_persons(
            room=room, chunks=[a_file(a_row())], label="", by=person, at=timezone.now(), today=today
        )
        return {"batch": batch.pk}


def _removed_met(city: City, person: User) -> Mapping[str, object]:
    """A file of persons that names somebody who was removed from the room this person works in."""
    born = (date(1960, 1, 1) + timedelta(days=next(_another))).isoformat()  # nobody who was removed before
    one = a_person(city, room_kind_of(city, person), birth_date=born, at=timezone.now())
    file = _person_file(city, person)
    with acting_in_room_of(city, person):
        mark_removed(one, WhyRemoved.REMOVED, on=timezone.localdate())
        removal = RemovedPerson.objects.latest("removal").removal
        met = PersonBatch.objects.latest("number")
        met.report = {"removed": [[2, str(removal)]]}
        met.save(update_fields=["report"])
    return {**file, "removal": removal}


def _two_registered(city: City, person: User) -> Mapping[str, object]:
    return {"first": a_person_for(city, person).pk, "second": a_person_for(city, person).pk}


def _person_merge(city: City, person: User) -> Mapping[str, object]:
    kept, absorbed = a_person_for(city, person), a_person_for(city, person)
    with acting_in_room_of(city, person):
        merge = merge_persons(kept=kept, absorbed=absorbed, reason="Same.", by=person, at=timezone.now())
    return {"merge": merge.pk}


def _person_change(city: City, person: User) -> Mapping[str, object]:
    row = a_changed_person_for(city, person)
    with acting_in_room_of(city, person):
        return {"person": row.pk, "change": row.changes.get(version=2).pk}


def _emergency(city: City, person: User) -> Mapping[str, object]:
    return {"emergency_id": an_emergency_for(city, person).pk}


def _asked(city: City, person: User) -> Mapping[str, object]:
    """A request that the person's agency asks, or is asked when it is probation."""
    kind = door.kind_of(city, person)
    return {
        "asked": door.a_request(city, asker=AgencyKind.POLICE if kind is AgencyKind.PROBATION else kind).pk
    }


def _asked_of(city: City, person: User) -> Mapping[str, object]:
    kind = door.kind_of(city, person)
    asker = AgencyKind.PROBATION if kind is AgencyKind.POLICE else AgencyKind.POLICE
    return {"asked": door.a_request(city, asker=asker, asked=kind).pk}


def _asked_by(city: City, person: User) -> Mapping[str, object]:
    kind = door.kind_of(city, person)
    asked = AgencyKind.POLICE if kind is AgencyKind.PROBATION else AgencyKind.PROBATION
    return {"asked": door.a_request(city, asker=kind, asked=asked).pk}


def _examination(city: City, person: User) -> Mapping[str, object]:
    kind = door.kind_of(city, person)
    asker = AgencyKind.PROBATION if kind is AgencyKind.POLICE else AgencyKind.POLICE
    return {"examination": door.an_examination(city, door.a_request(city, asker=asker, asked=kind)).pk}


def _ground_of_examination(city: City, person: User) -> Mapping[str, object]:
    return {**_examination(city, person), "code": "consent"}


def _document(city: City, person: User) -> Mapping[str, object]:
    """A document that the person's agency has handed over."""
    kind = door.kind_of(city, person)
    return {"disclosure": door.a_plain_disclosure(city, kind).pk}


def _consent(city: City, person: User) -> Mapping[str, object]:
    kind = door.kind_of(city, person)
    to = AgencyKind.SOCIAL if kind is not AgencyKind.SOCIAL else AgencyKind.PROBATION
    return {"consent": door.a_consent(city, kind=kind, to=to).pk}


def _door_manager(city: City, person: User) -> Mapping[str, object]:
    return {"manager": door.name_the_manager(city, AgencyKind.SOCIAL, city.people[Role.SOCIAL_WORKER]).pk}


def _membership(city: City, person: User) -> Mapping[str, object]:
    return {"statement": a_membership(city, at=timezone.now()).pk}


def _group_draft(city: City, person: User) -> Mapping[str, object]:
    """What the police may tell partners of a group, not decided on yet."""
    return {"draft": a_group_draft(city).pk}


def _group_draft_on_a_ground(city: City, person: User) -> Mapping[str, object]:
    return {**_group_draft(city, person), "code": "group_level"}


def _membership_file(city: City, person: User) -> Mapping[str, object]:
    """A file of ties in the room of the police, not looked at yet."""
    with in_police_room(city):
        batch = receive_memberships(
            room=city.rooms[AgencyKind.POLICE], holds=Holds.TIES, chunks=[a_csv(Holds.TIES)], label="", by=person,
            at=timezone.now(),
        )  # fmt: skip
        return {"batch": batch.pk}


def _draft(city: City, person: User) -> Mapping[str, object]:
    return {"statement": a_draft(city, at=timezone.now()).pk}


def _piece(city: City, person: User) -> Mapping[str, object]:
    row = a_draft(city, at=timezone.now())
    with acting(programmes=[city.programme.pk], room=row.room_id):
        return {"statement": row.pk, "evidence": row.evidence.all()[0].pk}


def _tie(city: City, person: User) -> Mapping[str, object]:
    now = timezone.now()
    return {"tie": a_tie(city, on=now.date() - timedelta(days=100), at=now).pk}


def _tied_person(city: City, person: User) -> Mapping[str, object]:
    now = timezone.now()
    return {"person": a_tie(city, on=now.date() - timedelta(days=100), at=now).person_a_id}


def _tied_pair(city: City, person: User) -> Mapping[str, object]:
    now = timezone.now()
    tie = a_tie(city, on=now.date() - timedelta(days=100), at=now)
    return {"first": tie.person_a_id, "second": tie.person_b_id}


def _retaliation_pair(city: City, person: User) -> Mapping[str, object]:
    return {"pair": linked(city, *blow_and_answer(city)).pk}


def _retaliation_chain(city: City, person: User) -> Mapping[str, object]:
    earlier, later = blow_and_answer(city)
    linked(city, earlier, later)
    return {"number": earlier.number}


def _suggested_pair(city: City, person: User) -> Mapping[str, object]:
    earlier, later = blow_and_answer(city)
    return {"earlier": earlier.number, "later": later.number}


def _coding_set(city: City, person: User) -> Mapping[str, object]:
    past_incidents(city, 2)
    return {"coding_set": a_set(city).pk}


def _coding_incident(city: City, person: User) -> Mapping[str, object]:
    incident = past_incidents(city, 2)[0]
    return {"coding_set": a_set(city, wanted=Wanted.ALL).pk, "number": incident.number}


def _judged_before(city: City, person: User) -> Mapping[str, object]:
    incident = past_incidents(city, 1)[0]
    judgement = judge(city, incident)
    judge(city, incident, status=GroupLink.NOT_GMI)
    made = a_set(city, wanted=Wanted.ALL)
    return {"coding_set": made.pk, "number": incident.number, "judgement": judgement.pk}


def _audit(city: City, person: User) -> Mapping[str, object]:
    return {"audit": on_the_table(city).pk}


def _open_audit(city: City, person: User) -> Mapping[str, object]:
    return {"audit": disagreeing(city).pk}


def _step_of_audit(city: City, person: User) -> Mapping[str, object]:
    return {"audit": planned(city).pk, "step": "open"}


def _line_to_answer(city: City, person: User) -> Mapping[str, object]:
    audit = disagreeing(city)
    return {"audit": audit.pk, "line": lines(city, audit)[0].pk}


def _line_on_the_table(city: City, person: User) -> Mapping[str, object]:
    audit = on_the_table(city)
    return {"audit": audit.pk, "line": lines(city, audit)[0].pk}


def _two_audits(city: City, person: User) -> Mapping[str, object]:
    frozen(city)
    return {"audit": frozen(city).pk}


def _agreed_answer(city: City, person: User) -> Mapping[str, object]:
    audit = frozen(city, size_agreed=True)
    return {
        "audit": audit.pk,
        "finding": AuditFinding.objects.get(audit=audit, question="size", known=True).pk,
    }


def _line_to_let_out(city: City, person: User) -> Mapping[str, object]:
    role = next((role for role, user in city.people.items() if user == person), None)
    if (
        role in ROLES_WITH_RIGHT[Right.TELL_FROM_OUTREACH]
    ):  # in a room with a compartment, as all of these are
        a_keeper(city, HELD_IN[role], person)
    return _line_to_answer(city, person)


def _keeper(city: City, person: User) -> Mapping[str, object]:
    return {"keeper": a_keeper(city, AgencyKind.SOCIAL, city.people[Role.SOCIAL_WORKER]).pk}


def _analysis(city: City, person: User) -> Mapping[str, object]:
    return {"number": a_kept_analysis(city).number}


def _drawing(city: City, person: User) -> Mapping[str, object]:
    row = a_kept_analysis(city)
    part = next(part for part in shown_page(row, "en").sections if part.drawings)
    return {"number": row.number, "drawing": part.drawings[0].name}


EXAMPLES: dict[str, Callable[[City, User], Mapping[str, object]]] = {
    "job": _job,
    "incident": _incident,
    "incident-edit": _incident,
    "incident-state": _incident,
    "incident-source": _incident,
    "incident-undo": _change,
    "incident-pair": _pair,
    "incident-pair-reopen": _different,
    "incident-merge-undo": _merge,
    "incident-filter-remove": _saved_filter,
    "group": _group,
    "group-map-data": _group,
    "group-map-between": _two_groups,
    "group-map-undo": _group_moved,
    "group-state": _group_saying,
    "group-statement-renew": _group_statement,
    "group-statement-withdraw": _group_statement,
    "group-statement-undo": _group_statement,
    "export": _file,
    "log-review": _log_review,
    "release": _publication,
    "release-decide": _publication,
    "log-review-sign": _log_review,
    "export-approval": _large_export,
    "incident-chart-copy": _chart,
    "person": _person,
    "person-import": _person_file,
    "person-import-mapping": _person_file,
    "person-import-commit": _person_file,
    "person-import-undo": _person_file,
    "person-import-held": _person_file,
    "person-import-removed": _removed_met,
    "person-pair": _two_registered,
    "person-merge-undo": _person_merge,
    "person-emergency-sign": _emergency,
    "person-record": _registered,
    "person-identity": _registered,
    "person-edit": _registered,
    "person-undo": _person_change,
    "person-review": _registered,
    "person-kept": _registered,
    "person-event": _noted,
    "person-remove": _registered,
    "person-emergency": _registered,
    "change-account": _person,
    "new-mission": _person,
    "end-mission": _mission,
    "review": _held_review,
    "review-build": _held_review,
    "review-freeze": _held_review,
    "review-begin": _held_review,
    "review-missed": _held_review,
    "review-time": _held_review,
    "review-chair": _held_review,
    "review-add": _held_review,
    "review-presence": _held_review,
    "review-meeting": _held_review,
    "review-lock": _held_review,
    "review-minutes": _locked_review,
    "review-minutes-pdf": _locked_review,
    "review-move": _held_review,
    "review-remove": _point,
    "review-item": _point,
    "review-seconds": _point,
    "review-decide": _point,
    "review-nothing": _point,
    "review-carry-over": _point,
    "retaliation-contacts": _clock,
    "review-answer": _answer,
    "review-take-back": _decision_at_the_meeting,
    "decision-report": _own_decision,
    "incident-chart": _chart,
    "blind-sample": _judged_blind_whole,
    "blind-sample-close": _blind_sample,
    "coding-agreement": _judged_blind_whole,
    "blind-incident": _blind_incident,
    "coding-settle": _judged_blind,
    "coding-set": _coding_set,
    "retaliation-chain": _retaliation_chain,
    "retaliation-dismiss": _suggested_pair,
    "retaliation-take-back": _retaliation_pair,
    "coding-set-close": _coding_set,
    "coding-grid": _coding_set,
    "coding-incident": _coding_incident,
    "coding-put-back": _judged_before,
    "group-audit": _audit,
    "group-audit-step": _step_of_audit,
    "group-audit-grid": _open_audit,
    "group-audit-propose": _open_audit,
    "group-audit-hand-in": _open_audit,
    "group-audit-paper": _open_audit,
    "group-audit-difference": _two_audits,
    "group-audit-line": _line_to_answer,
    "group-audit-table": _line_on_the_table,
    "group-audit-state": _agreed_answer,
    "outreach-line": _line_to_answer,
    "outreach-release": _line_to_let_out,
    "outreach-hand-in": _open_audit,
    "outreach-keeper-end": _keeper,
    "rights-request": _rights_request,
    "rights-request-step": _rights_request,
    "rights-report": _rights_request,
    "rights-request-lift": _restricted,
    "retention-certificate": _certificate,
    "disclosure-request": _asked,
    "disclosure-request-open": _asked_of,
    "disclosure-request-withdraw": _asked_by,
    "examination": _examination,
    "examination-draft": _examination,
    "examination-ground": _ground_of_examination,
    "examination-decide": _examination,
    "examination-manager": _examination,
    "examination-refuse": _examination,
    "examination-hand-over": _examination,
    "examination-review": _examination,
    "disclosure": _document,
    "disclosure-pdf": _document,
    "disclosure-receive": _document,
    "disclosure-note": _document,
    "disclosure-recall": _document,
    "disclosure-destroyed": _document,
    "disclosure-correct": _document,
    "disclosure-seen": _document,
    "consent-withdraw": _consent,
    "door-manager-end": _door_manager,
    "import": _import,
    "import-mapping": _import,
    "import-commit": _import,
    "import-undo": _import,
    "import-held": _import,
    "import-conflict": _import_conflict,
    "import-conflicts": _batch_of_conflict,
    "import-conflicts-all": _batch_of_conflict,
    "import-saved-mapping": _mapping,
    "import-mapping-file": _mapping,
    "import-mapping-version": _mapping_version,
    "import-mapping-delete": _mapping,
    "import-feed-switch": _feed,
    "membership-new": _registered,
    "membership": _membership,
    "membership-edit": _membership,
    "membership-evidence": _membership,
    "membership-evidence-step": _piece,
    "membership-step": _draft,
    "tie-remove": _tie,
    "network-people": _tied_person,
    "network-export": _tied_person,
    "network-records": _tied_pair,
    "group-draft": _group_draft,
    "group-draft-refuse": _group_draft,
    "group-draft-release": _group_draft_on_a_ground,
    "membership-import": _membership_file,
    "membership-import-mapping": _membership_file,
    "membership-import-commit": _membership_file,
    "membership-import-undo": _membership_file,
    "membership-import-held": _membership_file,
    "problem-analysis-of": _analysis,
    "problem-analysis-copy": _analysis,
    "problem-analysis-drawing": _drawing,
}
