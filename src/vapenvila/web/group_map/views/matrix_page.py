"""Who acted against whom, month by month, and the incidents behind each cell."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext

from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.group_map.matrix import Cell, Matrix, Other, Place, matrix_of, place_of, with_own_rows
from vapenvila.web.group_map.queries.acts import Act, acts_between
from vapenvila.web.group_map.queries.places import groups_in_order
from vapenvila.web.group_map.replay import LENGTHS, Replay, replay_in
from vapenvila.web.group_map.scope import scope_of
from vapenvila.web.groups.views.list import frame
from vapenvila.web.groups.views.looking import on_record
from vapenvila.web.incidents.vocabulary import Kind
from vapenvila.web.reviews.vocabulary import GroupLink

SHADES = 4


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell: its numbers, its shade, and what it says to whoever hears it."""

    cell: Cell
    shade: int
    row: str
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One offender with all victims."""

    key: str
    name: str
    short: str
    cells: tuple[ShownCell, ...]
    total: int


@requires(Right.READ_GROUPS)
@remembered()
def matrix(request: Request) -> HttpResponse:
    """The table until a month, with that month's incidents marked. HTMX asks for the table alone."""
    replay, acts = replayed(request)
    on_record(request, "group_map.matrix_read", rows=len(acts))
    found = matrix_of(
        acts, strict=replay.strict, order=groups_in_order(request.programme), new_from=replay.month
    )
    rows = _rows(found, replay.scope.looking.names)
    context = {
        **matrix_frame(replay),
        "matrix": found,
        "rows": rows,
        "totals": [found.column_total(place) for place in found.places],
        "wide": not replay.strict,
    }
    part_only = request.htmx and not request.htmx.history_restore_request
    template = "group_map/matrix.html#results" if part_only else "group_map/matrix.html"
    answer = render(request, template, context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


@requires(Right.READ_GROUPS)
@remembered()
def cell(request: Request) -> HttpResponse:
    """The incidents of one cell, by the same choice as the table; where no cell is named, back to the table."""
    if not {"row", "column"} <= request.GET.keys():
        return redirect("group-map-matrix", programme=request.programme.slug)
    replay, acts = replayed(request)
    names, strict = replay.scope.looking.names, replay.strict
    own = with_own_rows(acts, strict=strict, order=groups_in_order(request.programme))
    row, column = (_asked(request.GET.get(side, ""), names) for side in ("row", "column"))
    told = [
        (act, str(Kind(act.kind).label), *(_link(side.link) for side in (act.offender, act.victim)))
        for act in acts
        if place_of(act.offender, strict=strict, own=own) == row
        and place_of(act.victim, strict=strict, own=own) == column
    ]
    on_record(request, "group_map.matrix_read", rows=len(told))
    context = {
        **matrix_frame(replay),
        "told": told,
        "all_acts": len(acts),
        "row_name": _name(row, names),
        "column_name": _name(column, names),
        "pair": (row, column) if _two_groups(row, column) else None,
        "wide": not replay.strict,
    }
    return render(request, "group_map/cell.html", context)


def replayed(request: Request) -> tuple[Replay, tuple[Act, ...]]:
    """What is asked for, and the incidents until the month that is shown."""
    scope = scope_of(request, timezone.localdate())
    replay = replay_in(request.GET, scope)
    acts = acts_between(
        request.programme,
        first=replay.first,
        last=replay.last,
        known_at=scope.looking.picture.known_at,
    )
    return replay, acts


def matrix_frame(replay: Replay) -> dict[str, Any]:
    """What the pages of the matrix have in common."""
    return {
        **frame(replay.scope.looking),
        "problems": replay.scope.problems,
        "replay": replay,
        "lengths": LENGTHS,
        "query": replay.query,
    }


def _rows(found: Matrix, names: dict[UUID, str]) -> list[ShownRow]:
    most = max((cell.n for where, cell in found.cells.items() if _of_groups(where)), default=0) or 1
    return [
        ShownRow(
            key=str(row),
            name=_name(row, names),
            short=_short(row, names),
            cells=tuple(_cell(found, row, column, names, most) for column in found.places),
            total=found.row_total(row),
        )
        for row in found.places
    ]


def _cell(found: Matrix, row: Place, column: Place, names: dict[UUID, str], most: int) -> ShownCell:
    one = found.cell(row, column)
    words = gettext("%(offender)s against %(victim)s: %(n)d") % {
        "offender": _name(row, names),
        "victim": _name(column, names),
        "n": one.n,
    }
    shade = -(-SHADES * one.n // most) if _of_groups((row, column)) else 0
    return ShownCell(one, shade, str(row), str(column), words)


def _of_groups(where: tuple[Place, Place]) -> bool:
    """Whether a group stands on both sides; only those cells are shaded, so that what is not known does not outshine them."""
    return not any(isinstance(place, Other) for place in where)


def _name(place: Place, names: dict[UUID, str]) -> str:
    match place:
        case Other.REST:
            return gettext("the other groups")
        case Other.UNNAMED:
            return gettext("a group that is not named")
        case Other.NO_GROUP:
            return gettext("nobody of a group")
        case Other.UNKNOWN:
            return gettext("not known")
        case _:
            return names[place]


def _short(place: Place, names: dict[UUID, str]) -> str:
    return _name(place, names) if isinstance(place, Other) else names[place].split(" ")[0]


def _asked(word: str, names: dict[UUID, str]) -> Place:
    if word in set(Other):
        return Other(word)
    try:
        found = UUID(word)
    except ValueError:
        raise Http404 from None
    if found not in names:
        raise Http404
    return found


def _two_groups(row: Place, column: Place) -> bool:
    return not isinstance(row, Other) and not isinstance(column, Other) and row != column


def _link(status: str) -> str:
    return str(GroupLink(status).label)
