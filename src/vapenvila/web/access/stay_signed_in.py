"""How long the session still lasts, and staying signed in."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from vapenvila.web.access.requires import Request, signed_in
from vapenvila.web.access.session_limits import seconds_left


@signed_in
@require_GET
def time_left(request: Request) -> JsonResponse:
    """Seconds left. The page asks by itself and says so, so that asking does not keep anybody signed in."""
    return JsonResponse({"seconds": seconds_left(request)})


@signed_in
@require_POST
def stay(request: Request) -> HttpResponse:
    """The person is here: the time starts again (the middleware has noted it)."""
    if "X-Requested-By-Page" in request.headers:
        return JsonResponse({"seconds": seconds_left(request)})
    return redirect("start")
