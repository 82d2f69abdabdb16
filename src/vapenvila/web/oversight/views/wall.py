"""The page of the wall: whether it held last night, what was tried, and the attestation to print."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods

from vapenvila.rules.rights import Right
from vapenvila.rules.wall_check import may_trust_wall
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.oversight.self_test import last_wall_check, newest_wall_checks
from vapenvila.web.oversight.wall_acts import ask_for_wall_check, print_attestation

SHOWN = 30


@require_http_methods(["GET", "POST"])
@requires(Right.READ_AUDIT_TRAIL)
def wall(request: Request) -> HttpResponse:
    """The last checks of the wall, and a button that has it attacked now."""
    now = timezone.now()
    if request.method == "POST":
        begun = ask_for_wall_check(programme=request.programme.pk, by=request.user.pk, at=now)
        said = (
            gettext("The wall is tried in the background. Look again in a minute.")
            if begun
            else gettext("The wall is being tried already. Look again in a minute.")
        )
        messages.info(request, said)
        return redirect("wall", programme=request.programme.slug)
    checks = newest_wall_checks(SHOWN)
    last = checks[0] if checks else None
    trusted = may_trust_wall(last.checked_at if last else None, leaks=last.leaks if last else 0, now=now)
    context = {"checks": checks, "last": last, "trusted": trusted, "why": gettext(trusted.reason)}
    return render(request, "oversight/wall.html", context)


@require_GET
@requires(Right.READ_AUDIT_TRAIL)
def attestation(request: Request) -> HttpResponse:
    """The last check as a page to print and sign."""
    check = last_wall_check()
    if check is None:
        messages.info(request, gettext("The wall has not been tried yet: there is nothing to attest."))
        return redirect("wall", programme=request.programme.slug)
    pdf = print_attestation(
        check=check,
        language=get_language() or "sv",
        programme=request.programme.pk,
        by=request.user.pk,
        at=timezone.now(),
    )
    name = f"wall-{check.checked_at:%Y-%m-%d}.pdf"
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
