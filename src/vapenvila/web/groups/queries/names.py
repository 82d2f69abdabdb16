"""What pages call groups, and which group somebody means by a word."""

from datetime import date, datetime
from uuid import UUID

from vapenvila.web.groups.models import Group, GroupName
from vapenvila.web.groups.picture import GroupPicture
from vapenvila.web.groups.queries.in_sight import holding, known
from vapenvila.web.groups.vocabulary import NameUse
from vapenvila.web.partners.models import Programme


def shown_names(programme: Programme, picture: GroupPicture) -> dict[UUID, str]:
    """Code and label of every group of the programme; the code alone where no label is in the picture."""
    names = {row.pk: row.code for row in Group.objects.filter(programme=programme)}
    for group in picture.groups:
        if group.label is not None:
            names[group.id] = f"{group.code} {group.label.text}"
    return names


def words_for_groups(programme: Programme, *, on: date, at: datetime) -> list[str]:
    """Codes, labels and aliases in sight, for a field that suggests groups while one types."""
    rows = GroupName.objects.filter(known(at) & holding(on), programme=programme)
    codes = Group.objects.filter(programme=programme).order_by("number").values_list("code", flat=True)
    return list(dict.fromkeys([*rows.order_by("text").values_list("text", flat=True), *codes]))


def group_meant(programme: Programme, word: str, *, on: date, at: datetime) -> Group | None:
    """The group whose code, label or alias in sight this is. None where it is nobody's, or several groups'."""
    plain = " ".join(word.split())
    if not plain:
        return None
    by_code = Group.objects.filter(programme=programme, code__iexact=plain).first()
    if by_code is not None:
        return by_code
    named = GroupName.objects.filter(known(at) & holding(on), programme=programme, text__iexact=plain)
    for use in (NameUse.LABEL, NameUse.ALIAS):
        groups = {row.group for row in named.filter(use=use).select_related("group")}
        if groups:
            return groups.pop() if len(groups) == 1 else None
    return None
