"""The facts an import writes into the register, and how each is compared, kept in the history and put back.

One literal table: the SQL of staging, matching, applying and undoing is made from it, so that they cannot
differ.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class RegisterField:
    """One fact: its name in the history, its column, its type, and what an empty value looks like."""

    name: str
    column: str
    sql_type: str
    blank: str = "NULL"  # the value that means “not known”: it never overwrites and may always be filled in
    together: str = ""  # facts that a person's decision protects together

    def staged(self) -> str:
        """The file's value."""
        return f's."{self.column}"'

    def current(self) -> str:
        """The register's value."""
        return f'i."{self.column}"'

    def as_text(self, value: str) -> str:
        """SQL for the value as the history keeps it (see `incidents.facts.as_text`)."""
        if self.sql_type == "timestamptz":
            return f"""to_char({value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') || '+00:00'"""
        return f"coalesce({value}::text, '')"

    def from_text(self, text: str) -> str:
        """SQL for the value that the history's text stands for."""
        if self.sql_type == "text":
            return text
        return f"nullif({text}, '')::{self.sql_type}"

    def said(self) -> str:
        """SQL: the file says something about this fact."""
        if self.blank == "NULL":
            return f"{self.staged()} IS NOT NULL"
        return f"coalesce({self.staged()}, {self.blank}) <> {self.blank}"

    def differs(self) -> str:
        """SQL: the file says something, and something else than the register."""
        return f"({self.said()} AND {self.staged()} IS DISTINCT FROM {self.current()})"

    def open(self) -> str:
        """SQL: the register knows nothing about this fact."""
        return f"{self.current()} IS NULL" if self.blank == "NULL" else f"{self.current()} = {self.blank}"


FIELDS: Final = (
    RegisterField("kind", "kind", "text"),
    RegisterField("occurred_from", "occurred_from", "timestamptz", together="time"),
    RegisterField("occurred_to", "occurred_to", "timestamptz", together="time"),
    RegisterField("place", "place", "text", "''", together="place"),
    RegisterField("area_id", "area_id", "uuid", together="place"),
    RegisterField("precision", "precision", "text", "'unknown'", together="place"),
    RegisterField("latitude", "latitude", "float8", together="place"),
    RegisterField("longitude", "longitude", "float8", together="place"),
    RegisterField("state", "state", "text", "'reported'"),
    RegisterField("weapon", "weapon", "text", "'unknown'"),
    RegisterField("outcome", "outcome", "text", "'unknown'"),
    RegisterField("motive", "motive", "text", "'unknown'"),
    RegisterField("dead", "dead", "integer"),
    RegisterField("injured_serious", "injured_serious", "integer"),
    RegisterField("injured_slight", "injured_slight", "integer"),
    RegisterField("injured_unknown", "injured_unknown", "integer"),
    RegisterField("note", "note", "text", "''"),
)

NEW_ID: Final = (
    "encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing substring(int8send("
    "(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), "
    "'hex')::uuid"
)
"""SQL for a new UUIDv7 (RFC 9562), as `wall.identifiers.new_id` makes them; PostgreSQL has it itself from
18 only."""
