"""SQL run directly as the application: what the database gives away besides rows, and what it must refuse."""

import pytest
from django.db import Error, connection, models, transaction

from tests.cast import City, build_city
from tests.web.audit.trail import as_owner
from tests.web.incidents.made_up import an_incident
from vapenvila.web.incidents.models import Incident, IncidentSource
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.catalogue.tables import kind_of, walled_models
from vapenvila.web.wall.declaration import RowKind
from vapenvila.web.wall.identifiers import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.unknown_codes, pytest.mark.acceptance("S1")]
NO_RIGHT = "42501"
WALL_OF = {
    RowKind.SHARED: {"programme_id"},
    RowKind.ROOM: {"room_id"},
    RowKind.DOOR: {"from_room_id", "to_room_id"},
}


def _run(statement: str, *values: object) -> tuple[int, str]:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)  # type: ignore[arg-type]  # any value psycopg knows
            return cursor.rowcount, ""
    except Error as refused:
        return 0, f"{getattr(refused.__cause__, 'sqlstate', '')} {refused}"


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.mark.parametrize(
    "statement",
    [
        "RESET ROLE; SET ROLE postgres",
        "SET ROLE pg_read_all_data",
        "SET SESSION AUTHORIZATION postgres",
        "COPY incidents_incident TO '/tmp/out'",
        "COPY (SELECT 1) TO PROGRAM 'cat'",
        "SELECT pg_read_file('PG_VERSION')",
        "SELECT pg_ls_dir('.')",
        "SELECT lo_import('/etc/hostname')",
        "SELECT rolpassword FROM pg_authid",
        "ALTER TABLE incidents_incident DISABLE TRIGGER ALL",
        "ALTER TABLE incidents_incident NO FORCE ROW LEVEL SECURITY",
        "CREATE POLICY second ON incidents_incident USING (true)",
        "CREATE OR REPLACE FUNCTION vapenvila_room() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE EXTENSION dblink",
        "ALTER SYSTEM SET log_statement = 'all'",
        "DELETE FROM audit_auditevent",
        "UPDATE audit_auditevent SET act = 'x'",
    ],
)
def test_a_statement_that_goes_round_the_wall_is_refused(statement: str) -> None:
    assert _run(statement)[1], statement


def test_switching_row_security_off_gives_an_error_and_no_rows(city: City) -> None:
    an_incident(city)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL row_security = off")
        touched, said = _run("SELECT 1 FROM incidents_incident")
        cursor.execute("SET LOCAL row_security = on")
    assert (touched, NO_RIGHT in said) == (0, True)


@pytest.mark.acceptance("T11")
def test_statistics_of_a_table_behind_the_wall_are_hidden(city: City) -> None:
    for number in range(40):
        an_incident(city, place=f"Storgatan {number % 3}")
    with as_owner(), connection.cursor() as cursor, acting(programmes=[city.programme.pk]):
        cursor.execute("ANALYZE incidents_incident")
    tables = [model._meta.db_table for model in walled_models()]
    assert _run("SELECT 1 FROM pg_stats WHERE tablename = ANY(%s)", tables) == (0, "")
    assert NO_RIGHT in _run("SELECT stavalues1 FROM pg_statistic")[1]


def test_a_plan_tells_no_value_of_a_row_that_is_not_there(city: City) -> None:
    an_incident(city, place="Hemliga gatan 7")
    with acting(), connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN (ANALYZE, FORMAT TEXT) SELECT * FROM incidents_incident WHERE place LIKE 'Hem%'"
        )
        plan = "\n".join(str(row[0]) for row in cursor.fetchall())
    assert "Hemliga gatan 7" not in plan


@pytest.mark.acceptance("S3")
def test_a_copy_of_a_table_leaves_out_what_is_behind_the_wall(city: City) -> None:
    an_incident(city)
    with (
        acting(),
        connection.cursor() as cursor,
        cursor.copy("COPY (SELECT * FROM incidents_incident) TO STDOUT") as out,
    ):
        assert list(out) == []


def _leaking_constraints(model: type[models.Model]) -> list[str]:
    """Unique constraints whose violation would tell of a row in another room: none of their columns is the wall's own
    or an identifier that nobody guesses."""
    kind = kind_of(model)
    assert kind is not None
    wall, found = WALL_OF[kind], []
    columns = {field.attname: field for field in model._meta.concrete_fields}
    sets: list[tuple[str, ...]] = [
        (f.attname,) for f in model._meta.concrete_fields if f.unique and not f.primary_key
    ]
    sets += [
        tuple(model._meta.get_field(name).attname for name in c.fields)  # type: ignore[union-attr]
        for c in model._meta.constraints
        if isinstance(c, models.UniqueConstraint) and c.fields
    ]
    for names in sets:
        safe = any(str(columns[n].column) in wall or columns[n].get_internal_type() == "UUIDField"
                   or columns[n].is_relation for n in names)  # fmt: skip
        if not safe:
            found.append(f"{model._meta.label}: {', '.join(names)}")
    return found


@pytest.mark.acceptance("T21")
def test_no_unique_constraint_tells_what_exists_behind_the_wall() -> None:
    assert [said for model in walled_models() for said in _leaking_constraints(model)] == []


@pytest.mark.acceptance("T21")
def test_a_reference_number_used_elsewhere_is_free_here(city: City) -> None:
    other = build_city("sommarhamn", "Sommarhamn")
    for town in (city, other):
        incident = an_incident(town)
        with acting(programmes=[town.programme.pk]):
            IncidentSource.objects.create(
                programme=town.programme,
                incident=incident,
                source_system="x",
                source_no="A1",
                received_at=incident.occurred_from,
            )


@pytest.mark.acceptance("T2")
@pytest.mark.parametrize("model", walled_models(), ids=lambda model: model._meta.label)
def test_rows_of_another_programme_and_room_cannot_be_touched(model: type[models.Model]) -> None:
    table = f'"{model._meta.db_table}"'
    with acting(programmes=[new_id()], room=new_id()):
        assert _run(f"SELECT count(*) FROM {table} HAVING count(*) > 0") == (0, "")
        for statement in (
            f"DELETE FROM {table}",
            f"UPDATE {table} SET {_any_column(model)} = {_any_column(model)}",
        ):
            touched, said = _run(statement)
            assert touched == 0
            assert said == "" or said.startswith(NO_RIGHT)


def _any_column(model: type[models.Model]) -> str:
    return f'"{model._meta.concrete_fields[-1].column}"'


def test_these_attacks_can_succeed(city: City) -> None:
    an_incident(city)
    with acting(programmes=[city.programme.pk]):
        assert _run("UPDATE incidents_incident SET note = note") == (1, "")
        assert Incident.objects.count() == 1
