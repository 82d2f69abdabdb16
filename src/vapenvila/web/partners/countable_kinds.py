"""Kinds of incident a programme may count. The register, which knows them, offers them here when it is ready."""

from collections.abc import Iterable

from django.utils.functional import Promise

_kinds: list[tuple[str, Promise | str]] = []


def offer_kinds(kinds: Iterable[tuple[str, Promise | str]]) -> None:
    """Called by the register: value and name of each kind."""
    _kinds[:] = list(kinds)


def countable_kinds() -> list[tuple[str, Promise | str]]:
    """Value and name of each kind, for forms."""
    return list(_kinds)
