"""What pages call groups, and which group somebody means by a word."""

from collections import defaultdict
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


def plain(word: str) -> str:
    """A name as names are compared: without case, with single blanks."""
    return " ".join(word.split()).casefold()


def groups_by_name(programme: Programme, *, known_at: datetime) -> dict[str, UUID]:
    """Every word (`plain`) that was ever written for one group and no other: a code before a label before an alias.

    Names that have run out count as well: a judgement meant the group that bore the name when it was made. Two queries.
    """
    written: dict[str, dict[str, set[UUID]]] = {
        use: defaultdict(set) for use in (NameUse.ALIAS, NameUse.LABEL)
    }
    rows = GroupName.objects.filter(programme=programme, recorded_at__lte=known_at)
    for text, use, group in rows.values_list("text", "use", "group_id"):
        written[use][plain(text)].add(group)
    found: dict[str, UUID] = {}
    for use in (NameUse.ALIAS, NameUse.LABEL):
        for text, groups in written[use].items():
            if len(groups) == 1:
                found[text] = next(iter(groups))
    codes = Group.objects.filter(programme=programme).values_list("code", "pk")
    return found | {code.casefold(): pk for code, pk in codes}


def group_named(programme: Programme, name: str, *, known_at: datetime) -> UUID | None:
    """The one group that was known by this name at the moment. None where it is nobody's, or several groups'."""
    return groups_by_name(programme, known_at=known_at).get(plain(name)) if name.strip() else None
