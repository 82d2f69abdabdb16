"""The tables of the group picture. Everything here belongs to the shared picture and names no person."""

from vapenvila.web.groups.models.between_groups import GroupRelation, LineageEvent, LineagePart
from vapenvila.web.groups.models.group import Group
from vapenvila.web.groups.models.of_a_group import GroupActivity, GroupArea, GroupName
from vapenvila.web.groups.models.statement import Statement

__all__ = [
    "Group",
    "GroupActivity",
    "GroupArea",
    "GroupName",
    "GroupRelation",
    "LineageEvent",
    "LineagePart",
    "Statement",
]
