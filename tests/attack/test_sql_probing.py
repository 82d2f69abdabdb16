"""What the database tells somebody who may run SQL as the application: by errors, by numbers drawn, by roles put on.

PostgreSQL checks foreign keys and unique constraints with the owner's eyes. These tests pin down that this gives nothing
away, so that THREAT_MODEL.md says no less and no more.
"""

from collections.abc import Iterator

import pytest
from django.db import Error, connection, models, transaction

from tests.cast import City, build_city
from tests.web.audit.trail import as_owner
from tests.web.incidents.made_up import an_incident
from tests.web.people.made_up import a_person
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.people.models import Person
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.catalogue.tables import walled_models
from vapenvila.web.wall.identifiers import new_id
from vapenvila.web.wall.row_security import APPLICATION_ROLE

pytestmark = [pytest.mark.django_db, pytest.mark.unknown_codes, pytest.mark.acceptance("S1")]
NO_RIGHT, NO_PARENT, NOT_UNIQUE = "42501", "23503", "23505"


def _refusal(statement: str, *values: object) -> tuple[str, str]:
    """SQLSTATE and words of the error; two empty texts where there is none."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)  # type: ignore[arg-type]  # any value psycopg knows
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except Error as refused:
        return str(getattr(refused.__cause__, "sqlstate", "")), str(refused)
    return "", ""


@pytest.fixture
def city() -> City:
    return build_city()


REVIEW = (
    "INSERT INTO people_personreview (id, room_id, person_id, evidence, evidence_on, need, review_by, by_id, at)"
    " VALUES (%s, %s, %s, 'x', now(), 'x', now(), %s, now())"
)


CHANGE = (
    "INSERT INTO people_personchange (id, room_id, person_id, version, fields, before, reason, by_id, at)"
    " VALUES (%s, %s, %s, 1, '{}', '', 'x', %s, now())"
)


@pytest.mark.acceptance("S3")
@pytest.mark.parametrize(
    "row", [REVIEW, CHANGE], ids=["review", "change"]
)  # a change has a place that is taken
@pytest.mark.parametrize("at_once", [False, True], ids=["as it is", "constraints asked at once"])
def test_a_row_that_points_into_another_room_is_refused_as_one_that_points_at_nothing(
    city: City, row: str, at_once: bool
) -> None:
    """Letter for letter, whatever the foreign key and the unique constraints would say with the owner's eyes."""
    hidden, own = a_person(city, AgencyKind.SOCIAL, given_name="Hemlig").pk, a_person(city).pk
    police, by = city.rooms[AgencyKind.POLICE].pk, next(iter(city.people.values())).pk
    with acting(programmes=[city.programme.pk], room=police), connection.cursor() as cursor:
        if at_once:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        known = _refusal(row, new_id(), police, hidden, by)
        unknown = _refusal(row, new_id(), police, new_id(), by)
        moved = [
            _refusal("UPDATE people_person SET state = 'merged', merged_into_id = %s WHERE id = %s", to, own)
            for to in (hidden, new_id())
        ]
    assert known == unknown
    assert known[0] == NO_PARENT
    assert moved[0] == moved[1]
    assert moved[0][0] == NO_PARENT
    with acting(room=city.rooms[AgencyKind.SOCIAL].pk):
        assert Person.objects.filter(pk=hidden).exists()


@pytest.mark.acceptance("S3")
def test_a_row_may_point_at_what_its_writer_sees(city: City) -> None:
    own, by = a_person(city).pk, next(iter(city.people.values())).pk
    police = city.rooms[AgencyKind.POLICE].pk
    with acting(programmes=[city.programme.pk], room=police):
        assert _refusal(REVIEW, new_id(), police, own, by) == ("", "")


@pytest.mark.acceptance("S3")
def test_every_foreign_key_to_a_row_behind_the_wall_is_asked_about() -> None:
    """Read from PostgreSQL's own books, not from our declarations."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.conrelid::regclass::text, a.attname, p.prosrc FROM pg_constraint c"
            " JOIN pg_class target ON target.oid = c.confrelid AND target.relrowsecurity"
            " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
            " LEFT JOIN pg_trigger t ON t.tgrelid = c.conrelid AND t.tgname = 'asks_what_it_points_at'"
            "  AND t.tgenabled = 'O' AND a.attnum = ANY (t.tgattr)"
            " LEFT JOIN pg_proc p ON p.oid = t.tgfoid WHERE c.contype = 'f'"
        )
        found = cursor.fetchall()
    assert len(found) > 50
    assert [
        (table, column)
        for table, column, source in found
        if f'NEW."{column}" IS NOT NULL' not in (source or "")
    ] == []


@pytest.mark.acceptance("T21")
@pytest.mark.parametrize("model", walled_models(), ids=lambda model: model._meta.label)
def test_a_taken_identifier_is_refused_without_a_word_of_the_row(
    model: type[models.Model], city: City
) -> None:
    """The wall is asked before the unique constraint: a row for somebody else's place never gets as far as the key."""
    place = next(
        f.column
        for f in model._meta.concrete_fields
        if f.column in ("programme_id", "room_id", "from_room_id")
    )
    foreign = city.programme.pk if place == "programme_id" else city.rooms[AgencyKind.SOCIAL].pk
    with acting(programmes=[new_id()], room=new_id()):
        state, words = _refusal(f'INSERT INTO "{model._meta.db_table}" ("{place}") VALUES (%s)', foreign)
    assert state in (NO_RIGHT, "23502"), (
        words
    )  # 23502: a column that must be filled, asked before anything else
    assert str(foreign) not in words or "Failing row" in words


@pytest.mark.acceptance("T21")
def test_a_pseudonym_of_another_room_is_free_here(city: City) -> None:
    taken = a_person(city, AgencyKind.SOCIAL).pseudonym
    own = a_person(city, AgencyKind.POLICE).pk
    with acting(room=city.rooms[AgencyKind.POLICE].pk), connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET pseudonym = %s WHERE id = %s", [taken, own])
        assert cursor.rowcount == 1


@pytest.mark.acceptance("T21")
def test_a_violation_inside_the_own_room_names_only_what_was_written(city: City) -> None:
    first, second = a_person(city, AgencyKind.POLICE), a_person(city, AgencyKind.POLICE, given_name="Hemlig")
    with acting(room=city.rooms[AgencyKind.POLICE].pk):
        state, words = _refusal(
            "UPDATE people_person SET pseudonym = %s WHERE id = %s", first.pseudonym, second.pk
        )
    assert state == NOT_UNIQUE
    assert str(first.pk) not in words
    assert "Hemlig" not in words


def test_rows_cannot_be_brought_in_or_taken_out_by_copy(city: City) -> None:
    an_incident(city)
    with acting(programmes=[new_id()], room=new_id()):
        for model in walled_models():
            table = f'"{model._meta.db_table}"'
            with connection.cursor() as cursor, cursor.copy(f"COPY (SELECT * FROM {table}) TO STDOUT") as out:
                assert list(out) == [], table
            assert _copied_in(table)[0] in (NO_RIGHT, "0A000"), (
                table
            )  # COPY FROM is not for tables with a wall


def _copied_in(table: str) -> tuple[str, str]:
    try:
        with (
            transaction.atomic(),
            connection.cursor() as cursor,
            cursor.copy(f"COPY {table} FROM STDIN") as into,
        ):
            into.write("x\n")
    except Exception as refused:
        return str(getattr(refused, "sqlstate", "")), str(refused)
    return "", ""


def _roles() -> Iterator[str]:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles")
        yield from [row[0] for row in cursor.fetchall()]


def test_the_application_can_put_on_no_other_role() -> None:
    """Asked of PostgreSQL itself, for every role there is: the test's own connection began as the owner and could go back."""
    with connection.cursor() as cursor:
        for role in _roles():
            cursor.execute(
                "SELECT pg_has_role(%s, %s, 'SET'), pg_has_role(%s, %s, 'USAGE')",
                [APPLICATION_ROLE, role, APPLICATION_ROLE, role],
            )
            assert cursor.fetchone() == ((True, True) if role == APPLICATION_ROLE else (False, False)), role


def test_numbers_can_be_drawn_and_never_set_back_or_read_as_a_table() -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace"
        )
        sequences = [row[0] for row in cursor.fetchall()]
    assert sequences
    for name in sequences:
        assert NO_RIGHT in _refusal("SELECT setval(%s, 1)", f'public."{name}"'), name
        assert NO_RIGHT in _refusal(f'ALTER SEQUENCE "{name}" RESTART'), name


@pytest.mark.acceptance("T11")
def test_a_plan_estimates_the_same_for_what_is_there_and_what_is_not(city: City) -> None:
    """Estimates come from statistics of all rows; a value one may not see must not change them."""
    for _ in range(30):
        an_incident(city, place="Hemliga gatan 7")
    with as_owner(), connection.cursor() as cursor, acting(programmes=[city.programme.pk]):
        cursor.execute("ANALYZE incidents_incident")
    with acting(programmes=[new_id()]), connection.cursor() as cursor:
        plans = []
        for place in ("Hemliga gatan 7", "Hemliga gatan 8"):
            cursor.execute("EXPLAIN SELECT 1 FROM incidents_incident WHERE upper(place) = upper(%s)", [place])
            plans.append("\n".join(row[0] for row in cursor.fetchall()).replace(place.upper(), "…"))
    assert "Hemliga" not in "".join(plans)
    assert plans[0] == plans[1]
