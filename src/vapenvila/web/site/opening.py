"""What `vapenvila programme open` does: opens a programme and makes the link by which its administrator signs in."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from vapenvila.rules.roles import AgencyKind
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.actions.opening import administrator_account, open_programme
from vapenvila.web.partners.errors import RefusedError


class CannotOpenError(Exception):
    """The programme could not be opened; the text is one sentence for the person at the terminal."""


def open_with_administrator(
    *, slug: str, name: str, agency: str, kind: AgencyKind, email: str, person: str, language: str
) -> str:
    """Open the programme in one transaction; the address path at which the administrator chooses a password.

    Empty when the account has a password already. Raises CannotOpenError with a sentence.
    """
    at = timezone.now()
    try:
        with transaction.atomic():
            account = administrator_account(email=email, name=person, language=language, at=at)
            account.full_clean(exclude=["password"])
            open_programme(
                slug=slug, name=name, agency=agency, agency_kind=kind, administrator=account, by=None, at=at
            )
    except (ValidationError, RefusedError) as problem:
        with override("en"):  # the command line speaks English
            raise CannotOpenError(_sentence(problem)) from None
    return "" if account.has_usable_password() else _choose_password(account)


def _sentence(problem: ValidationError | RefusedError) -> str:
    return (
        gettext(problem.decision.reason) if isinstance(problem, RefusedError) else " ".join(problem.messages)
    )


def _choose_password(account: User) -> str:
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(account), "key": default_token_generator.make_token(account)},
    )
