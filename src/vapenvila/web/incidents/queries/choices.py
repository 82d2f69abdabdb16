"""What can be chosen in the programme: areas, sources of incidents, saved filters, people who may own the count."""

from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right
from vapenvila.web.accounts.models import User
from vapenvila.web.incidents.models import Area, SavedFilter
from vapenvila.web.partners.models import Mission, Programme

# Jumps from one source to the next in the index instead of reading every row.
_SOURCES = """
WITH RECURSIVE found AS (
  (SELECT source_system FROM incidents_incidentsource WHERE programme_id = %(programme)s
   ORDER BY source_system LIMIT 1)
  UNION ALL
  SELECT (SELECT s.source_system FROM incidents_incidentsource s
          WHERE s.programme_id = %(programme)s AND s.source_system > found.source_system
          ORDER BY s.source_system LIMIT 1)
  FROM found WHERE found.source_system IS NOT NULL
)
SELECT source_system FROM found WHERE source_system IS NOT NULL LIMIT 100
"""


def area_names(programme: Programme) -> dict[UUID, str]:
    """Names of all areas by identifier; the version is said where a name has several."""
    rows = list(
        Area.objects.filter(programme=programme)
        .order_by("name", "version")
        .values_list("pk", "name", "version")
    )
    several = (
        {name for _, name, _ in rows if sum(1 for row in rows if row[1] == name) > 1}
        if len(rows) < 500
        else set()
    )
    return {pk: f"{name} ({version})" if name in several else name for pk, name, version in rows}


def source_names(programme: Programme) -> list[str]:
    """The sources incidents come from, without reading them all."""
    with connection.cursor() as cursor:
        cursor.execute(_SOURCES, {"programme": programme.pk})
        return [name for (name,) in cursor.fetchall()]


def saved_filters(programme: Programme, user: User) -> QuerySet[SavedFilter]:
    """One's own filters and those shared in the programme."""
    return (
        SavedFilter.objects.filter(Q(owner=user) | Q(shared=True), programme=programme)
        .select_related("owner")
        .order_by("name")
    )


def possible_count_owners(programme: Programme, *, today: date) -> QuerySet[User]:
    """People who may classify incidents here today."""
    roles = [role.value for role in ROLES_WITH_RIGHT[Right.CLASSIFY_INCIDENTS]]
    missions = Mission.objects.filter(
        room__programme=programme, roles__overlap=roles, first_day__lte=today
    ).filter(Q(last_day__isnull=True) | Q(last_day__gte=today))
    return User.objects.filter(is_active=True, pk__in=missions.values("user_id")).order_by("name")
