"""Plants a made-up row in any table behind the wall, from what the model says of its fields. Always rolled back.

Foreign keys are checked when a transaction ends, and this one never does: so a row needs no parents, but for those
behind the wall, which are asked about when the row is written (decision 0011).
"""
# ruff: noqa: S608 - the SQL is put together from our own names of tables and columns, never from what users write

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db import Error, connection, models, transaction

from vapenvila.web.wall.identifiers import new_id

_MOMENT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
_VALUES: dict[str, Callable[[], Any]] = {
    "UUIDField": new_id,
    "BooleanField": lambda: False,
    "TimeField": lambda: time(12),
    "FloatField": lambda: 1.0,
    "DecimalField": lambda: 1,
    "JSONField": dict,
    "BinaryField": lambda: new_id().bytes,
    "DurationField": lambda: _MOMENT - _MOMENT,
}
_MOST_NULLS, _FILLED = True, False


class NotPlantedError(Exception):
    """No row could be made for this table; the sentence says why, and whether the database refused it for want of a right."""

    def __init__(self, sentence: str, problem: Error | None) -> None:
        super().__init__(sentence)
        self.refused = problem is not None and is_refusal(problem)


def may_add(model: type[models.Model]) -> bool:
    """Whether the application adds rows to this table at all; some are written by triggers alone."""
    return "INSERT" in str(getattr(model, "application_rights", "INSERT"))


def is_refusal(problem: Error) -> bool:
    """Whether PostgreSQL said no for want of a right (row-level security or GRANT), and not for another reason."""
    return getattr(problem.__cause__, "sqlstate", "") == "42501"


def _no_parent(_: Any, __: int) -> Any:
    return new_id()


def plant(
    model: type[models.Model],
    where: Mapping[str, Any],
    *,
    parent: Callable[[Any, int], Any] = _no_parent,
    nth: int = 0,
) -> Any:
    """Insert one row of this model with these columns (programme_id, room_id, …) and give its primary key.

    `parent` gives the key a foreign key points at; by default it points at nothing. Its second argument counts the attempts.
    The next of a kind (`nth`) happened a day after the one before.
    """
    problem: Error | None = None
    for empty in (_MOST_NULLS, _FILLED):
        for choice in range(_choices(model)):
            try:
                return _insert(
                    model, dict(_columns(model, where, parent, empty=empty, choice=choice, nth=nth))
                )
            except Error as refused:
                problem = refused
    raise NotPlantedError(f"{model._meta.db_table}: no made-up row could be planted ({problem})", problem)


def key_of(model: type[models.Model]) -> str:
    """The column that holds the model's primary key."""
    return str(model._meta.pk.column) if model._meta.pk else "id"


def _choices(model: type[models.Model]) -> int:
    return max([4, *(len(list(f.flatchoices)) for f in model._meta.concrete_fields if f.choices)])


def _columns(
    model: type[models.Model],
    where: Mapping[str, Any],
    parent: Callable[[Any, int], Any],
    *,
    empty: bool,
    choice: int,
    nth: int,
) -> Iterator[tuple[str, Any]]:
    fixed = getattr(model, "canary", {})
    for field in model._meta.concrete_fields:
        column = str(field.column)
        if column in where:
            yield column, where[column]
        elif field.name in fixed:
            yield column, field.get_db_prep_save(fixed[field.name], connection)
        elif not (isinstance(field, models.AutoField) or field.generated):
            yield (
                column,
                field.get_db_prep_save(
                    _value(field, parent, empty=empty, choice=choice, nth=nth), connection
                ),
            )


def _value(field: Any, parent: Callable[[Any, int], Any], *, empty: bool, choice: int, nth: int) -> Any:
    if field.null and empty:
        return None
    if field.is_relation:
        return parent(field, choice) if isinstance(field.target_field, models.UUIDField) else 1
    if field.choices:
        values = [value for value, _ in field.flatchoices]
        return values[choice % len(values)]
    if field.get_internal_type() == "ArrayField":
        return [_value(field.base_field, parent, empty=empty, choice=choice, nth=nth)]
    if isinstance(
        field, models.DateField
    ):  # a field further down is a later day: what ends, ends after it began
        later = _MOMENT + timedelta(days=field.creation_counter % 1000 + nth)
        return later if isinstance(field, models.DateTimeField) else later.date()
    maker = _VALUES.get(field.get_internal_type())
    if maker is not None:
        return maker()
    if isinstance(field, models.IntegerField):
        return 1 + choice  # another number where the first is taken
    if empty and field.blank:
        return ""
    return new_id().hex[-(field.max_length or 32) :]  # the end is drawn, the beginning is the time


def _insert(model: type[models.Model], columns: dict[str, Any]) -> Any:
    key = key_of(model)
    names = ", ".join(f'"{name}"' for name in columns)
    places = ", ".join(["%s"] * len(columns))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})', list(columns.values())
        )
        if key in columns:
            return columns[key]
        cursor.execute("SELECT lastval()")
        return cursor.fetchone()[0]
