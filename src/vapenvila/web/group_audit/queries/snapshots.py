"""Reading frozen audits back from their snapshots: what was agreed, whether the hash still fits, what differs between two."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from vapenvila.rules.group_audit_answer import Given
from vapenvila.rules.group_audit_difference import Difference, LineFrozen, difference
from vapenvila.rules.group_audit_questions import questions_of
from vapenvila.web.group_audit.models import GroupAudit
from vapenvila.web.group_audit.vocabulary import Outcome, State
from vapenvila.web.partners.models import Programme


@dataclass(frozen=True, slots=True)
class Compared:
    """Two frozen audits, what differs, and what the groups are called in each."""

    before: GroupAudit
    now: GroupAudit
    found: Difference
    names_before: dict[str, str]
    names_now: dict[str, str]


def hash_fits(audit: GroupAudit) -> bool:
    """Whether the snapshot is still the one that was hashed."""
    return sha256(audit.snapshot.encode()).hexdigest() == audit.snapshot_hash


def frozen_before(programme: Programme, audit: GroupAudit) -> GroupAudit | None:
    """The audit it is compared with, if that one is still kept."""
    if audit.compares_to is None:
        return None
    return GroupAudit.objects.filter(programme=programme, pk=audit.compares_to, state=State.FROZEN).first()


def compared(before: GroupAudit, now: GroupAudit) -> Compared:
    """What differs between two frozen audits, in the questions that both asked."""
    earlier, later = json.loads(before.snapshot), json.loads(now.snapshot)
    keys_now = {line["line"]: _key(line) for line in later["lines"]}
    by_name = {_plain(line["called"]): _key(line) for line in later["lines"]}
    # a group that was proposed then has a code by now: it is the one that is called so
    keys_before = {
        line["line"]: _key(line) if line["group"] else by_name.get(_plain(line["called"]), _key(line))
        for line in earlier["lines"]
    }
    both = {q.code for q in questions_of(before.questionnaire)} & {
        q.code for q in questions_of(now.questionnaire)
    }
    found = difference(
        _lines(earlier, keys_before),
        _lines(later, keys_now),
        tuple(question for question in questions_of(now.questionnaire) if question.code in both),
    )
    return Compared(before, now, found, _names(earlier, keys_before), _names(later, keys_now))


def _key(line: dict[str, Any]) -> str:
    return line["group"] or f"called {_plain(line['called'])}"


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _lines(snapshot: dict[str, Any], keys: dict[str, str]) -> tuple[LineFrozen, ...]:
    return tuple(
        LineFrozen(key=keys[line["line"]], called=_called(line), agreed=_agreed(line, keys))
        for line in snapshot["lines"]
    )


def _agreed(line: dict[str, Any], keys: dict[str, str]) -> dict[str, Given]:
    """What the room agreed on; other groups under the same keys as everywhere, so that two audits can be compared."""
    return {
        one["question"]: Given(
            known=one["known"],
            text=one["text"],
            low=one["low"],
            high=one["high"],
            chosen=tuple(keys.get(code, code) for code in one["chosen"]),
        )
        for one in line["findings"]
        if one["outcome"] == Outcome.AGREED
    }


def _called(line: dict[str, Any]) -> str:
    same = not line["code"] or line["called"] == line["code"]
    return str(line["called"]) if same else f"{line['code']} {line['called']}"


def _names(snapshot: dict[str, Any], keys: dict[str, str]) -> dict[str, str]:
    return {keys[line["line"]]: _called(line) for line in snapshot["lines"]}


def audit_by_id(programme: Programme, identity: UUID) -> GroupAudit | None:
    """A frozen audit of the programme."""
    return GroupAudit.objects.filter(programme=programme, pk=identity, state=State.FROZEN).first()
