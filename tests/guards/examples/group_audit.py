"""Audits of groups and what outreach workers know."""

from collections.abc import Mapping

from tests.cast import HELD_IN, City
from tests.guards.examples.form import Example
from tests.web.group_audit.made_up import a_keeper, disagreeing, frozen, lines, on_the_table, planned
from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.models import User
from vapenvila.web.group_audit.models import AuditFinding


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


EXAMPLES: dict[str, Example] = {
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
}
