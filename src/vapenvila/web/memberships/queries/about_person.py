"""What stands here on one person, for the person's page, the subject access report and everything that asks the registry."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext

from vapenvila.web.memberships.models import MembershipEvidence, MembershipStatement, Tie
from vapenvila.web.people.models import Person
from vapenvila.web.people.registry import HeldRecord


def held_on(person: UUID) -> Iterable[HeldRecord]:
    """Every statement, piece of evidence and tie on this person, whatever its state: the person is told of all of them."""
    them = [person, *Person.objects.filter(merged_into=person).values_list("pk", flat=True)]
    rows = MembershipStatement.objects.filter(person__in=them).select_related("group", "room__programme")
    for row in rows:
        link = reverse("membership", kwargs={"programme": row.room.programme.slug, "statement": row.pk})
        yield HeldRecord(what=_said(row), at=row.stated_at, link=link, id=row.pk, in_a_part=True)
    for piece in MembershipEvidence.objects.filter(statement__in=rows):
        yield HeldRecord(what=_proof(piece), at=piece.recorded_at, id=piece.pk, in_a_part=True)
    for tie in Tie.objects.filter(Q(person_a__in=them) | Q(person_b__in=them)):
        yield HeldRecord(what=_tied(tie), at=tie.recorded_at, id=tie.pk, in_a_part=True)


def _said(row: MembershipStatement) -> str:
    sentence = gettext(
        "Membership of group %(group)s: %(role)s, %(certainty)s, from %(day)s, last day %(last)s, %(state)s"
    )
    return sentence % {
        "group": row.group.code,
        "role": row.get_role_display(),
        "certainty": row.get_certainty_display(),
        "day": f"{row.from_on:%Y-%m-%d}",
        "last": f"{row.review_by:%Y-%m-%d}",
        "state": row.get_state_display(),
    }


def _proof(piece: MembershipEvidence) -> str:
    sentence = gettext("Evidence for it: %(kind)s, %(day)s, graded %(grade)s: %(source)s")
    return sentence % {
        "kind": piece.get_kind_display(),
        "day": f"{piece.on:%Y-%m-%d}",
        "grade": f"{piece.reliability}{piece.credibility}",
        "source": piece.source,
    }


def _tied(tie: Tie) -> str:
    """Not with whom: that is another person's record."""
    sentence = gettext("Tie on a record: %(kind)s, %(day)s, %(number)s")
    return sentence % {"kind": tie.get_kind_display(), "day": f"{tie.on:%Y-%m-%d}", "number": tie.record_ref}


def persons_listed(room: UUID) -> Iterable[UUID]:
    """Persons of the room on whom there is a statement or a tie: a file that brought one of them is not undone any more."""
    yield from MembershipStatement.objects.filter(room=room).values_list("person", flat=True)
    for pair in Tie.objects.filter(room=room).values_list("person_a", "person_b"):
        yield from pair
