"""Founding a programme on a new server: itself, its first agency and room, and its first administrator."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from vapenvila.rules.roles import AgencyKind, Role, may_hold_role
from vapenvila.web.accounts.actions import open_account
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.partners.actions.programme import add_agency
from vapenvila.web.partners.errors import RefusedError
from vapenvila.web.partners.models import Mission, Programme


@dataclass(frozen=True, slots=True)
class FirstAdministrator:
    """Who opens the other accounts: e-mail, name, language."""

    email: str
    name: str
    language: str


@transaction.atomic
def found_programme(
    *, slug: str, name: str, agency: str, kind: AgencyKind, administrator: FirstAdministrator, at: datetime
) -> tuple[Programme, User]:
    """A new programme that is being explored, with somebody who may open accounts in it and sees no case."""
    decision = may_hold_role(Role.ADMINISTRATOR, kind)
    if not decision:
        raise RefusedError(decision)
    programme = Programme(slug=slug, name=name, municipalities=[name])
    programme.full_clean(exclude=["id"])
    programme.save(force_insert=True)
    person = User.objects.filter(email=administrator.email.lower()).first() or open_account(
        email=administrator.email,
        name=administrator.name,
        language=administrator.language,
        agency_provider="",
        programme=programme.pk,
        by=None,
        at=at,
    )
    room = add_agency(programme=programme, name=agency, kind=kind.value, by=person.pk, at=at)
    Mission.objects.create(
        user=person, room=room, roles=[Role.ADMINISTRATOR.value], first_day=timezone.localdate(at)
    )
    record(
        act="programme.founded",
        by=None,
        at=at,
        subject_kind="programme",
        subject=programme.pk,
        programme=programme.pk,
        details={"administrator": str(person.pk)},
    )
    return programme, person


def address_to_choose_password(person: User) -> str:
    """Path of the page where the person chooses a password, once. For the terminal of whoever runs the server."""
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    uid, _, rest = key.partition("-")
    return reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": rest})
