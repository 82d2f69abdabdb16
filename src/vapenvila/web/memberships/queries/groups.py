"""Groups of the programme as a room of the police names them: by code, with the label that is in sight."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vapenvila.web.groups.models import Group
from vapenvila.web.groups.queries.picture import picture_on
from vapenvila.web.partners.models import Programme
from vapenvila.web.retention.due_days import day_of


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """A group with its code and, where one is in sight, its label."""

    id: UUID
    code: str
    label: str

    def __str__(self) -> str:
        return f"{self.code} {self.label}" if self.label else self.code


def named_groups(programme: Programme, *, now: datetime) -> list[NamedGroup]:
    """All groups of the programme in the order of their codes."""
    picture = picture_on(programme, on=day_of(now), known_at=now)
    labels = {group.id: group.labels[0].text for group in picture.groups if group.labels}
    rows = Group.objects.filter(programme=programme).order_by("number")
    return [NamedGroup(row.pk, row.code, labels.get(row.pk, "")) for row in rows]


def labels_of_groups(programme: Programme, *, now: datetime) -> dict[UUID, str]:
    """What each group is called on pages of the room."""
    return {group.id: str(group) for group in named_groups(programme, now=now)}


def group_in(programme: Programme, group: UUID) -> Group | None:
    """One group of the programme."""
    return Group.objects.filter(programme=programme, pk=group).first()
