"""A row may point only at rows that its writer sees: asked before PostgreSQL looks with the owner's eyes (decision 0011).

PostgreSQL checks foreign keys, and the unique constraints they stand in, with the eyes of the table's owner. Whoever wrote
the identifier of another room's row would learn from the absence of an error that it exists. A trigger on each table that
points behind the wall asks first, as the role that writes, and refuses what is not there and what is not the writer's
own in the very words of a foreign key.
"""

import re
from dataclasses import dataclass

from django.db import models
from django.db.backends.utils import CursorWrapper

TRIGGER = "asks_what_it_points_at"


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that holds the identifier of a row behind the wall."""

    column: str
    target: str
    target_column: str


def function_of(table: str) -> str:
    """The name of the function that a table's trigger calls."""
    return f"vapenvila_points_{table}"


def asking_function(table: str, policy: str, references: list[Reference]) -> str:
    """The function's source. It runs with the rights of whoever writes, so row-level security answers it.

    A row whose own place the writer does not see is left to the policy, which refuses it with the wall's own words.
    """
    place = (
        f"    IF NOT coalesce({_of_new_row(policy)}, false) THEN\n        RETURN NEW;\n    END IF;\n"
        if policy
        else ""
    )
    asked = "".join(_asked(table, one) for one in references)
    return f"\nBEGIN\n{place}{asked}    RETURN NEW;\nEND\n"


def _of_new_row(policy: str) -> str:
    return re.sub(r"\b(?:programme|room|from_room|to_room)_id\b", r"NEW.\g<0>", policy)


def _asked(table: str, one: Reference) -> str:
    column, target = f'"{one.column}"', f'public."{one.target}"'
    return f"""    IF NEW.{column} IS DISTINCT FROM OLD.{column} AND NEW.{column} IS NOT NULL AND NOT EXISTS (
        SELECT FROM {target} AS pointed_at WHERE pointed_at."{one.target_column}" = NEW.{column}
    ) THEN
        RAISE foreign_key_violation USING
            MESSAGE = 'insert or update on table "{table}" points at a row that is not there',
            DETAIL = 'Key is not present in table "{one.target}".', TABLE = '{table}', COLUMN = '{one.column}';
    END IF;
"""


def trigger_of(table: str, references: list[Reference]) -> str:
    """The trigger, as PostgreSQL prints it."""
    columns = ", ".join(one.column for one in references)
    return (
        f"CREATE TRIGGER {TRIGGER} BEFORE INSERT OR UPDATE OF {columns} ON public.{table}"
        f" FOR EACH ROW EXECUTE FUNCTION {function_of(table)}()"
    )


def let_it_ask(cursor: CursorWrapper, table: str, policy: str, references: list[Reference]) -> None:
    """Put the trigger on the table, or take it away when nothing there points behind the wall any more."""
    cursor.execute(f'DROP TRIGGER IF EXISTS {TRIGGER} ON "{table}"')
    if not references:
        cursor.execute(f"DROP FUNCTION IF EXISTS {function_of(table)}()")
        return
    source = asking_function(table, policy, references)
    cursor.execute(
        f"CREATE OR REPLACE FUNCTION {function_of(table)}() RETURNS trigger LANGUAGE plpgsql AS $asks${source}$asks$"
    )
    cursor.execute(trigger_of(table, references))


def foreign_columns(model: type[models.Model]) -> list[tuple[Reference, type[models.Model]]]:
    """Every foreign key of the model with the model it points at, in the order of its columns."""
    return [
        (Reference(str(field.column), target._meta.db_table, str(field.target_field.column)), target)
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        for target in [field.remote_field.model]
    ]
