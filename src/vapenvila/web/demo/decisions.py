"""What the made-up reviews decided: who does what before when, and what came of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np

from vapenvila.rules.roles import Role
from vapenvila.web.demo.cast import Table
from vapenvila.web.reviews.models import AgendaItem, ReviewDecision
from vapenvila.web.reviews.vocabulary import DecisionKind, DecisionState

# kind, text, how long ago the latest review was that may have made it, due so long after now, what came of it
CIVIL_CHOICES = (
    (DecisionKind.OUTREACH_CONTACT, "Vuxna från föreningen finns på plats kring skolan i veckan.",
     timedelta(0), timedelta(days=3), ""),
    (DecisionKind.PLACE_SAFETY, "Trygghetsvandring med de boende.", timedelta(days=8), timedelta(days=-2), ""),
    (DecisionKind.OUTREACH_CONTACT, "Öppen träff i föreningens lokal för oroliga föräldrar.",
     timedelta(days=15), timedelta(days=-6), "Träffen hölls, många kom."),
)  # fmt: skip
# kind, role that does it, what it says, what came of it
CHOICES = (
    (DecisionKind.CUSTOM_NOTIFICATION, Role.POLICE_OFFICER, "Personligt budskap till den utpekade sidan.",
     "Budskapet framfört på plats."),
    (DecisionKind.FAMILY_CONTACT, Role.SOCIAL_WORKER, "Kontakt med de anhöriga.", "Samtal har hållits."),
    (DecisionKind.VICTIM_SUPPORT, Role.SOCIAL_WORKER, "Stöd till den som skadats.", "Stödet är på plats."),
    (DecisionKind.PLACE_SAFETY, Role.COORDINATOR, "Trygghetsbesök på platsen.", "Belysning och närvaro ordnad."),
    (DecisionKind.INFORMATION_REQUEST, Role.POLICE_ANALYST, "Fråga efter svar från tekniker.", "Svaret har kommit."),
    (DecisionKind.OUTREACH_CONTACT, Role.PROBATION_OFFICER, "Frågan tas upp vid nästa möte i frivården.",
     "Frågan är uppe."),
)  # fmt: skip
OPEN_SHARE = ((timedelta(days=10), 0.75), (timedelta(days=35), 0.25))  # so many are still open at that age


def decisions_on(
    item: AgendaItem, table: Table, *, now: datetime, draw: np.random.Generator
) -> Iterator[ReviewDecision]:
    """One or two decisions on an item, or the explicit answer that nothing is to be done."""
    if draw.random() < 0.25:
        yield _nothing(item, table)
        return
    for choice in draw.choice(len(CHOICES), size=1 + int(draw.random() < 0.3), replace=False):
        yield _decision(item, table, int(choice), now=now, patience=float(draw.random()))


def decisions_for_civil_society(
    items: list[AgendaItem], table: Table, *, now: datetime
) -> Iterator[ReviewDecision]:
    """What the community partner finds on its page: one decision open, one overdue and one done."""
    role = Role.COMMUNITY_PARTNER
    for kind, text, age, due, result in CIVIL_CHOICES:
        item = max((i for i in items if _made_at(i) <= now - age), key=_made_at, default=None)
        if item is None:
            continue
        yield ReviewDecision(
            programme_id=item.programme_id,
            item=item,
            incident_id=item.incident_id,
            kind=kind,
            text=text,
            owner_agency=table.agencies[role],
            owner_role=role.value,
            owner_person=table.people[role],
            due_at=now + due,
            state=DecisionState.DONE if result else DecisionState.OPEN,
            done_at=now + due - timedelta(hours=5) if result else None,
            result=result,
            made_by=table.people[Role.COORDINATOR],
            made_at=_made_at(item),
        )


def _made_at(item: AgendaItem) -> datetime:
    return item.meeting.planned_at + timedelta(minutes=10 * item.position)


def _nothing(item: AgendaItem, table: Table) -> ReviewDecision:
    return ReviewDecision(
        programme_id=item.programme_id,
        item=item,
        incident_id=item.incident_id,
        kind=DecisionKind.NONE,
        text="Inget behöver göras utöver det som redan pågår.",
        state=DecisionState.DONE,
        done_at=_made_at(item),
        made_by=table.people[Role.COORDINATOR],
        made_at=_made_at(item),
    )


def _decision(
    item: AgendaItem, table: Table, choice: int, *, now: datetime, patience: float
) -> ReviewDecision:
    kind, role, text, result = CHOICES[choice]
    made = _made_at(item)
    is_open = any(now - made < age and patience < share for age, share in OPEN_SHARE)
    due = made + timedelta(days=2 + choice)
    return ReviewDecision(
        programme_id=item.programme_id,
        item=item,
        incident_id=item.incident_id,
        kind=kind,
        text=text,
        owner_agency=table.agencies[role],
        owner_role=role.value,
        owner_person=table.people[role],
        due_at=due,
        state=DecisionState.OPEN if is_open else DecisionState.DONE,
        done_at=None if is_open else min(now, due - timedelta(hours=5)),
        result="" if is_open else result,
        made_by=table.people[Role.COORDINATOR],
        made_at=made,
    )
