"""What every picture's page has in common: tabs, filter, and a line in the audit trail."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from vapenvila.web.access.requires import Request
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.incidents.pictures.scope import Scope
from vapenvila.web.incidents.views.choosing import filter_context


def picture_page(
    request: Request, scope: Scope, tab: str, context: Mapping[str, Any], *, part: str = ""
) -> HttpResponse:
    """The page of a picture (`incidents/pictures/<tab>.html`), or the named partial of it when HTMX asks."""
    leave_trace(request, scope, tab)
    template = f"incidents/pictures/{tab}.html"
    partial = bool(part) and request.htmx and not request.htmx.history_restore_request
    shown = {**filter_context(request, scope.now), "scope": scope, "tab": tab, **context}
    answer = render(request, f"{template}#{part}" if partial else template, shown)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def leave_trace(request: Request, scope: Scope, tab: str) -> None:
    """One audit event: who saw which picture of which filtered set."""
    record(
        act="incident.pictured",
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        programme=request.programme.pk,
        details={"picture": tab, "filter": scope.chosen.to_query()},
    )
