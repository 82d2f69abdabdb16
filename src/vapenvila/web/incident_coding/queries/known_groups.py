"""Names of groups that have been written before, so that the same group is written the same way."""

from vapenvila.web.partners.models import Programme
from vapenvila.web.reviews.models import GroupAssessment

MOST_NAMES = 500


def known_group_names(programme: Programme) -> list[str]:
    """Names in judgements that stand, in order."""
    names = GroupAssessment.objects.filter(programme=programme, superseded_by__isnull=True)
    found = names.exclude(group_name="").values_list("group_name", flat=True).distinct()
    return sorted(found[:MOST_NAMES], key=str.casefold)
