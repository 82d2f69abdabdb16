"""Tables: row-level security on and forced, the policy word for word as declared, the application's rights as declared."""

import re
from collections.abc import Iterator

from django.db import models

from vapenvila.web.wall.catalogue.findings import Finding, names, none_of, rows
from vapenvila.web.wall.catalogue.policy_text import shape_of
from vapenvila.web.wall.declaration import RowKind
from vapenvila.web.wall.references import TRIGGER, asking_function, trigger_of
from vapenvila.web.wall.row_security import (
    APPLICATION_ROLE,
    POLICY,
    declaration_of,
    declared_models,
    pointing_behind_the_wall,
    policy_of,
)

RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE")
ALL_RIGHTS = "SELECT, INSERT, UPDATE, DELETE"
# Tables of libraries and of Django, by how their names begin; they hold no casework.
LIBRARY_TABLES = (
    "account_",
    "auth_",
    "django_",
    "mfa_",
    "procrastinate_",
    "socialaccount_",
    "usersessions_",
)


def walled_models() -> list[type[models.Model]]:
    """Models whose rows lie behind the wall: ROOM, SHARED and DOOR."""
    return [model for model in declared_models() if kind_of(model) in POLICY]


def kind_of(model: type[models.Model]) -> RowKind | None:
    """The declared kind of the model's rows."""
    declaration = declaration_of(model)
    return declaration.kind if declaration else None


def table_findings() -> Iterator[Finding]:
    """All questions about tables."""
    for model in declared_models():
        yield from _declared(model)
        if policy := policy_of(model):
            yield from wall_around(model._meta.db_table, *policy)
        yield _asks_what_it_points_at(model)
        yield _rights(model)
    known = {model._meta.db_table for model in declared_models()}
    all_tables = names(
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
    )
    yield from none_of(
        "Tables that no part declares", {t for t in all_tables - known if not t.startswith(LIBRARY_TABLES)}
    )
    yield from none_of(
        "Views, which may show rows with their owner's eyes",
        names(
            "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm', 'f') AND relnamespace = 'public'::regnamespace"
            " AND NOT coalesce('security_invoker=true' = ANY(reloptions), false)"
        ),
    )
    yield from _trail()


def _declared(model: type[models.Model]) -> Iterator[Finding]:
    said = kind_of(model)
    label = model._meta.label
    yield Finding(f"{label}: has a kind", "" if said else f"{label}: the table declares no kind of rows")


def wall_around(table: str, declared_read: str, declared_write: str) -> Iterator[Finding]:
    """Whether the wall around one table stands as declared."""
    found = rows(
        "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = to_regclass(%s)", f'"{table}"'
    )
    enabled, forced = found[0] if found else (False, False)
    yield Finding(f"{table}: on", "" if enabled else f"{table}: row-level security is off")
    yield Finding(
        f"{table}: forced", "" if forced else f"{table}: row-level security does not hold the owner"
    )
    policies = rows(
        "SELECT policyname, roles::text, cmd, qual, with_check FROM pg_policies"
        " WHERE schemaname = 'public' AND tablename = %s AND permissive = 'PERMISSIVE'",
        table,
    )
    yield Finding(
        f"{table}: one policy",
        "" if len(policies) == 1 else f"{table}: {len(policies)} policies open it, not one",
    )
    for name, roles, command, reads, writes in policies:
        wide = (roles, command) != ("{public}", "ALL")
        yield Finding(
            f"{table}: whole", f"{table}: policy {name} does not hold everybody in everything" if wide else ""
        )
        other = (shape_of(reads), shape_of(writes)) != (shape_of(declared_read), shape_of(declared_write))
        yield Finding(
            f"{table}: word for word", f"{table}: policy {name} is not the declared one" if other else ""
        )


def _asks_what_it_points_at(model: type[models.Model]) -> Finding:
    table, references = model._meta.db_table, pointing_behind_the_wall(model)
    found = rows(
        "SELECT pg_get_triggerdef(t.oid), p.prosrc, p.prosecdef, t.tgenabled FROM pg_trigger t"
        " JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgrelid = to_regclass(%s) AND t.tgname = %s",
        f'public."{table}"',
        TRIGGER,
    )
    policy = policy_of(model)
    source = asking_function(table, policy[1] if policy else "", references)
    wanted = [(trigger_of(table, references), source, False, "O")] if references else []
    wrong = "" if found == wanted else f"{table}: rows may point at what their writer does not see"
    return Finding(f"{table}: asks what its rows point at", wrong)


def _rights(model: type[models.Model]) -> Finding:
    table = model._meta.db_table
    declared = str(getattr(model, "application_rights", ALL_RIGHTS))
    whole = {right.strip() for right in re.sub(r"\w+\s*\([^)]*\)", "", declared).split(",") if right.strip()}
    held = {
        right
        for right in (*RIGHTS, "TRUNCATE", "REFERENCES", "TRIGGER")
        if rows("SELECT has_table_privilege(%s, %s, %s)", APPLICATION_ROLE, f'public."{table}"', right)[0][0]
    }
    wrong = (
        "" if held == whole else f"{table}: the application may {sorted(held)}, declared is {sorted(whole)}"
    )
    return Finding(f"{table}: rights as declared", wrong)


def _trail() -> Iterator[Finding]:
    """The audit trail has policies of its own: everybody adds, nobody changes, each reads their part."""
    table = "audit_auditevent"
    commands = names("SELECT cmd FROM pg_policies WHERE tablename = %s", table)
    wrong = "" if commands == {"INSERT", "SELECT"} else f"{table}: policies for {sorted(commands)}"
    yield Finding("The trail can be added to and read, nothing else", wrong)
    reads = " ".join(
        str(r[0]) for r in rows("SELECT qual FROM pg_policies WHERE tablename = %s AND cmd = 'SELECT'", table)
    )
    asks = "vapenvila_programmes()" in reads and "vapenvila_user()" in reads
    yield Finding(
        "The trail shows each reader their part", "" if asks else f"{table}: shows more than a reader's part"
    )
    guarded = names(
        "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only' AND tgenabled IN ('O', 'A')"
    )
    bare = {"audit_auditevent", "audit_auditseal", "audit_auditcheck"} - guarded
    yield from none_of("Tables of the trail that can be changed", bare)
