"""Days of a feud: the same as the picture of each of those days shows, whatever was said, replaced or has run out."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import City, build_city
from tests.web.groups.made_up import NOW, TODAY, a_group, a_relation
from vapenvila.web.groups.models import GroupRelation
from vapenvila.web.groups.queries.picture import picture_on
from vapenvila.web.groups.queries.relation_spells import relation_spells
from vapenvila.web.groups.vocabulary import RelationKind
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
FIRST = date(2026, 3, 1)
DAYS = 12
SAID = st.lists(
    st.tuples(
        st.sampled_from(["feud", "truce", "tension"]),
        st.integers(0, DAYS - 1),
        st.one_of(st.none(), st.integers(0, 5)),
        st.sampled_from(["A", "B", "C"]),
        st.integers(0, 3),
        st.booleans(),
    ),
    max_size=5,
)


@pytest.fixture
def city() -> City:
    return build_city()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=SAID)
def test_a_spell_holds_the_days_on_which_the_picture_shows_the_relation(
    city: City, said: list[tuple[str, int, int | None, str, int, bool]]
) -> None:
    with acting(programmes=[city.programme.pk]):
        GroupRelation.objects.all().delete()
    one, other = a_group(city), a_group(city)
    for kind, begins, lasts, reliability, source, late in said:
        from_on = FIRST + timedelta(days=begins)
        a_relation(
            city, one, other, kind, from_on=from_on, reliability=reliability,
            to_on=None if lasts is None else from_on + timedelta(days=lasts),
            source_on=TODAY - timedelta(days=20 + source),
            **({"review_by": TODAY - timedelta(days=1)} if late else {}),
        )  # fmt: skip
    with acting(programmes=[city.programme.pk]):
        spells = relation_spells(city.programme, RelationKind.FEUD, known_at=NOW)
        for place in range(-1, DAYS + 8):
            day = FIRST + timedelta(days=place)
            shown = [row.kind for row in picture_on(city.programme, on=day, known_at=NOW).relations]
            inside = [one for one in spells if one.from_on <= day and (one.to_on is None or day <= one.to_on)]
            assert len(inside) == shown.count("feud"), (day, spells)


def test_a_truce_of_a_better_source_rests_the_feud_for_its_days(city: City) -> None:
    one, other = a_group(city), a_group(city)
    a_relation(city, one, other, "feud", from_on=date(2026, 1, 10), reliability="C")
    a_relation(city, one, other, "truce", from_on=date(2026, 5, 1), to_on=date(2026, 6, 30), reliability="A")
    with acting(programmes=[city.programme.pk]):
        spells = relation_spells(city.programme, RelationKind.FEUD, known_at=NOW)
    assert [(spell.from_on, spell.to_on) for spell in spells] == [
        (date(2026, 1, 10), date(2026, 4, 30)),
        (date(2026, 7, 1), None),
    ]
