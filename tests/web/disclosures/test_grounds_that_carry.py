"""A ground that nobody has verified, that is out of date or switched off carries no hand-over."""

import pytest

from tests.cast import City, build_city
from tests.web.disclosures.door import (
    DAY,
    NOW,
    TODAY,
    an_examination,
    decided_by,
    examined,
    filled_in,
    handed_over,
    verify_all,
    worker,
)
from vapenvila.rules.roles import AgencyKind as Kind
from vapenvila.rules.roles import Role
from vapenvila.web.disclosures.actions.setting_grounds import switch_ground, verify_ground
from vapenvila.web.disclosures.catalogue import catalogue
from vapenvila.web.disclosures.errors import RefusedError
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
PROBATION = Kind.PROBATION


@pytest.fixture
def city() -> City:
    made = build_city()
    verify_all(made)
    return made


@pytest.mark.acceptance("S5")
def test_a_ground_nobody_has_verified_opens_nothing() -> None:
    city = build_city()
    examination = filled_in(city, PROBATION, an_examination(city))
    with pytest.raises(RefusedError, match="No lawyer has verified"):
        examined(city, PROBATION, examination)


@pytest.mark.acceptance("S5")
def test_a_ground_switched_off_after_the_decision_stops_the_hand_over(city: City) -> None:
    row = examined(city, PROBATION, filled_in(city, PROBATION, an_examination(city)))
    decided_by(city, PROBATION, row, worker(city, PROBATION))
    leader, ground = city.people[Role.PROJECT_LEADER], catalogue().grounds["probation_police_duty"]
    with acting(programmes=[city.programme.pk]):
        switch_ground(programme=city.programme, ground=ground, off=True, reason="Doubt", by=leader, at=NOW)
    with pytest.raises(RefusedError, match="switched off"):
        handed_over(city, PROBATION, row)
    with acting(programmes=[city.programme.pk]):
        switch_ground(
            programme=city.programme, ground=ground, off=False, reason="Settled", by=leader, at=NOW + DAY
        )
    assert handed_over(city, PROBATION, row)


@pytest.mark.acceptance("S5")
def test_a_verification_over_a_year_old_carries_nothing() -> None:
    city = build_city()
    with acting(programmes=[city.programme.pk]):
        verify_ground(
            programme=city.programme, ground=catalogue().grounds["probation_police_duty"], lawyer="Påhittad jurist",
            on=TODAY - 400 * DAY, by=city.people[Role.PROJECT_LEADER], at=NOW, today=TODAY,
        )  # fmt: skip
    with pytest.raises(RefusedError, match="out of date"):
        examined(city, PROBATION, filled_in(city, PROBATION, an_examination(city)))
