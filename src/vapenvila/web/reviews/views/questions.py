"""The questions on one incident: what stands now and how an answer is saved, at the table or afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.incidents.actions.amend import amend_incident
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.refusals import StaleIncident
from vapenvila.web.reviews.actions.agenda import write_note
from vapenvila.web.reviews.actions.incident_answers import (
    CLOCK_FIELDS,
    assess_group_link,
    take_stance,
    write_conflict,
    write_contacts,
)
from vapenvila.web.reviews.errors import EditedMeanwhileError
from vapenvila.web.reviews.forms.answers import (
    AnswerForm,
    ConflictForm,
    ContactsForm,
    GroupLinkForm,
    MotiveForm,
    NoteForm,
    StanceForm,
)
from vapenvila.web.reviews.models import AgendaItem, RetaliationClock, ReviewMeeting
from vapenvila.web.reviews.queries.agenda import AgendaRow
from vapenvila.web.reviews.queries.answers import Answers
from vapenvila.web.reviews.vocabulary import Basis, Expected, GroupLink, Side, Stance

Values = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question put by somebody, now: at a point of a meeting, or about an incident outside any meeting."""

    programme: UUID
    by: User
    at: datetime
    subject: Incident | None = None
    answers: Answers | None = None
    point: AgendaItem | None = None
    meeting: ReviewMeeting | None = None

    @property
    def incident(self) -> Incident:
        """The incident the question is about."""
        assert self.subject is not None  # noqa: S101 — asked only where there is one
        return self.subject

    @property
    def item(self) -> AgendaItem:
        """The point of the meeting the question is about."""
        assert self.point is not None  # noqa: S101 — asked only where there is one
        return self.point

    @property
    def about(self) -> Values:
        """What a form needs to know of what is asked about."""
        return {"programme": self.programme, "incident": self.subject, "at": self.at}


def asked_at_the_table(row: AgendaRow, meeting: ReviewMeeting, *, by: User, at: datetime) -> Asked:
    """The questions on one point of a meeting."""
    return Asked(
        programme=meeting.programme_id,
        by=by,
        at=at,
        subject=row.item.incident,
        answers=row.answers,
        point=row.item,
        meeting=meeting,
    )


def asked_afterwards(answers: Answers, *, by: User, at: datetime) -> Asked:
    """The questions on one incident outside any meeting."""
    incident = answers.incident
    return Asked(programme=incident.programme_id, by=by, at=at, subject=incident, answers=answers)


@dataclass(frozen=True, slots=True)
class Question:
    """One block of the page."""

    name: str
    title: Promise | str
    form: type[AnswerForm]
    stored: Callable[[Asked], Values]  # what stands now, with its version
    save: Callable[[Asked, Values, str], object]
    about_incident: bool = True


def _link_stored(side: Side) -> Callable[[Asked], Values]:
    def stored(asked: Asked) -> Values:
        link = asked.answers.links.get(side) if asked.answers else None
        if link is None:
            return {"status": GroupLink.UNKNOWN, "group_name": "", "basis_kind": Basis.NONE, "version": ""}
        return {
            "status": link.status,
            "group_name": link.group_name,
            "basis_kind": link.basis_kind,
            "version": str(link.pk),
            "changed_by": link.decided_by,
            "changed_at": link.decided_at,
        }

    return stored


def _link_save(side: Side) -> Callable[[Asked, Values, str], object]:
    def save(asked: Asked, values: Values, version: str) -> object:
        return assess_group_link(
            incident=asked.incident,
            side=side,
            status=GroupLink(values["status"]),
            group_name=values["group_name"],
            basis_kind=Basis(values["basis_kind"]),
            seen=UUID(version) if version else None,
            meeting=asked.meeting,
            by=asked.by,
            at=asked.at,
        )

    return save


def _motive_stored(asked: Asked) -> Values:
    return {"motive": asked.incident.motive, "version": str(asked.incident.version)}


def _motive_save(asked: Asked, values: Values, version: str) -> object:
    if values["motive"] == asked.incident.motive:
        return asked.incident
    reason = (
        gettext("Weekly review no. %(number)d") % {"number": asked.meeting.no}
        if asked.meeting
        else gettext("Judged afterwards, outside the weekly review")
    )
    try:
        return amend_incident(
            incident=asked.incident,
            version=as_number(version),
            facts={"motive": values["motive"]},
            reason=reason,
            looked_at=True,
            by=asked.by,
            at=asked.at,
        )
    except StaleIncident as stale:
        raise EditedMeanwhileError(stale.current) from stale


def _conflict_stored(asked: Asked) -> Values:
    row = asked.answers.conflict if asked.answers else None
    if row is None:
        empty = {"conflict": "", "expected_from": "", "expected_against": ""}
        return {**empty, "retaliation_expected": Expected.UNKNOWN, "version": "0"}
    names = ("conflict", "retaliation_expected", "expected_from", "expected_against")
    return _from_row(row, names)


def _conflict_save(asked: Asked, values: Values, version: str) -> object:
    return write_conflict(
        incident=asked.incident,
        conflict=values["conflict"],
        retaliation_expected=Expected(values["retaliation_expected"]),
        expected_from=values["expected_from"],
        expected_against=values["expected_against"],
        version=as_number(version),
        by=asked.by,
        at=asked.at,
    )


def _contacts_stored(asked: Asked) -> Values:
    return contacts_of(asked.answers.clock if asked.answers else None)


def contacts_of(clock: RetaliationClock | None) -> Values:
    """The contacts as they stand, in meeting mode and on the clock's own page."""
    if clock is None:
        return {**dict.fromkeys(CLOCK_FIELDS), "side_a": "", "side_b": "", "version": "0"}
    return _from_row(clock, CLOCK_FIELDS)


def _contacts_save(asked: Asked, values: Values, version: str) -> object:
    return write_contacts(
        incident=asked.incident, values=values, version=as_number(version), by=asked.by, at=asked.at
    )


def _stance_stored(asked: Asked) -> Values:
    clock = asked.answers.clock if asked.answers else None
    if clock is None:
        return {"stance": Stance.ACTIVE, "hours": 72, "closed_reason": "", "version": "0"}
    return _from_row(clock, ("stance", "hours", "closed_reason"))


def _stance_save(asked: Asked, values: Values, version: str) -> object:
    return take_stance(
        incident=asked.incident,
        stance=Stance(values["stance"]),
        reason=values["closed_reason"],
        hours=values["hours"],
        version=as_number(version),
        by=asked.by,
        at=asked.at,
    )


def _note_stored(asked: Asked) -> Values:
    return {"note": asked.item.note, "version": str(asked.item.version)}


def _note_save(asked: Asked, values: Values, version: str) -> object:
    return write_note(
        item=asked.item.pk, note=values["note"], version=as_number(version), by=asked.by, at=asked.at
    )


def _from_row(row: Any, names: tuple[str, ...]) -> Values:
    seen = {"version": str(row.version), "changed_by": row.changed_by, "changed_at": row.changed_at}
    return {**{name: getattr(row, name) for name in names}, **(seen if row.version else {"version": "0"})}


def as_number(version: str) -> int:
    """The row's version as sent, 0 for none."""
    return int(version) if version.isdecimal() else 0


QUESTIONS: dict[str, Question] = {
    q.name: q
    for q in (
        Question(
            "victim", _("Victim's side"), GroupLinkForm, _link_stored(Side.VICTIM), _link_save(Side.VICTIM)
        ),
        Question(
            "offender",
            _("Offender's side"),
            GroupLinkForm,
            _link_stored(Side.OFFENDER),
            _link_save(Side.OFFENDER),
        ),
        Question("motive", _("Motive"), MotiveForm, _motive_stored, _motive_save),
        Question("conflict", _("Conflict and retaliation"), ConflictForm, _conflict_stored, _conflict_save),
        Question("contacts", _("Who has been reached"), ContactsForm, _contacts_stored, _contacts_save),
        Question("stance", _("Retaliation clock"), StanceForm, _stance_stored, _stance_save),
        Question("note", _("Note"), NoteForm, _note_stored, _note_save, about_incident=False),
    )
}
