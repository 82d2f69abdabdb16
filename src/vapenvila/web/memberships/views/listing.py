"""The list of memberships: those in use, those that wait, and how many people each group counts."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vapenvila.rules.membership import runs_out_soon
from vapenvila.rules.rights import Right
from vapenvila.web.memberships.forms.listing import ChosenForm
from vapenvila.web.memberships.queries.groups import labels_of_groups
from vapenvila.web.memberships.queries.in_sight import memberships_waiting
from vapenvila.web.memberships.queries.statements import listed, members_by_group
from vapenvila.web.memberships.views.in_room import may_do, on_record, readers
from vapenvila.web.people.views.in_room import RoomRequest

ROWS_PER_PAGE = 50


@readers
def memberships(request: RoomRequest) -> HttpResponse:
    """Statements of the room by group, role, state, and what runs out. Pseudonyms, and no names."""
    today, now = timezone.localdate(), timezone.now()
    labels = labels_of_groups(request.programme, now=now)
    form = ChosenForm(request.GET or None, labels=labels)
    chosen = form.chosen()
    page = Paginator(listed(request.room.pk, chosen, today=today), ROWS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    counts = members_by_group(request.room.pk, today=today)
    on_record(request, "membership.listed", statements=page.paginator.count, state=chosen.state)
    context = {
        "room": request.room,
        "form": form,
        "page": page,
        "rows": [
            {
                "row": row,
                "who": row.person.merged_into or row.person,
                "group": labels.get(row.group_id, row.group.code),
                "soon": runs_out_soon(row.review_by, today=today),
            }
            for row in page
        ],
        "counts": [
            (labels.get(group, ""), count)
            for group, count in sorted(counts.items(), key=lambda one: labels.get(one[0], ""))
        ],
        "waiting": memberships_waiting(request.room.pk, today=today).count(),
        "may_state": may_do(request, Right.STATE_MEMBERSHIPS),
        "may_release": may_do(request, Right.RELEASE_GROUP_STATEMENTS),
        "may_import": may_do(request, Right.IMPORT_MEMBERSHIPS),
    }
    return render(request, "memberships/list.html", context)
