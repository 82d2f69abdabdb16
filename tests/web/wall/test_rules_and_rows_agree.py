"""What the rules allow and what row-level security lets through are the same set, for invented readers and real rows."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings

from tests.cast import build_city
from tests.rules.invented_readers import PROGRAMMES, days, readers
from tests.web.incidents.made_up import an_incident
from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may
from vapenvila.web.incidents.models import Incident
from vapenvila.web.wall.acting import acting

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S1")]
rows_stay = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)

ANNA = UUID(int=99)  # the user of every invented reader


@pytest.fixture
def real() -> dict[UUID, UUID]:
    """Three cities with two incidents each, in place of the three invented programmes."""
    cities = [build_city(slug, slug.title()) for slug in ("vinterhamn", "sommarhamn", "hosthamn")]
    for city in cities:
        an_incident(city)
        an_incident(city)
    return {invented: city.programme.pk for invented, city in zip(PROGRAMMES, cities, strict=True)}


@pytest.mark.acceptance("T3")
def test_incidents(real: dict[UUID, UUID]) -> None:
    with acting(programmes=real.values()):
        owner_of = dict(Incident.objects.values_list("pk", "programme"))
    invented = {there: here for here, there in real.items()}
    assert len(owner_of) == 6

    @rows_stay
    @given(readers(), days)
    def agree(reader: Reader, today: date) -> None:
        by_rule = {
            pk
            for pk, programme in owner_of.items()
            if may(reader, Right.SEE_PROGRAMME, invented[programme], today=today)
        }
        opened = [real[programme] for programme in reader.programmes(today=today)]
        with acting(user=reader.user, programmes=opened):
            assert set(Incident.objects.values_list("pk", flat=True)) == by_rule

    agree()
