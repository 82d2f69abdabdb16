"""The application's database role and the functions it may call: owns nothing, steps over nothing, borrows no rights."""
# ruff: noqa: S608 - the SQL is put together from our own names of tables and columns, never from what users write

from collections.abc import Iterator

from vapenvila.web.wall.catalogue.findings import Finding, names, none_of, rows
from vapenvila.web.wall.row_security import APPLICATION_ROLE

# Functions that run with the owner's rights. Each was read by hand: it gives away hashes, counts and versions, never rows.
WITH_OWNERS_RIGHTS = frozenset(
    {
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
    }
)
# What row-level security asks. Their source, without blanks.
ASKED = {
    "group_audit_keeps_outreach": "SELECTEXISTS(SELECTFROMgroup_audit_outreachkeeperkWHEREk.room_id=room"
    "ANDk.user_id=vapenvila_user()ANDk.first_day<=current_date+1"
    "AND(k.last_dayISNULLORk.last_day>=current_date))",
    "group_audit_on_the_table": "SELECTEXISTS(SELECTFROMgroup_audit_groupauditaWHEREa.id=audit"
    "ANDa.stateIN('settling','frozen'))",
    "vapenvila_blind_incidents": "SELECTcoalesce(array_agg(i.incident_id),'{}')FROMpublic.incident_coding_blinditemi"
    "JOINpublic.incident_coding_blindsamplesONs.id=i.sample_id"
    "WHEREs.second_coder_id=vapenvila_user()ANDs.closed_atISNULL"
    "AND(SELECTcount(*)FROMpublic.incident_coding_blindjudgementjWHEREj.item_id=i.id)<2",
    "vapenvila_programmes": "SELECTcoalesce(string_to_array("
    "nullif(current_setting('vapenvila.programmes',true),''),',')::uuid[],'{}'::uuid[])",
    "vapenvila_room": "SELECTnullif(current_setting('vapenvila.room',true),'')::uuid",
    "vapenvila_user": "SELECTnullif(current_setting('vapenvila.user',true),'')::uuid",
}
_TRAITS = "rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication"


def role_findings() -> Iterator[Finding]:
    """All questions about the role and its functions."""
    role = APPLICATION_ROLE
    yield from none_of(
        "The application's role steps over the wall or makes roles",
        names(f"SELECT rolname FROM pg_roles WHERE rolname = %s AND ({_TRAITS})", role),
    )
    yield from none_of(
        "Roles whose rights the application may borrow",
        names(
            "SELECT r.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid"
            " WHERE m.member = (SELECT oid FROM pg_roles WHERE rolname = %s)",
            role,
        ),
    )
    yield from none_of(
        "Things the application owns",
        names(
            "SELECT relname FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = %s)",
            role,
        )
        | names(
            "SELECT proname FROM pg_proc WHERE proowner = (SELECT oid FROM pg_roles WHERE rolname = %s)", role
        ),
    )
    yield from none_of(
        "Schemas in which the application may make things",
        names(
            "SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%%' AND has_schema_privilege(%s, oid, 'CREATE')",
            role,
        ),
    )
    yield from none_of(
        "Files or programs of the server within the application's reach",
        names(
            "SELECT r.rolname FROM pg_roles r WHERE r.rolname IN ('pg_read_server_files', 'pg_write_server_files',"
            " 'pg_execute_server_program', 'pg_read_all_data', 'pg_write_all_data') AND pg_has_role(%s, r.oid, 'MEMBER')",
            role,
        ),
    )
    yield from function_findings()


def function_findings() -> Iterator[Finding]:
    """Functions with the owner's rights are the listed ones; what the policies ask is what was written."""
    public = "pronamespace = 'public'::regnamespace"
    library = "proname LIKE 'procrastinate\\_%%'"
    yield from none_of(
        "Functions with the owner's rights that nobody reviewed",
        names(f"SELECT proname FROM pg_proc WHERE prosecdef AND {public}") - WITH_OWNERS_RIGHTS,
    )
    yield from none_of(
        "Functions with the owner's rights and an open search path",
        names(
            f"SELECT proname FROM pg_proc WHERE prosecdef AND {public} AND proconfig IS NULL AND NOT {library}"
        ),
    )
    for name, source in ASKED.items():
        found = {
            "".join(str(row[0]).split())
            for row in rows(f"SELECT prosrc FROM pg_proc WHERE proname = %s AND {public}", name)
        }
        yield Finding(
            f"{name}: as written",
            "" if found == {source} else f"{name}() is not the function that was written",
        )


def connection_findings() -> Iterator[Finding]:
    """Whether this very connection is the application's, with row-level security holding it."""
    user, secured = rows("SELECT current_user, current_setting('row_security')")[0]
    yield Finding(
        "Connected as the application",
        "" if user == APPLICATION_ROLE else f"Connected as {user}, not as the application",
    )
    yield Finding(
        "Row-level security is on", "" if secured == "on" else "row_security is off on this connection"
    )
