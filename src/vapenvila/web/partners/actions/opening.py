"""Opening a programme: the first room and the first administrator, who then lets everybody else in."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from vapenvila.rules.decision import say
from vapenvila.rules.roles import AgencyKind, Role, may_hold_role
from vapenvila.web.accounts.actions import open_account
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.partners.actions.programme import add_agency
from vapenvila.web.partners.errors import RefusedError
from vapenvila.web.partners.models import Agency, Mission, Programme, Room

TAKEN = say("There is already a programme with this short name.")


def open_programme(
    *,
    slug: str,
    name: str,
    agency: str,
    agency_kind: AgencyKind,
    administrator: User,
    by: UUID | None,
    at: datetime,
) -> Programme:
    """A new, empty programme with its leading agency's room and one administrator.

    The programme is `exploring` and holds nothing. Raises ValidationError for a short name that addresses cannot hold,
    RefusedError when an administrator cannot belong to an agency of this kind.
    """
    known = Agency.objects.filter(name=agency).first()
    decision = may_hold_role(Role.ADMINISTRATOR, AgencyKind(known.kind) if known else agency_kind)
    if not decision:
        raise RefusedError(decision)
    if Programme.objects.filter(slug=slug).exists():
        raise ValidationError(TAKEN)
    programme = Programme(slug=slug, name=name)
    programme.full_clean()
    programme.save()
    record(
        act="programme.opened",
        by=by,
        at=at,
        subject_kind="programme",
        subject=programme.pk,
        programme=programme.pk,
        details={"name": name, "administrator": str(administrator.pk)},
    )
    room = add_agency(programme=programme, name=agency, kind=agency_kind.value, by=by, at=at)
    _first_mission(room=room, administrator=administrator, by=by, at=at)
    return programme


def _first_mission(*, room: Room, administrator: User, by: UUID | None, at: datetime) -> None:
    roles = [Role.ADMINISTRATOR.value]
    mission = Mission.objects.create(
        user=administrator, room=room, roles=roles, first_day=timezone.localdate(at), given_by_id=by
    )
    record(
        act="mission.given",
        by=by,
        at=at,
        subject_kind="account",
        subject=administrator.pk,
        programme=room.programme_id,
        room=room.pk,
        details={"roles": roles, "mission": str(mission.pk)},
    )


def administrator_account(*, email: str, name: str, language: str, at: datetime) -> User:
    """The account with this address, opened without a password when there is none yet."""
    known = User.objects.filter(email=email.strip().lower()).first()
    return known or open_account(
        email=email.strip(), name=name, language=language, agency_provider="", programme=None, by=None, at=at
    )
