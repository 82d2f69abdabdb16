"""Telling partners something of a group: written in the room, decided on with ground and test, stated in the shared picture.

Nothing flows by itself. The release records one event in the room, and the statement one in the programme that names it.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from vapenvila.rules.decision import refuse, say
from vapenvila.rules.disclosure_ground import may_use_ground
from vapenvila.rules.disclosure_test import passes_test
from vapenvila.rules.group_release import (
    DraftState,
    ReleaseFacts,
    is_released,
    may_decide_on,
    may_refuse_draft,
    reaches_partners,
)
from vapenvila.rules.group_statement import may_state
from vapenvila.rules.legal_ground import LegalGround, YesNo
from vapenvila.rules.membership_access import may_hold_memberships
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.disclosures.queries.grounds import setting_of
from vapenvila.web.groups.actions.checks import check_saying
from vapenvila.web.groups.actions.state import state
from vapenvila.web.groups.sayings import GroundSaid, Saying, as_data, claim_of, saying_from_data, says_of
from vapenvila.web.memberships.models import GroupDraftVote, GroupStatementDraft
from vapenvila.web.memberships.queries.names_of_room import names_somebody
from vapenvila.web.partners.models import Room
from vapenvila.web.people.errors import ask
from vapenvila.web.people.free_text import check_texts


@transaction.atomic
def draft_group_statement(
    *, room: Room, saying: Saying, ground: GroundSaid, looked_at: bool, by: User, at: datetime
) -> GroupStatementDraft:
    """Write down what partners could be told, asked of the same rules as what is stated in the picture at once."""
    ask(may_hold_memberships(AgencyKind(room.agency.kind)))
    ask(may_state(claim_of(saying, ground), today=timezone.localdate(at)), field="source_on")
    check_saying(saying, ground, programme=room.programme, looked_at=looked_at)
    _insist_on_no_name(room, saying, ground)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"group draft {room.pk}"])
    last = GroupStatementDraft.objects.filter(room=room).aggregate(last=Max("number"))["last"] or 0
    row = GroupStatementDraft.objects.create(
        room=room,
        number=last + 1,
        says=says_of(saying).value,
        payload=as_data(saying, ground),
        author=by,
        written_at=at,
    )
    _record("group_draft.written", row, by, at)
    return row


def _insist_on_no_name(room: Room, saying: Saying, ground: GroundSaid) -> None:
    """No name of anybody whom the room has registered, however it is spelled."""
    said = as_data(saying, ground)["saying"]
    words = " · ".join([ground.source, *(str(said[name]) for name in ("text", "label") if name in said)])
    if names_somebody(room.pk, words):
        ask(
            refuse(say("The text names somebody whom this room has registered. The shared picture names no person.")),
            field="source",
        )  # fmt: skip


@transaction.atomic
def release_group_statement(
    *,
    draft: GroupStatementDraft,
    ground: LegalGround,
    answers: Mapping[str, YesNo],
    reasons: str,
    looked_at: bool,
    by: User,
    at: datetime,
) -> GroupStatementDraft:
    """Decide that it may leave. When as many have decided as the ground asks for, it is stated in the shared picture."""
    row = held_draft(draft)
    today = timezone.localdate(at)
    ask(may_decide_on(facts_of(row), by=by.pk))
    ask(may_use_ground(ground, setting_of(row.room.programme_id, ground), today=today))
    ask(reaches_partners(ground))
    if row.ground_code not in ("", ground.code):
        ask(
            refuse(
                say("The first decision rests on another ground. Both decide on the same, or it is refused.")
            )
        )
    ask(passes_test(ground, answers, reasons=reasons), field="reasons")
    check_texts({"reasons": reasons}, looked_at=looked_at)
    GroupDraftVote.objects.create(room=row.room, draft=row, by=by, at=at)
    given = {question: answer.value for question, answer in answers.items()}
    row.ground_code, row.reasons, row.answers = ground.code, reasons.strip(), given
    if not is_released(facts_of(row), ground):
        row.save()
        _record("group_draft.decided", row, by, at, ground=ground.code)
        return row
    saying, said = saying_from_data(row.payload)
    _insist_on_no_name(row.room, saying, said)
    made = state(
        programme=row.room.programme, saying=saying, ground=said, looked_at=looked_at, by=by, at=at,
        released_by_act=row.pk,
    )  # fmt: skip
    row.state, row.decided_by, row.decided_at, row.statement = DraftState.RELEASED, by, at, made.pk
    row.save()
    _record("group_draft.released", row, by, at, ground=ground.code, record=str(made.pk))
    return row


@transaction.atomic
def refuse_group_statement(
    *, draft: GroupStatementDraft, reason: str, looked_at: bool, by: User, at: datetime
) -> GroupStatementDraft:
    """Decide that it does not leave. The draft stays in the room with the reason until its time is over."""
    row = held_draft(draft)
    ask(may_refuse_draft(facts_of(row), reason=reason), field="reasons")
    check_texts({"reasons": reason}, looked_at=looked_at)
    row.state, row.decided_by, row.decided_at, row.reasons = DraftState.REFUSED, by, at, reason.strip()
    row.save()
    _record("group_draft.refused", row, by, at)
    return row


def held_draft(draft: GroupStatementDraft) -> GroupStatementDraft:
    """The row, held until the end of the transaction."""
    rows = GroupStatementDraft.objects.select_for_update(of=("self",))
    return rows.select_related("room__agency", "room__programme").get(pk=draft.pk)


def facts_of(row: GroupStatementDraft) -> ReleaseFacts:
    """The draft as the rule sees it."""
    deciders = frozenset(row.votes.values_list("by", flat=True))
    return ReleaseFacts(state=DraftState(row.state), author=row.author_id, deciders=deciders)


def _record(act: str, row: GroupStatementDraft, by: User, at: datetime, **details: object) -> None:
    record(
        act=act,
        by=by.pk,
        at=at,
        subject_kind="group_draft",
        subject=row.pk,
        programme=row.room.programme_id,
        room=row.room_id,
        details={"number": row.number, "says": row.says, **details},
    )
