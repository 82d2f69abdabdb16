"""Which agreed answers can be stated of a group, and as what. Nothing is stated by itself."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils.translation import gettext

from vapenvila.rules.source_grade import Nature
from vapenvila.web.group_audit.models import AuditFinding, AuditLine, GroupAudit
from vapenvila.web.groups.sayings import ActivitySaying, GroundSaid, NameSaying, RelationSaying, Saying
from vapenvila.web.groups.vocabulary import Activity, Basis, NameUse, RelationKind, Strength, UsedBy

# Where they are at home is drawn on the map, and what they do and how they stand inside is no statement of the picture.
OFFERED = frozenset({"own_name", "called", "size", "activity", "feuds", "alliances"})


def offered(question: str) -> bool:
    """Whether the answer to this question can be stated of the group."""
    return question in OFFERED


def sayings_of(
    finding: AuditFinding,
    group: UUID,
    lines: Sequence[AuditLine],
    *,
    activity: str,
    size: tuple[int, int] | None,
    strength: str,
) -> list[Saying]:
    """What the agreed answer says of the group. `activity` and `size`: what the room agreed on beside it, if it did."""
    match finding.question:
        case "own_name":
            return [NameSaying(group=group, text=finding.text, use=NameUse.ALIAS, used_by=UsedBy.SELF)]
        case "called":
            return [NameSaying(group=group, text=finding.text, use=NameUse.ALIAS, used_by=UsedBy.STREET)]
        case "size" | "activity":
            if activity not in (Activity.ACTIVE, Activity.DORMANT):
                return []
            low, high = size or (None, None)
            return [ActivitySaying(group=group, activity=Activity(activity), size_low=low, size_high=high)]
        case "feuds" | "alliances":
            return list(_relations(finding, group, lines, strength))
        case _:
            return []


def _relations(
    finding: AuditFinding, group: UUID, lines: Sequence[AuditLine], strength: str
) -> Iterator[RelationSaying]:
    kind = RelationKind.FEUD if finding.question == "feuds" else RelationKind.ALLIANCE
    groups = {str(line.pk): line.group_id for line in lines}
    for chosen in finding.chosen:
        other = groups.get(chosen)
        if other is not None and other != group:
            yield RelationSaying(one=group, other=other, kind=kind, strength=Strength(strength))


def ground_of(audit: GroupAudit, finding: AuditFinding) -> GroundSaid:
    """The audit as the source: its number and day, and the grade the room gave."""
    grade = finding.grade()
    if grade is None or audit.held_on is None:
        raise ValueError("only a graded answer of an audit that was held can be stated")
    return GroundSaid(
        from_on=audit.held_on,
        source=gettext("Group audit no. %(number)d") % {"number": audit.no},
        source_on=audit.held_on,
        basis=Basis.GROUP_AUDIT,
        grade=grade,
        nature=Nature.ASSESSMENT,
    )
