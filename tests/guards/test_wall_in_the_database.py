"""The wall as PostgreSQL itself knows it: forced policies on every table behind it, and an application that owns nothing."""

import pytest
from django.db import connection, models

from tests.web.audit.trail import as_owner
from vapenvila.web.wall.declaration import RowKind
from vapenvila.web.wall.row_security import APPLICATION_ROLE, POLICY, declaration_of, declared_models

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S1")]

BEHIND_THE_WALL = [m for m in declared_models() if getattr(declaration_of(m), "kind", None) in POLICY]
SETTING_ASKED = {
    RowKind.SHARED: ("programme_id", "vapenvila_programmes()"),
    RowKind.ROOM: ("room_id", "vapenvila_room()"),
    RowKind.DOOR: ("from_room_id", "vapenvila_room()"),
}


def _rows(query: str, *values: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def unwalled(table: str, kind: RowKind) -> list[str]:
    """What is missing in the wall around one table."""
    (enabled, forced) = _rows(
        "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", table
    )[0]
    said = [] if enabled else [f"{table}: row-level security is off"]
    said += [] if forced else [f"{table}: row-level security does not hold the owner"]
    policies = _rows(
        "SELECT permissive, roles::text, cmd, qual, with_check FROM pg_policies WHERE tablename = %s"
        " AND permissive = 'PERMISSIVE'",  # a restrictive policy beside it can only let through less
        table,
    )
    if len(policies) != 1:
        return [*said, f"{table}: {len(policies)} policies instead of one"]
    permissive, roles, command, reads, writes = policies[0]
    if (permissive, roles, command) != ("PERMISSIVE", "{public}", "ALL"):
        said.append(f"{table}: the policy does not hold everybody in everything")
    for asked in SETTING_ASKED[kind]:
        if asked not in str(reads) or asked not in str(writes):
            said.append(f"{table}: the policy does not ask {asked} for reading and for writing")
    return said


@pytest.mark.parametrize("model", BEHIND_THE_WALL, ids=lambda m: m._meta.label)
def test_each_table_behind_the_wall_has_a_forced_policy(model: type[models.Model]) -> None:
    declaration = declaration_of(model)
    assert declaration is not None
    assert unwalled(model._meta.db_table, declaration.kind) == []


def test_this_guard_can_fail() -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE open_house (programme_id uuid)")
        assert len(unwalled("open_house", RowKind.SHARED)) == 3
        cursor.execute("ALTER TABLE open_house ENABLE ROW LEVEL SECURITY")
        cursor.execute("ALTER TABLE open_house FORCE ROW LEVEL SECURITY")
        cursor.execute("CREATE POLICY wall ON open_house USING (true) WITH CHECK (true)")
        assert len(unwalled("open_house", RowKind.SHARED)) == 2
        cursor.execute("DROP TABLE open_house")


def test_the_application_owns_nothing() -> None:
    owned = _rows("SELECT relname FROM pg_class WHERE relowner = %s::regrole", APPLICATION_ROLE)
    owned += _rows("SELECT proname FROM pg_proc WHERE proowner = %s::regrole", APPLICATION_ROLE)
    owned += _rows("SELECT nspname FROM pg_namespace WHERE nspowner = %s::regrole", APPLICATION_ROLE)
    assert owned == []


def test_the_application_cannot_step_over_the_wall() -> None:
    traits = _rows(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles WHERE rolname = %s",
        APPLICATION_ROLE,
    )
    assert traits == [(False, False, False, False, False)]
    member_of = _rows(
        "SELECT r.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid WHERE m.member = %s::regrole",
        APPLICATION_ROLE,
    )
    assert member_of == []


def test_the_application_cannot_empty_alter_or_create_tables() -> None:
    rights = _rows(
        "SELECT table_name, privilege_type FROM information_schema.table_privileges WHERE grantee IN (%s, 'PUBLIC')"
        " AND table_schema = 'public' AND privilege_type IN ('TRUNCATE', 'TRIGGER', 'REFERENCES')",
        APPLICATION_ROLE,
    )
    assert rights == []
    assert _rows("SELECT has_schema_privilege(%s, 'public', 'CREATE')", APPLICATION_ROLE) == [(False,)]


def test_functions_that_run_with_the_owners_rights_are_the_listed_ones() -> None:
    found = _rows(
        "SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE prosecdef AND nspname = 'public' ORDER BY proname"
    )
    # They give away hashes, counts and versions, never rows; those of the door end papers that are old enough.
    # Each fixes its search path.
    assert [name for (name,) in found] == [
        "audit_digest",
        "audit_seal",
        "audit_verify",
        "disclosures_end_consent",
        "disclosures_end_examination",
        "disclosures_let_go",
        "disclosures_reseal",
        "vapenvila_every_picture_changed",
        "vapenvila_new_picture_version",
        "vapenvila_picture_changed",
    ]
    open_path = _rows("SELECT proname FROM pg_proc WHERE prosecdef AND proconfig IS NULL")
    assert open_path == []
