"""Reading accounts and their second factors."""

from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator

from vapenvila.web.accounts.models import User


@dataclass(frozen=True, slots=True)
class OwnFactors:
    """Which second factors a person has."""

    app: bool
    passkeys: int
    recovery_codes: bool


def account(user: UUID) -> User:
    """The account of somebody who is signed in."""
    return User.objects.get(pk=user)


def open_account_of(user: UUID) -> User | None:
    """The account, if it exists and is not closed."""
    return User.objects.filter(pk=user, is_active=True).first()


def own_factors(user: UUID) -> OwnFactors:
    """The second factors of a person. One query."""
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return OwnFactors(
        app=Authenticator.Type.TOTP in kinds,
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        recovery_codes=Authenticator.Type.RECOVERY_CODES in kinds,
    )


def programmes_told(user: UUID | None) -> list[UUID | None]:
    """In whose part of the trail an event about this account belongs: each programme the person has worked in.

    One None for an account, or an attempt, that belongs to no programme.
    """
    if user is None:
        return [None]
    told = User.objects.filter(pk=user, missions__isnull=False).values_list(
        "missions__room__programme", flat=True
    )
    return list(told.distinct()) or [None]
