"""Who can be asked to judge a sample blind."""

from datetime import date

from django.db.models import Q

from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Mission, Programme

REVIEWERS = [role.value for role in ROLES_WITH_RIGHT[Right.TAKE_PART_IN_REVIEW]]


def second_coders(programme: Programme, *, today: date) -> dict[str, User]:
    """Whoever judges in the weekly review, by identifier, in order of name. One query."""
    missions = Mission.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=today),
        room__programme=programme,
        first_day__lte=today,
        roles__overlap=REVIEWERS,
        user__is_active=True,
    )
    return {str(one.user_id): one.user for one in missions.select_related("user").order_by("user__name")}
