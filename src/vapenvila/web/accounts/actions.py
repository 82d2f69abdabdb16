"""Acts on an account: opening, closing, changing one's own name, language and home address."""

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator

from vapenvila.web.accounts.home_address import hash_of_home
from vapenvila.web.accounts.models import User
from vapenvila.web.accounts.own_sessions import end_all_sessions
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner


def open_account(
    *,
    email: str,
    name: str,
    language: str,
    agency_provider: str,
    programme: UUID | None,
    by: UUID | None,
    at: datetime,
) -> User:
    """Open an account without a password: the person chooses one by a mailed link, or signs in through the agency."""
    user = User.objects.create_user(
        email=email, name=name, language=language, agency_provider=agency_provider, password=None
    )
    _record("account.opened", user, programme=programme, by=by, at=at)
    return user


def change_own_account(
    *, user: User, name: str, language: str, home_address: str = "", forget_home: bool = False, at: datetime
) -> None:
    """Change one's own name, language and home address; nothing else of an account is one's own to change."""
    home = hash_of_home(home_address) or (b"" if forget_home else bytes(user.home))
    changed = [
        field
        for field, old, new in (
            ("name", user.name, name),
            ("language", user.language, language),
            ("home", bytes(user.home), home),
        )
        if old != new
    ]
    user.name, user.language, user.home = name, language, home
    user.save(update_fields=["name", "language", "home"])
    record(
        act="account.changed",
        by=user.pk,
        at=at,
        subject_kind="account",
        subject=user.pk,
        details={"fields": changed},
    )


def close_account(*, user: User, programme: UUID, by: UUID, at: datetime) -> None:
    """The person can no longer sign in, and every open session ends at once."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    _record("account.closed", user, programme=programme, by=by, at=at)
    end_all_sessions(user=user, by=by, at=at)


def reopen_account(*, user: User, programme: UUID, by: UUID, at: datetime) -> None:
    """The person can sign in again."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    _record("account.reopened", user, programme=programme, by=by, at=at)


def remove_second_factors(*, user: User, programme: UUID, by: UUID, at: datetime) -> None:
    """For somebody who lost phone and recovery codes: sessions end, and the next sign-in sets up a new factor."""
    Authenticator.objects.filter(user=user).delete()
    _record("account.second_factors_removed", user, programme=programme, by=by, at=at)
    end_all_sessions(user=user, by=by, at=at)


def end_sessions_of(*, user: User, programme: UUID, by: UUID, at: datetime) -> None:
    """An administrator ends every session of a person."""
    _record("account.sessions_ended", user, programme=programme, by=by, at=at)
    end_all_sessions(user=user, by=by, at=at)


def refuse_change(*, user: User, programme: UUID, by: UUID, at: datetime) -> None:
    """Keep that an administrator tried to change an account and was refused."""
    record(
        act="account.refused",
        by=by,
        at=at,
        manner=Manner.REFUSED,
        subject_kind="account",
        subject=user.pk,
        programme=programme,
    )


def _record(act: str, user: User, *, programme: UUID | None, by: UUID | None, at: datetime) -> None:
    record(act=act, by=by, at=at, subject_kind="account", subject=user.pk, programme=programme)
