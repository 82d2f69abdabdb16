"""Whether a list comes in a total order. Rows that tie lie as the table happens to, and rows of others change that."""

import re
from functools import cache

from django.db import models

from vapenvila.web.wall.catalogue.tables import walled_models

FROM = re.compile(r' FROM "(\w+)"')
COLUMN = re.compile(r'"(\w+)"\."(\w+)"')
ORDERED = re.compile(r'"(\w+)"\."(\w+)" (?:ASC|DESC)')
FIXED = re.compile(r'"(\w+)"\."(\w+)" = %s')
NTH = re.compile(r"(?:^|, )(\d+) (?:ASC|DESC)")  # of the columns that are chosen


def is_unsteady(sql: str) -> bool:
    """Whether the question asks rows behind the wall for a list whose order may leave two of them equal."""
    before, ordered, order = sql.rpartition(" ORDER BY ")
    of_a_part = order.count(")") > order.count("(")  # the order of a question within this one
    wanted, table = _main_table(before)
    if table not in _by_table() or not ordered or of_a_part or "GROUP BY" in sql or "DISTINCT" in sql:
        return False
    chosen = COLUMN.findall(wanted)
    in_order = [chosen[int(place) - 1] for place in NTH.findall(order) if int(place) <= len(chosen)]
    if chosen and set(chosen) <= set(in_order):  # what is shown of equal rows is the same
        return False
    told = {
        column
        for owner, column in (*in_order, *ORDERED.findall(order), *FIXED.findall(before))
        if owner == table
    }
    return not any(unique <= told for unique in _told_apart_by(_by_table()[table]))


def _main_table(sql: str) -> tuple[str, str]:
    """What is chosen, and from which table; questions within the list of what is chosen are passed over."""
    for found in FROM.finditer(sql):
        wanted = sql[: found.start()]
        if sql.startswith("SELECT") and wanted.count("(") == wanted.count(")"):
            return wanted, found[1]
    return "", ""


@cache
def _by_table() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in walled_models()}


def _told_apart_by(model: type[models.Model]) -> list[set[str]]:
    """Columns by which rows of one place differ: the key, and what is unique within a room, a programme or a parent."""
    places = {str(field.column) for field in model._meta.concrete_fields if field.is_relation}
    columns = {field.name: str(field.column) for field in model._meta.concrete_fields}
    unique = [{str(field.column)} for field in model._meta.concrete_fields if field.unique]
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and not constraint.condition:
            unique.append({columns[name] for name in constraint.fields} - places)
    return [one for one in unique if one]
