"""The application's own role, tried directly with SQL: nothing set means no rows, and no row goes to another programme."""

from uuid import UUID

import pytest
from django.db import Error, connection, models, transaction

from tests.cast import build_city
from tests.web.incidents.made_up import an_incident
from vapenvila.web.wall.acting import act, acting
from vapenvila.web.wall.declaration import RowKind
from vapenvila.web.wall.identifiers import new_id
from vapenvila.web.wall.row_security import declaration_of, declared_models

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S1")]

SHARED = [m for m in declared_models() if getattr(declaration_of(m), "kind", None) is RowKind.SHARED]
NO_RIGHT = "42501"


def _run(statement: str, *values: UUID) -> tuple[int, str]:
    """Rows touched and, when refused, PostgreSQL's code and sentence."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.rowcount, ""
    except Error as refused:
        return 0, f"{getattr(refused.__cause__, 'sqlstate', '')} {refused}"


def test_tests_run_as_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("vapenvila_app",)


@pytest.mark.parametrize("model", SHARED, ids=lambda m: m._meta.label)
def test_a_row_for_another_programme_is_refused_by_every_shared_table(model: type[models.Model]) -> None:
    own, other = new_id(), new_id()
    if "INSERT" not in getattr(model, "application_rights", "INSERT"):
        pytest.skip("the application may not add rows here at all")
    insert = f'INSERT INTO "{model._meta.db_table}" (programme_id) VALUES (%s)'
    with acting(programmes=[own]):
        _, other_refused = _run(insert, other)
        _, own_refused = _run(insert, own)
    assert "row-level security" in other_refused
    assert "row-level security" not in own_refused  # it stops later, at the fields left empty


@pytest.mark.parametrize("model", SHARED, ids=lambda m: m._meta.label)
def test_nothing_set_means_no_rows_and_no_new_ones(model: type[models.Model]) -> None:
    city = build_city()
    an_incident(city)
    table = f'"{model._meta.db_table}"'
    with acting():
        assert _run(f"SELECT 1 FROM {table}") == (0, "")
        if "INSERT" in getattr(model, "application_rights", "INSERT"):
            assert (
                "row-level security" in _run(f"INSERT INTO {table} (programme_id) VALUES (%s)", new_id())[1]
            )


def test_rows_are_there_for_those_who_may_see_them() -> None:
    city = build_city()
    an_incident(city)
    with acting(programmes=[city.programme.pk]):
        assert _run("SELECT 1 FROM incidents_incident") == (1, "")
    with acting(programmes=[new_id()]):
        assert _run("SELECT 1 FROM incidents_incident") == (0, "")


def test_a_row_cannot_be_moved_to_another_programme_or_touched_from_there() -> None:
    city, elsewhere = build_city(), build_city("sommarhamn", "Sommarhamn")
    an_incident(city)
    with acting(programmes=[city.programme.pk]):
        _, refused = _run("UPDATE incidents_incident SET programme_id = %s", elsewhere.programme.pk)
        assert "row-level security" in refused
    with acting(programmes=[elsewhere.programme.pk]):
        assert _run("UPDATE incidents_incident SET note = 'x'") == (0, "")
        assert _run("DELETE FROM incidents_incident") == (0, "")


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE incidents_incident CASCADE",
        "ALTER TABLE incidents_incident DISABLE ROW LEVEL SECURITY",
        "DROP POLICY wall ON incidents_incident",
        "CREATE TABLE open_house (id int)",
        "ALTER ROLE vapenvila_app BYPASSRLS",
        "COPY incidents_incident TO PROGRAM 'cat'",
    ],
)
def test_the_application_cannot_take_the_wall_down(statement: str) -> None:
    assert _run(statement)[1].startswith(NO_RIGHT)


def test_what_was_open_before_is_open_again_afterwards() -> None:
    first, second = new_id(), new_id()

    def open_now() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('vapenvila.programmes', true)")
            return str(cursor.fetchone()[0])

    with acting(programmes=[first]):
        with acting(programmes=[second]):
            assert open_now() == str(second)
        assert open_now() == str(first)
        with pytest.raises(RuntimeError), acting(programmes=[second]):
            raise RuntimeError
        assert open_now() == str(first)


def test_settings_end_with_the_transaction() -> None:
    with transaction.atomic():
        act(user=None, programmes=[new_id()])
        transaction.set_rollback(True)
    assert _run("SELECT 1 FROM incidents_incident") == (0, "")
