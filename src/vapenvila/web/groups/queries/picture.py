"""The whole group picture of a programme: as it was on a day, as it was known at a moment."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from vapenvila.rules.group_lineage import CountRule, LineageKind
from vapenvila.rules.group_statement import firmest_first
from vapenvila.rules.source_grade import Nature
from vapenvila.web.groups.models import (
    Group,
    GroupActivity,
    GroupArea,
    GroupName,
    GroupRelation,
    LineageEvent,
    LineagePart,
    Statement,
)
from vapenvila.web.groups.picture import (
    ActivitySaid,
    AreaSaid,
    Ground,
    GroupPicture,
    GroupSeen,
    LineageSaid,
    NameSaid,
    RelationSaid,
)
from vapenvila.web.groups.queries.in_sight import holding, known
from vapenvila.web.groups.vocabulary import LineageSide, NameUse
from vapenvila.web.partners.models import Programme

Said = TypeVar("Said", NameSaid, AreaSaid, ActivitySaid, RelationSaid)
Question = TypeVar("Question", bound=Hashable)


def picture_on(programme: Programme, *, on: date, known_at: datetime) -> GroupPicture:
    """What is said of groups that holds on `on` and was in sight at `known_at`; seven questions whatever their number.

    Asked with `known_at` = now it is the picture as it was; with the end of that very day, as it was known then. A group
    of which nothing is in sight is not in the picture.
    """
    asked = known(known_at) & holding(on)
    names = [_name(row) for row in GroupName.objects.filter(asked, programme=programme)]
    areas = [_area(row) for row in GroupArea.objects.filter(asked, programme=programme)]
    activities = [_activity(row) for row in GroupActivity.objects.filter(asked, programme=programme)]
    relations = [_relation(row) for row in GroupRelation.objects.filter(asked, programme=programme)]
    lineage = _lineage(programme, LineageEvent.objects.filter(asked, programme=programme))
    groups = _groups(programme, names, areas, activities, relations, lineage)
    return GroupPicture(
        programme=programme.pk,
        on=on,
        known_at=known_at,
        groups=groups,
        relations=tuple(_believed(relations)),
        lineage=lineage,
    )


def _groups(
    programme: Programme,
    names: Sequence[NameSaid],
    areas: Sequence[AreaSaid],
    activities: Sequence[ActivitySaid],
    relations: Sequence[RelationSaid],
    lineage: Sequence[LineageSaid],
) -> tuple[GroupSeen, ...]:
    labels = _by(_of_group, [said for said in names if said.use == NameUse.LABEL])
    aliases = _by(_of_group, [said for said in names if said.use == NameUse.ALIAS])
    homes, acting = _by(_of_group, areas), _by(_of_group, activities)
    spoken_of = {*labels, *aliases, *homes, *acting}
    spoken_of |= {end for said in relations for end in (said.a, said.b)}
    spoken_of |= {one for said in lineage for one in (*said.before, *said.after)}
    rows = Group.objects.filter(programme=programme, pk__in=spoken_of).order_by("number")
    return tuple(
        GroupSeen(
            id=row.pk,
            code=row.code,
            number=row.number,
            labels=labels.get(row.pk, ()),
            aliases=aliases.get(row.pk, ()),
            areas=homes.get(row.pk, ()),
            activities=acting.get(row.pk, ()),
        )
        for row in rows
    )


def _of_group(said: NameSaid | AreaSaid | ActivitySaid) -> UUID:
    return said.group


def _by(key: Callable[[Said], Question], said: Iterable[Said]) -> dict[Question, tuple[Said, ...]]:
    """What is said on each question, the firmest first."""
    found: dict[Question, list[Said]] = defaultdict(list)
    for one in said:
        found[key(one)].append(one)
    return {question: tuple(_firmest(answers)) for question, answers in found.items()}


def _firmest(answers: Sequence[Said]) -> list[Said]:
    grounds = [(one.ground.grade, one.ground.source_on, one.ground.recorded_at) for one in answers]
    return [answers[place] for place in firmest_first(grounds)]


def _believed(relations: Sequence[RelationSaid]) -> Iterable[RelationSaid]:
    """One relation a pair: the firmest, with what other sources say of the same pair."""
    for first, *others in _by(lambda said: (said.a, said.b), relations).values():
        yield RelationSaid(
            a=first.a,
            b=first.b,
            kind=first.kind,
            strength=first.strength,
            ground=first.ground,
            others=tuple(others),
        )


def ground_of(row: Statement) -> Ground:
    """What a statement stands on."""
    return Ground(
        statement=row.pk,
        from_on=row.from_on,
        to_on=row.to_on,
        date_precision=row.date_precision,
        source=row.source,
        source_on=row.source_on,
        basis=row.basis,
        grade=row.grade,
        nature=Nature(row.nature),
        author=row.author_id,
        recorded_at=row.recorded_at,
        review_by=row.review_by,
        released_by_act=row.released_by_act,
    )


def _name(row: GroupName) -> NameSaid:
    return NameSaid(
        group=row.group_id, text=row.text, use=row.use, used_by=row.used_by, ground=ground_of(row)
    )


def _area(row: GroupArea) -> AreaSaid:
    return AreaSaid(group=row.group_id, geometry=row.geometry, label=row.label, ground=ground_of(row))


def _activity(row: GroupActivity) -> ActivitySaid:
    return ActivitySaid(
        group=row.group_id,
        activity=row.activity,
        kind=row.kind,
        size_low=row.size_low,
        size_high=row.size_high,
        ground=ground_of(row),
    )


def _relation(row: GroupRelation) -> RelationSaid:
    return RelationSaid(a=row.a_id, b=row.b_id, kind=row.kind, strength=row.strength, ground=ground_of(row))


def _lineage(programme: Programme, rows: Iterable[LineageEvent]) -> tuple[LineageSaid, ...]:
    events = sorted(rows, key=lambda row: (row.from_on, row.recorded_at))
    parts: dict[UUID, list[LineagePart]] = defaultdict(list)
    of_events = LineagePart.objects.filter(programme=programme, event__in=[row.pk for row in events])
    for part in of_events.order_by("group__number"):
        parts[part.event_id].append(part)
    return tuple(_event(row, parts[row.pk]) for row in events)


def _event(row: LineageEvent, parts: Sequence[LineagePart]) -> LineageSaid:
    return LineageSaid(
        kind=LineageKind(row.kind),
        count_rule=CountRule(row.count_rule),
        before=tuple(part.group_id for part in parts if part.side == LineageSide.BEFORE),
        after=tuple(part.group_id for part in parts if part.side == LineageSide.AFTER),
        main=next((part.group_id for part in parts if part.main), None),
        ground=ground_of(row),
    )
