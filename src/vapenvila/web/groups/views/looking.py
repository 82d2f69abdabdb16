"""What every page of the picture begins with: which picture, what this person may do, and a line in the trail."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from vapenvila.rules.decision import Decision
from vapenvila.rules.rights import Right, may
from vapenvila.web.access.requires import Request
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.groups.filters import PictureDays
from vapenvila.web.groups.models import Group
from vapenvila.web.groups.picture import GroupPicture
from vapenvila.web.groups.queries.names import shown_names
from vapenvila.web.groups.queries.one import group_by_id
from vapenvila.web.groups.queries.picture import picture_on


@dataclass(frozen=True, slots=True)
class Looking:
    """One reader looking at one picture."""

    picture: GroupPicture
    names: dict[UUID, str]
    days: PictureDays
    today: date
    now: datetime
    may_state: Decision


def look(request: Request, days: PictureDays) -> Looking:
    """The picture of the days that are asked for."""
    today, now = timezone.localdate(), timezone.now()
    picture = picture_on(request.programme, on=days.day(today), known_at=days.moment(now))
    return Looking(
        picture=picture,
        names=shown_names(request.programme, picture),
        days=days,
        today=today,
        now=now,
        may_state=may(request.reader, Right.STATE_GROUPS, request.programme.pk, today=today),
    )


def look_today(request: Request) -> Looking:
    """The picture of today, for forms."""
    return look(request, PictureDays())


def group_or_404(request: Request, identity: UUID) -> Group:
    """The group of this programme."""
    found = group_by_id(request.programme, identity)
    if found is None:
        raise Http404
    return found


def on_record(request: Request, act: str, group: Group | None = None, **details: Any) -> None:
    """One audit event: who has seen what of the picture."""
    record(
        act=act,
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        subject_kind="group" if group else "",
        subject=group.pk if group else None,
        programme=request.programme.pk,
        details=details,
    )
