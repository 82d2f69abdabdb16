"""All routes of the site as the guards see them: name, parameters, and the mark its view carries."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from vapenvila.rules.rights import Right
from vapenvila.web.wall.identifiers import new_id


@dataclass(frozen=True)
class Route:
    """One address pattern with its view."""

    name: str
    pattern: str
    parameters: tuple[
        tuple[str, str], ...
    ]  # name and kind (uuid, int, slug, str; "" in a regular expression)
    view: Callable[..., Any]

    @property
    def right(self) -> Right | None:
        """The right asked by @requires."""
        return getattr(self.view, "required_right", None)

    @property
    def for_signed_in(self) -> bool:
        """Whether it carries @signed_in."""
        return bool(getattr(self.view, "for_signed_in", False))

    @property
    def public_because(self) -> str:
        """The reason given to @public."""
        return str(getattr(self.view, "public_because", ""))

    @property
    def of_objects(self) -> tuple[str, ...]:
        """Parameters besides the programme: they name an object."""
        return tuple(name for name, _ in self.parameters if name != "programme")

    def address(self, **parameters: object) -> str:
        """The address with these parameters."""
        return reverse(self.name, kwargs=parameters)

    def address_of_nothing(self) -> str:
        """The address with made-up parameters that name nothing."""
        made_up: dict[str, object] = {
            "uuid": new_id(),
            "int": 999_999,
            "slug": "nothing",
            "str": "nothing",
            "": "0",
        }
        return reverse(self.name, kwargs={name: made_up[kind] for name, kind in self.parameters})


KINDS = {"UUIDConverter": "uuid", "IntConverter": "int", "SlugConverter": "slug", "StringConverter": "str"}


def _walk(resolver: URLResolver, before: str, given: dict[str, str]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        kinds = {
            name: KINDS[type(c).__name__] for name, c in getattr(entry.pattern, "converters", {}).items()
        }
        if not kinds:
            kinds = dict.fromkeys(entry.pattern.regex.groupindex, "")
        known = given | kinds
        if isinstance(entry, URLPattern):
            yield Route(entry.name or "", before + str(entry.pattern), tuple(known.items()), entry.callback)
        else:
            yield from _walk(entry, before + str(entry.pattern), known)


def all_routes() -> list[Route]:
    """Every route of the site."""
    return list(_walk(get_resolver(), "/", {}))


def programme_routes() -> list[Route]:
    """Routes under @requires."""
    return [route for route in all_routes() if route.right is not None]
