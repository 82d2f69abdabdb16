"""Sources on the web that are asked every night: where they stand, and the project leader's switch."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.rights import Right, may
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.imports.actions.feeds import ADDRESSES, switch_feed
from vapenvila.web.imports.engine.profiles import profile_named
from vapenvila.web.imports.queries import feed_called
from vapenvila.web.imports.views.reading import record_listing


@requires(Right.IMPORT_INCIDENTS)
def import_feeds(request: Request) -> HttpResponse:
    """Each source: whether it is asked, when it last was, and what went wrong."""
    record_listing(request)
    language = (get_language() or "en")[:2]
    feeds = []
    for profile, address in ADDRESSES.items():
        mapping, row = profile_named(profile), feed_called(request.programme, profile)
        feeds.append(
            {
                "profile": profile,
                "name": mapping.name,
                "address": row.address if row else address,
                "row": row,
                "problem": gettext(row.problem).format(**row.problem_values) if row and row.problem else "",
                "cannot_know": mapping.cannot_know.get(language) or mapping.cannot_know.get("en", ()),
            }
        )
    may_switch = may(request.reader, Right.SET_UP_PROGRAMME, request.programme.pk, today=timezone.localdate())
    return render(request, "imports/feeds.html", {"feeds": feeds, "may_switch": may_switch})


@require_POST
@requires(Right.SET_UP_PROGRAMME)
def switch_import_feed(request: Request, profile: str) -> HttpResponse:
    """Switch a source on or off."""
    if profile not in ADDRESSES:
        raise Http404
    switch_feed(
        programme=request.programme,
        profile=profile,
        on=request.POST.get("on") == "1",
        by=request.user,
        at=timezone.now(),
    )
    return redirect("import-feeds", programme=request.programme.slug)
