"""Leads an empty programme through its first steps. What is done is read from the data, never ticked by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.decision import Decision
from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may
from vapenvila.web.access.panel import Panel, Urgency
from vapenvila.web.incidents.models import CountRule, Incident
from vapenvila.web.partners.models import Programme
from vapenvila.web.partners.queries import agencies_with_people
from vapenvila.web.reviews.models import ReviewMeeting

ENOUGH_AGENCIES = 3  # police, municipality and at least one more: fewer is not the method


@dataclass(frozen=True, slots=True)
class Step:
    """One first step: what, why, the right it takes, the page it is done on, and how the data show that it is done."""

    title: Promise | str
    why: Promise | str
    right: Right
    url_name: str
    done: Callable[
        [Programme, datetime], Exists | Value
    ]  # a condition the database answers about the programme


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as this person sees it today."""

    step: Step
    done: bool
    may: Decision
    address: str


STEPS: tuple[Step, ...] = (
    Step(
        _("Set up the programme"),
        _("Weekday and time of the review, and who owns the count."),
        Right.SET_UP_PROGRAMME,
        "programme-settings",
        lambda programme, now: Value(
            programme.review_weekday is not None and programme.count_owner_id is not None
        ),
    ),
    Step(
        _("Adopt the counting rule"),
        _("What is a confirmed shooting here? Written down before the first figure is shown."),
        Right.ADOPT_COUNTING_RULES,
        "counting-rules",
        lambda programme, now: Exists(CountRule.objects.filter(programme=programme)),
    ),
    Step(
        _("Invite people from at least three agencies"),
        _("Police, municipality and probation or social services: no agency does this alone."),
        Right.MANAGE_ACCOUNTS,
        "people",
        lambda programme, now: Exists(
            agencies_with_people(programme.pk, on=timezone.localdate(now))[
                ENOUGH_AGENCIES - 1 : ENOUGH_AGENCIES
            ]
        ),
    ),
    Step(
        _("Bring in the incidents"),
        _("A few years back if you can: without a past there is nothing to compare with."),
        Right.IMPORT_INCIDENTS,
        "imports",
        lambda programme, now: Exists(Incident.objects.filter(programme=programme)),
    ),
    Step(
        _("Plan the first review"),
        _("The weekly review is what the rest stands on."),
        Right.LEAD_REVIEW,
        "reviews",
        lambda programme, now: Exists(ReviewMeeting.objects.filter(programme=programme)),
    ),
)


def panels(reader: Reader, programme: Programme, now: datetime) -> list[Panel]:
    """The list of first steps, for those who set the programme going, until all are done."""
    if not any(may(reader, step.right, programme.pk, today=timezone.localdate(now)) for step in STEPS):
        return []
    done_steps = what_is_done(programme, now)
    lines = [_line(step, reader, programme, now, done=done_steps[step.url_name]) for step in STEPS]
    done = sum(line.done for line in lines)
    if done == len(lines):
        return []
    return [
        Panel(
            title=_("First steps"),
            urgency=Urgency.NOW,
            template="site/panels/first_steps.html",
            context={"lines": lines, "done": done, "total": len(lines)},
        )
    ]


def what_is_done(programme: Programme, now: datetime) -> dict[str, bool]:
    """For each step, by its page: whether the data show that it is done. One query."""
    facts = {step.url_name.replace("-", "_"): step.done(programme, now) for step in STEPS}
    found: dict[str, Any] = Programme.objects.filter(pk=programme.pk).values(**facts).get()  # type: ignore[assignment]  # names made above
    return {step.url_name: bool(found[step.url_name.replace("-", "_")]) for step in STEPS}


def _line(step: Step, reader: Reader, programme: Programme, now: datetime, *, done: bool) -> StepLine:
    return StepLine(
        step=step,
        done=done,
        may=may(reader, step.right, programme.pk, today=timezone.localdate(now)),
        address=reverse(step.url_name, kwargs={"programme": programme.slug}),
    )
