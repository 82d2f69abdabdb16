"""Acts on the group picture: each asks its rule, screens its words and writes one event."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from tests.cast import City, build_city
from tests.web.groups.made_up import NOW, SQUARE, TODAY, a_group, a_label, a_relation
from tests.web.groups.saying import GROUND, events, named, said
from vapenvila.rules.free_text import Finding
from vapenvila.rules.group_lineage import acts_counted_for
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.groups.actions.add_group import add_group
from vapenvila.web.groups.actions.follow import follow
from vapenvila.web.groups.actions.withdraw import withdraw
from vapenvila.web.groups.models import Group, LineageEvent
from vapenvila.web.groups.queries.as_said import as_said
from vapenvila.web.groups.queries.picture import picture_on
from vapenvila.web.groups.sayings import (
    ActivitySaying,
    AreaSaying,
    LineageSaying,
    NameSaying,
    RelationSaying,
    Saying,
    as_data,
    saying_from_data,
)
from vapenvila.web.groups.vocabulary import (
    Activity,
    CountRule,
    LineageKind,
    NameUse,
    RelationKind,
    Strength,
    UsedBy,
)
from vapenvila.web.incidents.refusals import Refused, TextNeedsALook
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.identifiers import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.fixture
def analyst(city: City) -> User:
    return city.people[Role.POLICE_ANALYST]


def test_groups_get_neutral_codes_in_order(city: City, analyst: User) -> None:
    with acting(programmes=[city.programme.pk]):
        codes = [add_group(programme=city.programme, by=analyst, at=NOW).code for _ in range(2)]
    assert codes == ["G01", "G02"]
    assert events(city) == [("group.added", {}), ("group.added", {})]


def test_a_statement_says_who_when_and_until_when_and_leaves_one_event(city: City, analyst: User) -> None:
    group = a_group(city)
    act = new_id()
    row = said(city, named(group, "  Hamn  gruppen "), released_by_act=act)
    assert (row.text, row.author, row.recorded_at) == ("Hamn gruppen", analyst, NOW)
    assert row.review_by == date(2027, 11, 15)
    details = {
        "says": "name",
        "groups": [str(group.pk)],
        "grade": "B2",
        "review_by": "2027-11-15",
        "released_by_act": str(act),
    }
    assert events(city) == [("group_statement.stated", details)]
    with acting(programmes=[city.programme.pk]):
        assert Group.objects.get().version == 2


@pytest.mark.acceptance("S9")
@pytest.mark.parametrize(
    ("words", "finding"),
    [
        ("Påhittad coordinator", Finding.KNOWN_NAME),
        ("Somaliska gruppen", Finding.SENSITIVE_WORD),
        ("070-123 45 67", Finding.PHONE_NUMBER),
    ],
)
def test_words_that_do_not_belong_in_the_picture_stop_every_text_until_somebody_has_looked(
    city: City, words: str, finding: Finding
) -> None:
    group = a_group(city)
    for saying, ground in (
        (named(group, words), GROUND),
        (named(group), replace(GROUND, source=words)),
        (AreaSaying(group=group.pk, geometry=SQUARE, label=words), GROUND),
    ):
        with pytest.raises(TextNeedsALook) as stopped:
            said(city, saying, ground)
        assert {found.finding for finds in stopped.value.finds.values() for found in finds} == {finding}
        said(city, saying, ground, looked_at=True)


def test_a_personal_number_is_never_part_of_a_group(city: City) -> None:
    with pytest.raises(TextNeedsALook):
        said(city, named(a_group(city), "19811218-9876"), looked_at=True)


def test_the_reason_of_a_withdrawal_is_screened_too(city: City, analyst: User) -> None:
    row = said(city, named(a_group(city)))
    with pytest.raises(TextNeedsALook), acting(programmes=[city.programme.pk]):
        withdraw(statement=row, reason="070-123 45 67", looked_at=False, by=analyst, at=NOW)


def test_what_cannot_be_is_refused(city: City) -> None:
    one, other = a_group(city), a_group(city)
    bow_tie = {"type": "Polygon", "coordinates": [[[18, 59], [18.1, 59.1], [18.1, 59], [18, 59.1], [18, 59]]]}
    impossible: list[Saying] = [
        named(one, "–"),
        AreaSaying(group=one.pk, geometry=bow_tie),
        AreaSaying(group=one.pk, geometry={}),
        ActivitySaying(group=one.pk, activity=Activity.ACTIVE, size_low=9, size_high=4),
        ActivitySaying(group=one.pk, activity=Activity.ACTIVE, size_low=9),
        ActivitySaying(group=one.pk, activity=Activity.DISSOLVED),
        RelationSaying(one=one.pk, other=one.pk, kind=RelationKind.FEUD, strength=Strength.CLEAR),
        LineageSaying(kind=LineageKind.MERGE, count_rule=CountRule.STOP, before=(one.pk,), after=(other.pk,)),
        NameSaying(group=UUID(int=1), text="Hamngruppen", use=NameUse.LABEL, used_by=UsedBy.SELF),
    ]
    for saying in impossible:
        with pytest.raises(Refused):
            said(city, saying)
    assert events(city) == []


def test_a_relation_is_kept_in_one_order_whichever_group_is_named_first(city: City) -> None:
    one, other = sorted((a_group(city), a_group(city)), key=lambda group: group.pk)
    row = said(
        city,
        RelationSaying(one=other.pk, other=one.pk, kind=RelationKind.TRUCE, strength=Strength.WEAK),
    )
    assert (row.a_id, row.b_id) == (one.pk, other.pk)


def test_a_split_gives_codes_and_labels_to_its_successors_in_one_act(city: City, analyst: User) -> None:
    before = a_group(city)
    saying = LineageSaying(
        kind=LineageKind.SPLIT, count_rule=CountRule.FOLLOW_SUCCESSOR, before=(before.pk,), after=()
    )
    with acting(programmes=[city.programme.pk]):
        event = follow(
            programme=city.programme,
            saying=saying,
            new_labels=["Norra kajen", ""],
            ground=GROUND,
            looked_at=False,
            by=analyst,
            at=NOW,
        )
        picture = picture_on(city.programme, on=TODAY, known_at=NOW)
        assert [group.shown for group in picture.groups] == ["G01", "Norra kajen", "G03"]
        north = picture.groups[1]
        counted = acts_counted_for(north.id, picture.lineage_facts())
        assert {(acts.group, acts.before) for acts in counted} == {
            (north.id, None),
            (before.pk, GROUND.from_on),
        }
        assert event.to_on is None
    (act, details), *more = events(city)
    about = sorted(str(group.id) for group in picture.groups)  # the trail names records by identifiers alone
    assert (act, details["groups"], more) == ("group_lineage.recorded", about, [])


def test_an_event_of_the_wrong_shape_leaves_no_group_behind(city: City, analyst: User) -> None:
    before = a_group(city)
    saying = LineageSaying(
        kind=LineageKind.SPLIT, count_rule=CountRule.FOLLOW_ALL, before=(before.pk,), after=()
    )
    with acting(programmes=[city.programme.pk]):
        with pytest.raises(Refused):
            follow(
                programme=city.programme,
                saying=saying,
                new_labels=["Norra kajen"],
                ground=GROUND,
                looked_at=False,
                by=analyst,
                at=NOW,
            )
        assert (Group.objects.count(), LineageEvent.objects.count()) == (1, 0)


def test_every_kind_of_saying_comes_back_from_plain_data_as_it_was(city: City) -> None:
    one, other = UUID(int=1), UUID(int=2)
    sayings: list[Saying] = [
        NameSaying(group=one, text="Hamngruppen", use=NameUse.ALIAS, used_by=UsedBy.MEDIA),
        AreaSaying(group=one, geometry=SQUARE, label="Hamnen"),
        ActivitySaying(group=one, activity=Activity.DORMANT, size_low=3, size_high=9),
        RelationSaying(one=one, other=other, kind=RelationKind.FEUD, strength=Strength.STRONG),
        LineageSaying(
            kind=LineageKind.RENAME,
            count_rule=CountRule.FOLLOW_SUCCESSOR,
            before=(one,),
            after=(other,),
            main=other,
        ),
    ]
    for saying in sayings:
        ground = replace(GROUND, to_on=TODAY)
        assert saying_from_data(as_data(saying, ground)) == (saying, ground)


def test_a_row_is_read_back_as_it_was_said(city: City) -> None:
    one, other = a_group(city), a_group(city)
    for saying in (
        named(one),
        AreaSaying(group=one.pk, geometry=SQUARE, label="Hamnen"),
        ActivitySaying(group=one.pk, activity=Activity.DORMANT, size_low=3, size_high=9),
    ):
        assert as_said(said(city, saying)) == (saying, GROUND)
    assert isinstance(as_said(a_label(city, one, "Kajen"))[0], NameSaying)
    assert isinstance(as_said(a_relation(city, one, other))[0], RelationSaying)
