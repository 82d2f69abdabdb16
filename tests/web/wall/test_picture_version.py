"""The version of the shared picture rises with every commit that changed something, and never shows what is not committed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection, models

from tests.web.audit.trail import as_owner
from vapenvila.web.wall.declaration import RowKind
from vapenvila.web.wall.identifiers import new_id
from vapenvila.web.wall.picture_version import _ASKED
from vapenvila.web.wall.row_security import APPLICATION_ROLE, declaration_of, declared_models

pytestmark = pytest.mark.django_db
CHANGE = "UPDATE incidents_area SET name = name WHERE false"  # a statement is noted whatever rows it finds


@contextmanager
def a_session(programme: UUID) -> Iterator[psycopg.Connection[Any]]:
    """A transaction of its own beside the test's, as the application, for this programme."""
    with connection.get_new_connection(connection.get_connection_params()) as own:
        own.execute(f"SET ROLE {APPLICATION_ROLE}")
        own.commit()
        _begin(own, programme)
        yield own


def _begin(own: psycopg.Connection[Any], programme: UUID) -> None:
    own.execute("SELECT set_config('vapenvila.programmes', %s, true)", [str(programme)])


def _seen(own: psycopg.Connection[Any], programme: UUID) -> tuple[int, bool]:
    row = own.execute(_ASKED.encode(), [programme]).fetchone()
    assert row is not None
    return int(row[0]), bool(row[1])


@pytest.mark.parametrize(
    "model",
    [m for m in declared_models() if getattr(declaration_of(m), "kind", None) is RowKind.SHARED],
    ids=lambda m: m._meta.label,
)
def test_every_table_of_the_shared_picture_is_watched_or_says_that_it_is_not(
    model: type[models.Model],
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = 'picture_changed'",
            [model._meta.db_table],
        )
        assert cursor.fetchone() == (0 if getattr(model, "outside_picture", False) else 1,)


def test_a_commit_makes_one_new_version_however_much_it_changed() -> None:
    programme = new_id()
    with a_session(programme) as writer, a_session(programme) as reader:
        assert _seen(reader, programme) == (0, False)
        for _ in range(3):
            writer.execute(CHANGE)
        assert _seen(writer, programme) == (0, True)  # whoever changes something keeps nothing meanwhile
        assert _seen(reader, programme) == (0, False)
        writer.commit()
        assert _seen(reader, programme) == (1, False)
        _begin(writer, programme)
        assert _seen(writer, programme) == (1, False)


def test_what_is_rolled_back_makes_no_version() -> None:
    programme = new_id()
    with a_session(programme) as writer, a_session(programme) as reader:
        writer.execute(CHANGE)
        writer.rollback()
        assert _seen(reader, programme) == (0, False)


def test_two_who_write_at_once_make_two_versions_and_wait_for_each_other_at_the_commit_only() -> None:
    programme = new_id()
    with a_session(programme) as one, a_session(programme) as other, a_session(programme) as reader:
        one.execute(CHANGE)
        other.execute(CHANGE)
        other.commit()
        assert _seen(reader, programme) == (1, False)
        one.commit()
        assert _seen(reader, programme) == (2, False)


def test_another_programme_keeps_its_version_and_does_not_see_this_one() -> None:
    here, elsewhere = new_id(), new_id()
    with a_session(here) as writer, a_session(elsewhere) as stranger:
        writer.execute(CHANGE)
        writer.commit()
        assert _seen(stranger, elsewhere) == (0, False)
        assert _seen(stranger, here) == (0, False)  # not even how often something changes there


def test_a_name_that_pages_show_changes_the_picture_of_every_programme() -> None:
    with connection.cursor() as cursor, as_owner():
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgfoid::regproc::text FROM pg_trigger"
            " WHERE tgname = 'picture_changed' AND tgfoid = 'vapenvila_every_picture_changed'::regproc ORDER BY 1"
        )
        assert [table for table, _ in cursor.fetchall()] == [
            "accounts_user",
            "partners_agency",
            "partners_programme",
        ]
