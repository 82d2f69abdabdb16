"""What the reader may do on a page: rights and the meeting's state, as one answer for each button."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from vapenvila.rules.decision import Decision
from vapenvila.rules.review_answers import Answer, may_answer
from vapenvila.rules.review_meeting import MeetingState as State
from vapenvila.rules.review_meeting import may_build_agenda, may_edit_meeting, may_lock_minutes, may_move
from vapenvila.rules.rights import Right, may
from vapenvila.web.access.requires import Request
from vapenvila.web.reviews.models import ReviewMeeting
from vapenvila.web.reviews.queries.agenda import AgendaRow


@dataclass(frozen=True, slots=True)
class Allowed:
    """The answers of the rules, one for each act on a meeting."""

    lead: Decision
    build: Decision
    freeze: Decision
    begin: Decision
    edit: Decision
    add: Decision
    give_up: Decision


def has(request: Request, right: Right) -> Decision:
    """Whether the reader has the right here today."""
    return may(request.reader, right, request.programme.pk, today=timezone.localdate())


def allowed_on(request: Request, meeting: ReviewMeeting) -> Allowed:
    """Every act on this meeting: who may comes first, then what its state lets through."""
    lead, takes_part = has(request, Right.LEAD_REVIEW), has(request, Right.TAKE_PART_IN_REVIEW)
    state = State(meeting.state)
    edit = may_edit_meeting(state)
    begin = may_move(State.AGENDA_FROZEN if state is State.PLANNED else state, State.HELD)
    return Allowed(
        lead=lead,
        build=_first(lead, may_build_agenda(state)),
        freeze=_first(lead, may_move(state, State.AGENDA_FROZEN)),
        begin=_first(lead, begin),
        edit=_first(takes_part, edit),
        add=_first(lead, edit),
        give_up=_first(lead, may_move(state, State.MISSED)),
    )


def may_write(request: Request, question: str) -> Decision:
    """Whether the reader may write down the answer to a question at the meeting."""
    return may_answer(request.reader, Answer(question), request.programme.pk, today=timezone.localdate())


def may_lock(request: Request, meeting: ReviewMeeting, rows: list[AgendaRow], *, now: datetime) -> Decision:
    """Whether the reader may lock the minutes now. It takes the whole agenda to know."""
    facts = tuple(row.facts(now=now) for row in rows)
    lockable = may_lock_minutes(State(meeting.state), facts, has_chair=meeting.chair_id is not None)
    return _first(has(request, Right.LEAD_REVIEW), lockable)


def _first(*decisions: Decision) -> Decision:
    """The first refusal, or the last answer."""
    return next((decision for decision in decisions if not decision), decisions[-1])
