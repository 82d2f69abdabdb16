"""Every address of the site and who may open it."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from vapenvila.web.site.reference_pages.markdown_table import MADE, table


def _walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, str, Any]]:
    for entry in resolver.url_patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield address, entry.name or "", entry.callback
        else:
            yield from _walk(entry, address)


def _open_to(view: Any) -> str:
    right = getattr(view, "required_right", None)
    if right is not None:
        return f"people with the right “{right.value.replace('_', ' ')}” in the programme"
    if getattr(view, "for_signed_in", False):
        return "anybody signed in, for what is their own"
    return f"everybody: {getattr(view, 'public_because', '')}"


def routes_page() -> str:
    """All routes with their mark."""
    rows = [[f"`/{address}`", name, _open_to(view)] for address, name, view in _walk(get_resolver(), "")]
    return (
        f"# Addresses\n\n{MADE}A stranger to a programme gets 404 for everything below it; somebody in the programme whose "
        f"roles lack the right gets 403 with a sentence. Both leave an event in the audit trail.\n\n"
        f"{table(['Address', 'Name', 'Open to'], sorted(rows))}"
    )
