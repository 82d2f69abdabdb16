"""Adopting a version of the counting rule, and naming the one person who owns the count."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from vapenvila.rules.counting import may_adopt_rule
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.incidents.free_text import check_texts
from vapenvila.web.incidents.models import CountRule
from vapenvila.web.incidents.queries.counting import count_rules, facts_of_rule
from vapenvila.web.incidents.refusals import insist
from vapenvila.web.partners.models import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """What a version says: kinds that count, its two definitions, and each doubtful case in or out."""

    valid_from: date
    kinds: Collection[str]
    incident_rule: str
    victim_rule: str
    answers: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def adopt_count_rule(
    *, programme: Programme, text: RuleText, by: User, at: datetime, today: date
) -> CountRule:
    """Adopt the next version, for coming events only; the version before it ends the day before."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    newest = count_rules(programme).first()
    insist(
        may_adopt_rule(
            valid_from=text.valid_from,
            newest=facts_of_rule(newest) if newest else None,
            kinds=frozenset(text.kinds),
            today=today,
        ),
        field="valid_from",
    )
    check_texts({"incident_rule": text.incident_rule, "victim_rule": text.victim_rule}, looked_at=True)
    if newest is not None:
        newest.valid_to = text.valid_from - timedelta(days=1)
        newest.save(update_fields=["valid_to"])
    rule = CountRule.objects.create(
        programme=programme,
        version=newest.version + 1 if newest else 1,
        valid_from=text.valid_from,
        kinds=list(text.kinds),
        incident_rule=text.incident_rule.strip(),
        victim_rule=text.victim_rule.strip(),
        answers=text.answers,
        adopted_by=by,
        adopted_at=at,
    )
    record(
        act="count_rule.adopted",
        by=by.pk,
        at=at,
        subject_kind="count_rule",
        subject=rule.pk,
        programme=programme.pk,
        details={"version": rule.version, "valid_from": rule.valid_from.isoformat(), "kinds": rule.kinds},
    )
    return rule


@transaction.atomic
def name_count_owner(*, programme: Programme, owner: User, by: User, at: datetime) -> Programme:
    """Name the one person who answers for the official count."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    before = programme.count_owner_id
    programme.count_owner = owner
    programme.save(update_fields=["count_owner"])
    record(
        act="count_owner.named",
        by=by.pk,
        at=at,
        subject_kind="programme",
        subject=programme.pk,
        programme=programme.pk,
        details={"old": str(before or ""), "new": str(owner.pk)},
    )
    return programme
