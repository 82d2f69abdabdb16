"""One group: what is said of it now, on what ground, and everything that was said before."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from vapenvila.rules.group_statement import Says, Standing, delete_on, runs_out_soon, standing
from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.groups import vocabulary
from vapenvila.web.groups.drawing import group_outline, map_features
from vapenvila.web.groups.filters import parse_days
from vapenvila.web.groups.models import Group, LineageEvent, Statement
from vapenvila.web.groups.picture import GroupPicture
from vapenvila.web.groups.queries.districts import districts_of
from vapenvila.web.groups.queries.landscape import line_of
from vapenvila.web.groups.queries.one import Chain, chains_of, in_history, is_late
from vapenvila.web.groups.slots import slots
from vapenvila.web.groups.views.list import frame
from vapenvila.web.groups.views.looking import Looking, group_or_404, look, on_record
from vapenvila.web.groups.wording import (
    count_rule_in_words,
    day_in_words,
    grade_in_words,
    since,
    what_is_said,
)

STEPS_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One statement as the page tells it."""

    row: Statement
    says: Says
    what: str
    when: str
    grade_words: str
    counting: str
    soon: bool
    deleted_on: date
    earlier: int


@dataclass(frozen=True, slots=True)
class Step:
    """One moment of the history: something was said, replaced or withdrawn."""

    at: datetime
    row: Statement
    what: str
    kind: str  # said | replaced | withdrawn


@requires(Right.READ_GROUPS)
@remembered(minutes=5)
def group(request: Request, group: UUID) -> HttpResponse:
    """Everything that is said of one group."""
    found = group_or_404(request, group)
    days, problems = parse_days(request.GET, timezone.localdate())
    looking = look(request, days)
    on_record(request, "group.read", found)
    context = {
        **frame(looking),
        "problems": problems,
        "group": found,
        "line": line_of(looking.picture, found.pk),
        **_statements(found, looking),
        "outline": group_outline(looking.picture, found.pk, districts_of(request.programme)),
        "parts": _parts(request, found, looking),
    }
    return render(request, "groups/group.html", context)


@requires(Right.READ_GROUPS)
@remembered()
def map_data(request: Request, group: UUID) -> JsonResponse:
    """The group's areas and the parts of the city as GeoJSON, for the page's own map."""
    found = group_or_404(request, group)
    days, _problems = parse_days(request.GET, timezone.localdate())
    looking = look(request, days)
    on_record(request, "group.read", found, picture="map data")
    return JsonResponse(
        map_features(request.programme, looking.picture, found.pk, districts_of(request.programme))
    )


def _statements(found: Group, looking: Looking) -> dict[str, Any]:
    """What holds in the picture that is shown, what is late, and the history."""
    chains = chains_of(found)
    shown = _in_picture(looking.picture, found.pk)
    now = [told(row, looking, found, chain) for chain in chains for row in chain.rows if row.pk in shown]
    seen = [chain for chain in chains if in_history(chain, today=looking.today)]
    return {
        "questions": [
            {
                "says": says,
                "title": vocabulary.Says(says.value).label,
                "said": [t for t in now if t.says is says],
            }
            for says in Says
        ],
        "late": [
            told(chain.newest, looking, found, chain)
            for chain in chains
            if is_late(chain, today=looking.today)
        ]
        if looking.may_state
        else [],
        **_history(seen, looking, found),
    }


def _in_picture(picture: GroupPicture, identity: UUID) -> set[UUID]:
    """The statements on the group that are in the picture, those that others disagree with too."""
    seen = picture.group(identity)
    shown = {ground.statement for ground in seen.grounds} if seen else set()
    for said in picture.relations_of(identity):
        shown |= {said.ground.statement, *(other.ground.statement for other in said.others)}
    shown |= {one.ground.statement for one in picture.lineage if identity in (*one.before, *one.after)}
    return shown


def told(row: Statement, looking: Looking, of: Group | None, chain: Chain) -> Told:
    """One statement in words."""
    current = standing(row.facts(), today=looking.today) is Standing.CURRENT
    return Told(
        row=row,
        says=chain.says,
        what=what_is_said(row, looking.names, of),
        when=since(row.from_on, row.to_on, row.date_precision)
        if chain.says is not Says.LINEAGE
        else day_in_words(row.from_on, row.date_precision),
        grade_words=grade_in_words(row.grade),
        counting=_counting(row, looking),
        soon=current and runs_out_soon(row.review_by, today=looking.today),
        deleted_on=delete_on(row.review_by),
        earlier=len(chain.rows) - 1 - chain.rows.index(row),
    )


def _counting(row: Statement, looking: Looking) -> str:
    if not isinstance(row, LineageEvent):
        return ""
    main = next((part.group_id for part in row.parts.all() if part.main), None)
    return count_rule_in_words(row.count_rule, looking.names.get(main, "") if main else "")


def _history(chains: list[Chain], looking: Looking, found: Group) -> dict[str, list[Step]]:
    """The latest steps, and those that are folded away under them."""
    steps = []
    for chain in chains:
        for row in chain.rows:
            what = what_is_said(row, looking.names, found)
            replaced = row.ended_as == vocabulary.EndedAs.SUPERSEDED
            steps.append(Step(row.recorded_at, row, what, "replaced" if replaced else "said"))
            if row.ended_at is not None and row.ended_as == vocabulary.EndedAs.WITHDRAWN:
                steps.append(Step(row.ended_at, row, what, "withdrawn"))
    known = [step for step in steps if step.at <= looking.picture.known_at]
    known.sort(key=lambda step: step.at, reverse=True)
    return {"history": known[:STEPS_SHOWN], "earlier_history": known[STEPS_SHOWN:]}


def _parts(request: Request, found: Group, looking: Looking) -> list[str]:
    """What apps above show of this group."""
    return [
        render_to_string(
            slot.template,
            {**slot.context(found, looking.picture, request.reader, looking.now), "group": found},
            request,
        )
        for slot in slots()
    ]
