"""What the house itself deletes: sessions that are over, names of closed accounts, progress of finished jobs."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.retention import RetentionFacts
from vapenvila.rules.retention_table import Regime
from vapenvila.web.accounts.models import User
from vapenvila.web.jobs.models import JobProgress, JobState
from vapenvila.web.retention.due_days import certainly_after, day_of, due_if_past
from vapenvila.web.retention.registry import Due, Level, Removed, Retained, Scope

REMOVED_NAME = "–"  # shown wherever the trail or minutes named the account
REMOVED_ADDRESS = "removed.invalid"


def due_sessions(scope: Scope, at: datetime) -> Iterator[Due]:
    """Sessions whose time ended more than a day ago."""
    for key, ended in Session.objects.filter(expire_date__lt=at).values_list("pk", "expire_date"):
        facts = RetentionFacts(regime=Regime.OLD_SESSION, started=day_of(ended))
        if due := due_if_past(key, facts, today=day_of(at)):
            yield due


def remove_session(scope: Scope, due: Due, at: datetime) -> Removed:
    """The session, and what is remembered of its browser and address."""
    links, _parts = UserSession.objects.filter(session_key=due.id).delete()
    Session.objects.filter(pk=due.id).delete()
    return Removed(links=links)


def due_accounts(scope: Scope, at: datetime) -> Iterator[Due]:
    """Closed accounts whose last mission ended two years ago. An account that never had one counts from its making."""
    today = day_of(at)
    closed = User.objects.filter(is_active=False).exclude(email__endswith=f"@{REMOVED_ADDRESS}")
    open_ended = Q(missions__isnull=False, missions__last_day__isnull=True)
    for account in closed.exclude(open_ended).annotate(last=Max("missions__last_day")):
        last_sign_in = day_of(account.last_login) if account.last_login else day_of(account.created_at)
        started = max(account.last or last_sign_in, last_sign_in)
        if due := due_if_past(
            account.pk, RetentionFacts(regime=Regime.CLOSED_ACCOUNT, started=started), today=today
        ):
            yield due


def remove_account(scope: Scope, due: Due, at: datetime) -> Removed:
    """Name, address, password and second factors. The row stays without them: minutes and trail point to it."""
    account = User.objects.select_for_update().get(pk=due.id)
    known = (account.name, account.email)
    links = 0
    for table in (EmailAddress, Authenticator, SocialAccount, UserSession):
        links += table.objects.filter(user_id=account.pk).delete()[0]
    account.name, account.email = REMOVED_NAME, f"{account.pk}@{REMOVED_ADDRESS}"
    account.set_unusable_password()
    account.save(update_fields=["name", "email", "password"])
    return Removed(links=links, identifying=known)


def due_jobs(scope: Scope, at: datetime) -> Iterator[Due]:
    """Jobs that were over a month ago."""
    today = day_of(at)
    over = JobProgress.objects.filter(
        programme_id=scope.programme_id,
        state__in=(JobState.DONE, JobState.FAILED),
        updated_at__lt=at - (timedelta(days=1)),
    )
    horizon = certainly_after(Regime.FINISHED_JOB, today=today)
    found: list[tuple[UUID, datetime]] = list(
        over.filter(updated_at__date__lte=horizon).values_list("pk", "updated_at")
    )
    for job, ended in found:
        if due := due_if_past(
            job, RetentionFacts(regime=Regime.FINISHED_JOB, started=day_of(ended)), today=today
        ):
            yield due


def remove_job(scope: Scope, due: Due, at: datetime) -> Removed:
    """The progress row; what the job made stays."""
    JobProgress.objects.filter(pk=due.id).delete()
    return Removed()


HOUSE_KINDS = (
    Retained(
        code="session", name=_("Sessions that are over"), level=Level.HOUSE, regimes=(Regime.OLD_SESSION,),
        due=due_sessions, remove=remove_session,
    ),
    Retained(
        code="account", name=_("Names and addresses of closed accounts"), level=Level.HOUSE,
        regimes=(Regime.CLOSED_ACCOUNT,), due=due_accounts, remove=remove_account,
    ),
    Retained(
        code="job", name=_("Progress of finished jobs"), level=Level.PROGRAMME, regimes=(Regime.FINISHED_JOB,),
        due=due_jobs, remove=remove_job,
    ),
)  # fmt: skip
