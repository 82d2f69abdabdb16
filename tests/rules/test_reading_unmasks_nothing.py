"""A right to read more never changes what is masked: who a protected person is hangs on the keeper alone."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.invented_readers import mission_facts, readers
from vapenvila.rules.person_access import IdentityFacts, may_see_identity
from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.roles import Role

pytestmark = pytest.mark.acceptance("T4")
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
identities = st.builds(
    IdentityFacts,
    protected=st.booleans(),
    keeper=st.sampled_from((None, UUID(int=98), UUID(int=99))),
)


@given(readers(), mission_facts(), identities)
def test_one_more_mission_unmasks_nobody(reader: Reader, more: MissionFacts, identity: IdentityFacts) -> None:
    richer = replace(reader, missions=(*reader.missions, more))
    before = bool(may_see_identity(reader, identity, now=NOON))
    assert bool(may_see_identity(richer, identity, now=NOON)) == before


@given(readers(), mission_facts(), st.sampled_from(sorted(Role)))
def test_no_role_unmasks_what_another_keeps(reader: Reader, mission: MissionFacts, role: Role) -> None:
    kept = IdentityFacts(protected=True, keeper=UUID(int=98))
    everything = replace(reader, missions=(replace(mission, roles=frozenset({role})),))
    assert not may_see_identity(everything, kept, now=NOON)
