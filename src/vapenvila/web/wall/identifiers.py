"""Identifiers of rows: UUID version 7, so that they sort by time and tell nothing else."""

import uuid

import uuid6


def new_id() -> uuid.UUID:
    """A new identifier (UUIDv7, RFC 9562)."""
    return uuid.UUID(bytes=uuid6.uuid7().bytes)
