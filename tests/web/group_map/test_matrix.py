"""Who acted against whom: every incident once, nothing hidden, month by month; and who acted first after a day."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import City, build_city
from tests.web.group_map.made_up import an_act
from tests.web.groups.made_up import a_group, a_label, said_now
from vapenvila.rules.roles import Role
from vapenvila.web.group_map.first_acts import after_message
from vapenvila.web.group_map.matrix import MOST_GROUPS, Matrix, Other, matrix_of
from vapenvila.web.group_map.queries.acts import Act, SideJudged
from vapenvila.web.groups.models import Group

MATRIX, AFTER = "/p/vinterhamn/group-map/matrix/", "/p/vinterhamn/group-map/after/"
G1, G2 = uuid4(), uuid4()
DAY = date(2026, 3, 2)


def side(link: str, group: UUID | None = None) -> SideJudged:
    return SideJudged(link=link, group=group)


def act(offender: SideJudged, victim: SideJudged, on: date = DAY, number: int = 1) -> Act:
    return Act(incident=uuid4(), number=number, kind="shooting", on=on, offender=offender, victim=victim)


def test_strict_counts_what_is_confirmed_and_puts_what_is_suspected_among_the_unknown() -> None:
    acts = [act(side("confirmed", G1), side("suspected", G2)), act(side("suspected"), side("not_gmi"))]
    wide = matrix_of(acts, strict=False, order=[G1, G2])
    strict = matrix_of(acts, strict=True, order=[G1, G2])
    assert (wide.cell(G1, G2).n, wide.cell(Other.UNNAMED, Other.NO_GROUP).n) == (1, 1)
    assert (strict.cell(G1, Other.UNKNOWN).n, strict.cell(Other.UNKNOWN, Other.NO_GROUP).n) == (1, 1)
    assert (wide.both_known, strict.both_known) == (1, 0)


def test_of_too_many_groups_those_with_fewest_incidents_share_a_row_and_a_column() -> None:
    groups = [uuid4() for _ in range(MOST_GROUPS + 2)]
    often = [act(side("confirmed", group), side("unknown")) for group in groups for _ in (1, 2)]
    rare, rarer = groups[0], groups[1]
    acts = [one for one in often if one.offender.group not in (rare, rarer)]
    acts += [act(side("confirmed", rare), side("confirmed", rarer))]
    found = matrix_of(acts, strict=True, order=groups)
    assert found.places == (*groups[2:], Other.REST, Other.UNKNOWN)
    assert (found.cell(Other.REST, Other.REST).n, found.both_known) == (1, 1)


links = st.sampled_from(["confirmed", "suspected", "not_gmi", "unknown"])
sides = st.builds(side, links, st.sampled_from([None, G1, G2]))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.builds(act, sides, sides), max_size=20), st.booleans())
def test_every_incident_stands_in_one_cell_and_rows_and_columns_add_up(acts: list[Act], strict: bool) -> None:
    found: Matrix = matrix_of(acts, strict=strict, order=[G1, G2])
    assert sum(cell.n for cell in found.cells.values()) == len(acts) == found.incidents
    assert sum(found.row_total(place) for place in found.places) == len(acts)
    assert sum(found.column_total(place) for place in found.places) == len(acts)


def test_what_a_month_brought_is_counted_as_new() -> None:
    acts = [
        act(side("confirmed", G1), side("confirmed", G2), on=day) for day in (date(2026, 2, 27), DAY, DAY)
    ]
    cell = matrix_of(acts, strict=True, order=[G1, G2], new_from=date(2026, 3, 1)).cell(G1, G2)
    assert (cell.n, cell.new) == (3, 2)


def test_the_first_act_after_a_message_names_how_many_unknown_ones_came_before_it() -> None:
    acts = [
        act(side("confirmed", G2), side("unknown"), on=DAY, number=1),
        act(side("unknown"), side("confirmed", G1), on=date(2026, 3, 3), number=2),
        act(side("suspected", G1), side("unknown"), on=date(2026, 3, 5), number=3),
        act(side("confirmed", G1), side("unknown"), on=date(2026, 3, 6), number=4),
        act(side("confirmed", G2), side("unknown"), on=date(2026, 5, 6), number=5),
    ]
    wide = after_message(acts, on=DAY, last=date(2026, 4, 1), strict=False, lineage=())
    first = wide.first_acts[0]
    assert [one.act.number for one in wide.first_acts] == [3], "the day itself and what is later do not count"
    assert (first.group, first.days_after, first.sure, first.unknown_before) == (G1, 3, False, 1)
    strict = after_message(acts, on=DAY, last=date(2026, 4, 1), strict=True, lineage=())
    assert [(one.act.number, one.unknown_before) for one in strict.first_acts] == [(4, 2)]
    assert (strict.incidents, strict.offender_unknown) == (3, 2)


@pytest.fixture
def city(db: None) -> City:
    return build_city()


def two_groups(city: City) -> tuple[Group, Group]:
    one, other = a_group(city), a_group(city)
    a_label(city, one, "Hamngruppen", **said_now())
    a_label(city, other, "Fyren", **said_now())
    return one, other


def month_before(months: int) -> date:
    number = timezone.localdate().year * 12 + timezone.localdate().month - 1 - months
    return date(number // 12, number % 12 + 1, 10)


def test_replay_steps_through_the_months_by_links_alone(client: Client, city: City) -> None:
    one, other = two_groups(city)
    for months in (3, 2, 2):
        an_act(city, month_before(months), offender=("confirmed", "G01"), victim=("suspected", "Fyren"))
    city.sign_in(client, Role.SOCIAL_WORKER)
    page = client.get(MATRIX)
    assert page.context["matrix"].cell(one.pk, other.pk).n == 3
    address = f"{MATRIX}?{page.context['replay'].before}"
    assert address.replace("&", "&amp;") in page.text
    shown = []
    for _ in range(3):
        page = client.get(address)
        cell = page.context["matrix"].cell(one.pk, other.pk)
        shown.append((cell.n, cell.new))
        address = f"{MATRIX}?{page.context['replay'].before}"
    assert shown == [(3, 0), (3, 2), (1, 1)]
    assert "+1" in page.text


def test_each_cell_opens_its_incidents_and_no_others(client: Client, city: City) -> None:
    one, other = two_groups(city)
    inside = an_act(city, month_before(1), offender=("confirmed", "G01"), victim=("suspected", "Fyren"))
    outside = an_act(city, month_before(1), offender=("confirmed", "G02"))
    city.sign_in(client, Role.COORDINATOR)
    cell = f"{MATRIX}incidents/?row={one.pk}&column={other.pk}"
    assert cell.replace("&", "&amp;") in client.get(MATRIX).text
    page = client.get(cell).text
    assert f"#{inside.number} " in page
    assert f"#{outside.number} " not in page
    assert "No incident stands here" in client.get(f"{cell}&measure=strict").text
    unknown = client.get(f"{MATRIX}incidents/?row={other.pk}&column=unknown").text
    assert f"#{outside.number} " in unknown
    assert client.get(f"{MATRIX}incidents/?row=nobody&column=unknown").status_code == 404


def test_a_day_that_is_none_is_told_and_nothing_is_counted(client: Client, city: City) -> None:
    two_groups(city)
    city.sign_in(client, Role.COORDINATOR)
    assert "is not a day" in client.get(f"{AFTER}?message=yesterday").text
    assert "Nothing has followed it yet" in client.get(f"{AFTER}?message=2999-01-01").text
    an_act(city, month_before(1), offender=("confirmed", "G01"))
    day = month_before(1).replace(day=1)
    page = client.get(f"{AFTER}?message={day}").text
    assert "G01 Hamngruppen" in page
    assert "group is not known for 0 of 1;" in page
