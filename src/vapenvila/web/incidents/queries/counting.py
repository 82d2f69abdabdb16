"""Counting rules of a programme, as facts for the rule and as a database filter. A test proves the two equal."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from vapenvila.rules.counting import CountedFacts, CountRuleFacts
from vapenvila.rules.incident_state import IncidentState
from vapenvila.web.incidents.models import CountRule, Incident
from vapenvila.web.incidents.vocabulary import State
from vapenvila.web.partners.models import Programme


def count_rules(programme: Programme) -> QuerySet[CountRule]:
    """All versions, newest first."""
    return (
        CountRule.objects.filter(programme=programme)
        .select_related("adopted_by")
        .order_by("-valid_from", "-version")
    )


def rule_in_force(programme: Programme, *, on: date) -> CountRule | None:
    """The version in force on a day, or None."""
    return next((rule for rule in count_rules(programme) if facts_of_rule(rule).covers(on)), None)


def facts_of_rule(rule: CountRule) -> CountRuleFacts:
    """One version as the rule sees it."""
    return CountRuleFacts(rule.version, frozenset(rule.kinds), rule.valid_from, rule.valid_to)


def counted_facts(incident: Incident, programme: Programme) -> CountedFacts:
    """What decides whether the incident counts. `count_rule` should have been fetched with it."""
    return CountedFacts(
        kind=incident.kind,
        state=IncidentState(incident.state),
        occurred_on=incident.occurred_from.astimezone(ZoneInfo(programme.time_zone)).date(),
        version=incident.count_rule.version if incident.count_rule else None,
        merged=incident.merged_into_id is not None,
    )


def counted(programme: Programme) -> Q:
    """Condition for being part of the official count: the same answer as `rules.counting.counts`, row by row."""
    zone = ZoneInfo(programme.time_zone)
    of_a_counted_kind = Q(pk__in=[])
    earlier = Q(pk__in=[])
    for rule in count_rules(programme):
        span = Q(occurred_from__gte=datetime.combine(rule.valid_from, time.min, zone))
        if rule.valid_to is not None:
            span &= Q(occurred_from__lt=datetime.combine(rule.valid_to + timedelta(days=1), time.min, zone))
        by_its_day = Q(count_rule__isnull=True) & span & ~earlier
        of_a_counted_kind |= (Q(count_rule=rule) | by_its_day) & Q(kind__in=list(rule.kinds))
        earlier |= span
    return Q(state=State.CONFIRMED, merged_into__isnull=True) & of_a_counted_kind
