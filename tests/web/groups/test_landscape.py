"""Every group's line at once says what the line of each group says by itself."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from vapenvila.rules.group_lineage import CountRule, LineageKind
from vapenvila.rules.source_grade import Credibility, Grade, Nature, Reliability
from vapenvila.web.groups.picture import Ground, GroupPicture, GroupSeen, LineageSaid, RelationSaid
from vapenvila.web.groups.queries.landscape import line_of, lines_of

SPACE = UUID(int=0)
GROUPS = [uuid5(SPACE, str(n)) for n in range(6)]
WHO = st.sampled_from(GROUPS)
PAIRS = st.tuples(WHO, WHO).filter(lambda pair: pair[0] != pair[1])


def ground(day: int) -> Ground:
    return Ground(
        statement=uuid5(SPACE, f"statement {day}"), from_on=date(2026, 1, 1), to_on=None, date_precision="day",
        source="Made-up", source_on=date(2026, 1, 1), basis="group_audit",
        grade=Grade(Reliability.B, Credibility.PROBABLE), nature=Nature.ASSESSMENT, author=None,
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC), review_by=date(2026, 6, 1 + day % 28), released_by_act=None,
    )  # fmt: skip


def picture(
    groups: list[UUID], relations: list[tuple[UUID, UUID]], events: list[tuple[set[UUID], set[UUID]]]
) -> GroupPicture:
    return GroupPicture(
        programme=SPACE,
        on=date(2026, 5, 1),
        known_at=datetime(2026, 5, 1, tzinfo=UTC),
        groups=tuple(GroupSeen(id=one, code=f"G{n}", number=n) for n, one in enumerate(groups)),
        relations=tuple(
            RelationSaid(a=a, b=b, kind="feud", strength="clear", ground=ground(n))
            for n, (a, b) in enumerate(relations)
        ),
        lineage=tuple(
            LineageSaid(
                kind=LineageKind.SPLIT, count_rule=CountRule.FOLLOW_ALL, before=tuple(before),
                after=tuple(after), main=None, ground=ground(n),
            )
            for n, (before, after) in enumerate(events)
        ),
    )  # fmt: skip


def ended(events: tuple[LineageSaid, ...], group: UUID) -> LineageSaid | None:
    """The slow obvious version: event by event for one group."""
    found: LineageSaid | None = None
    for said in events:
        if group in said.after:
            found = None
        elif group in said.before:
            found = said
    return found


@given(
    st.lists(PAIRS, max_size=12),
    st.lists(st.tuples(st.sets(WHO, max_size=3), st.sets(WHO, max_size=3)), max_size=6),
)
def test_all_lines_at_once_are_the_lines_of_each(
    relations: list[tuple[UUID, UUID]], events: list[tuple[set[UUID], set[UUID]]]
) -> None:
    seen = picture(GROUPS, relations, events)
    assert lines_of(seen) == [line_of(seen, group) for group in GROUPS]
    for line in lines_of(seen):
        assert line.relations == seen.relations_of(line.group.id)
        assert line.became == ended(seen.lineage, line.group.id)
