"""Invented readers for property tests: any person with any missions over a few programmes, rooms and dates."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import strategies as st

from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.roles import AgencyKind, Role

FIRST = date(2026, 1, 1)
PROGRAMMES = tuple(UUID(int=n) for n in (1, 2, 3))
ROOMS = tuple(UUID(int=n) for n in (11, 12, 13, 14))
AGENCIES = tuple(UUID(int=n) for n in (21, 22))

days = st.integers(0, 20).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def mission_facts(draw: st.DrawFn, programmes: tuple[UUID, ...] = PROGRAMMES) -> MissionFacts:
    """Any mission: past, present or to come, with any roles."""
    first = draw(days)
    return MissionFacts(
        room=draw(st.sampled_from(ROOMS)),
        agency=draw(st.sampled_from(AGENCIES)),
        agency_kind=draw(st.sampled_from(AgencyKind)),
        programme=draw(st.sampled_from(programmes)),
        roles=draw(st.frozensets(st.sampled_from(Role), min_size=1, max_size=3)),
        first_day=first,
        last_day=draw(st.none() | st.integers(0, 10).map(lambda n: first + timedelta(days=n))),
    )


def readers(programmes: tuple[UUID, ...] = PROGRAMMES) -> st.SearchStrategy[Reader]:
    """Any reader with up to four missions."""
    missions = st.lists(mission_facts(programmes), max_size=4).map(tuple)
    return st.builds(Reader, user=st.just(UUID(int=99)), missions=missions)
