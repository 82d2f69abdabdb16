"""Raises the wall after each migration: policies and rights of the application role, made from each table's declaration."""

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections, models
from django.db.backends.utils import CursorWrapper

from vapenvila.web.wall.declaration import Declaration, RowKind
from vapenvila.web.wall.references import Reference, foreign_columns, let_it_ask

APPLICATION_ROLE = "vapenvila_app"

POLICY: dict[RowKind, str] = {
    RowKind.SHARED: "programme_id = ANY ((SELECT vapenvila_programmes())::uuid[])",
    RowKind.ROOM: "room_id = (SELECT vapenvila_room())",
    RowKind.DOOR: "(SELECT vapenvila_room()) = from_room_id OR (SELECT vapenvila_room()) = to_room_id",
}

# Tables of libraries that have no declaration. They hold sessions, second factors, jobs and Django's own books.
LIBRARY_APPS = frozenset(
    {"sessions", "contenttypes", "account", "socialaccount", "mfa", "usersessions", "procrastinate"}
)


def declaration_of(model: type[models.Model]) -> Declaration | None:
    """The declaration of a model; an automatic many-to-many table has that of the model it belongs to."""
    owner = model._meta.auto_created
    declared: Any = getattr(owner if isinstance(owner, type) else model, "declaration", None)
    return declared if isinstance(declared, Declaration) else None


def policy_of(model: type[models.Model]) -> tuple[str, str] | None:
    """What a reader and a writer of the model's rows must satisfy; None without rows behind the wall."""
    declaration = declaration_of(model)
    policy = POLICY.get(declaration.kind) if declaration else None
    if policy is None:
        return None
    also = getattr(model, "also_asked_by_the_wall", "")  # narrows who reads; never widens
    return (f"({policy}) AND ({also})" if also else policy), policy


def pointing_behind_the_wall(model: type[models.Model]) -> list[Reference]:
    """The model's foreign keys to rows behind the wall."""
    return [one for one, target in foreign_columns(model) if policy_of(target) is not None]


def raise_wall(cursor: CursorWrapper, model: type[models.Model], declaration: Declaration) -> None:
    """Force row-level security on the model's table, and give the application role its rights there."""
    table = f'"{model._meta.db_table}"'
    policy = policy_of(model)
    if policy is not None:
        reads, writes = policy
        cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        cursor.execute(f"DROP POLICY IF EXISTS wall ON {table}")
        cursor.execute(f"CREATE POLICY wall ON {table} USING ({reads}) WITH CHECK ({writes})")
    let_it_ask(cursor, model._meta.db_table, policy[1] if policy else "", pointing_behind_the_wall(model))
    _watch(cursor, model, declaration)
    rights = getattr(model, "application_rights", "SELECT, INSERT, UPDATE, DELETE")
    cursor.execute(f"REVOKE ALL ON {table} FROM {APPLICATION_ROLE}")
    cursor.execute(f"GRANT {rights} ON {table} TO {APPLICATION_ROLE}")


def _watch(cursor: CursorWrapper, model: type[models.Model], declaration: Declaration) -> None:
    """Every change of the shared picture, and of names that its pages show, makes a new version (decision 0005)."""
    table = f'"{model._meta.db_table}"'
    cursor.execute(f"DROP TRIGGER IF EXISTS picture_changed ON {table}")
    shown: tuple[str, ...] = getattr(model, "shown_in_pictures", ())
    if declaration.kind is RowKind.SHARED and not getattr(model, "outside_picture", False):
        event, function = "INSERT OR UPDATE OR DELETE", "vapenvila_picture_changed"
    elif shown:
        columns = ", ".join(
            f'"{field.column}"' for field in model._meta.concrete_fields if field.name in shown
        )
        event, function = f"DELETE OR UPDATE OF {columns}", "vapenvila_every_picture_changed"
    else:
        return
    cursor.execute(
        f"CREATE TRIGGER picture_changed AFTER {event} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
    )


def _tables(app: AppConfig) -> Iterator[type[models.Model]]:
    for model in app.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model


def _open_library_tables(cursor: CursorWrapper, app: AppConfig) -> None:
    cursor.execute(  # not LIKE: there "_" stands for any letter, and account_ would open accounts_ too
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND starts_with(tablename, %s)",
        [f"{app.label}_"],
    )
    tables = {name for (name,) in cursor.fetchall()} | {
        m._meta.db_table for m in app.get_models() if m._meta.managed
    }
    for table in sorted(tables):
        cursor.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO {APPLICATION_ROLE}')


def raise_wall_after_migration(*, app_config: AppConfig, using: str, **_: Any) -> None:
    """Signal handler of `post_migrate`: one app's tables at a time."""
    with connections[using].cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APPLICATION_ROLE}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APPLICATION_ROLE}")
        if app_config.label in LIBRARY_APPS:
            _open_library_tables(cursor, app_config)
        for model in _tables(app_config):
            declaration = declaration_of(model)
            if declaration is not None:
                raise_wall(cursor, model, declaration)


def declared_models() -> list[type[models.Model]]:
    """Every model of ours, automatic many-to-many tables included."""
    return [m for app in apps.get_app_configs() if app.name.startswith("vapenvila.") for m in _tables(app)]
