"""In a demo: look at the made-up city as somebody else, by one click."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from vapenvila.rules.switch_role import may_switch_to
from vapenvila.web.access.requires import Request, signed_in
from vapenvila.web.accounts.language import choose_language
from vapenvila.web.accounts.queries import open_account_of
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.partners.made_up_people import made_up_people
from vapenvila.web.partners.queries import made_up_programmes_of


@signed_in
def switch_role(request: Request) -> HttpResponse:
    """One made-up person per role."""
    if not settings.DEMO:
        return render(request, "404.html", status=404)
    return render(request, "partners/switch_role.html", {"people": made_up_people()})


@signed_in
@require_POST
def switch_to(request: Request, person: UUID) -> HttpResponse:
    """Become this made-up person. Refused like a page that does not exist, unless both are in a made-up city."""
    target = open_account_of(person)
    both = [person, request.user.pk]
    allowed = target is not None and all(
        may_switch_to(demo=settings.DEMO, made_up_programmes_of_target=made_up_programmes_of(user))
        for user in both
    )
    if not allowed or target is None:
        return render(request, "404.html", status=404)
    record(
        act="demo.role_switched",
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.SIGN_IN,
        subject_kind="account",
        subject=target.pk,
    )
    choose_language(user=target.pk, language=get_language() or "")  # one goes on reading in the same language
    target.refresh_from_db()
    login(request, target, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("start")
