"""The list of persons, and the search."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from vapenvila.rules.person_import import may_import_persons
from vapenvila.rules.personal_number import PersonalNumber, read_personal_number
from vapenvila.rules.readiness import may_enter_real_persons
from vapenvila.web.partners.queries import readiness_of
from vapenvila.web.people.errors import RefusedError
from vapenvila.web.people.forms.person import SearchForm, marks_for
from vapenvila.web.people.models import Person
from vapenvila.web.people.queries.emergencies import to_sign
from vapenvila.web.people.queries.identity import identity_fields
from vapenvila.web.people.queries.persons import (
    MOST_FOUND,
    found_by_case,
    found_by_name,
    found_by_number,
    found_by_pseudonym,
    persons_of_room,
)
from vapenvila.web.people.views.in_room import RoomRequest, casework, on_record

ROWS_PER_PAGE = 50
SHOWN = ("given_name", "surname", "birth_date")


@casework
def persons(request: RoomRequest) -> HttpResponse:
    """Persons of the own room by pseudonym; in social services the search alone."""
    mark = request.GET.get("mark", "")
    rows = persons_of_room(request.reader, request.person_room, today=timezone.localdate(), mark=mark)
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page")) if request.has_list else None
    on_record(request, "person.listed", persons=page.paginator.count if page else 0, mark=mark)
    context = {**_frame(request), "form": SearchForm(), "page": page, "mark": mark}
    return render(request, "people/list.html", context)


def _frame(request: RoomRequest) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "room": request.room,
        "has_list": request.has_list,
        "marks": marks_for(request.person_room.agency_kind),
        "may_register": may_enter_real_persons(readiness_of(request.programme), today=today),
        "may_import": may_import_persons(request.reader, request.person_room, today=today),
        "to_sign": to_sign(request.room.pk, by=request.user.pk).count(),
    }


@require_POST
@casework
def search(request: RoomRequest) -> HttpResponse:
    """Find a person by name, personal number or case number. What was typed is in no address and no log."""
    form = SearchForm(request.POST)
    found: list[dict[str, Any]] = []
    by = ""
    if form.is_valid():
        people, by = find_persons(request, form.cleaned_data["text"])
        found = [
            shown_person(request, person, form.cleaned_data["purpose"]) for person in people[:MOST_FOUND]
        ]
        on_record(request, "person.searched", by=by, found=len(found), purpose=form.cleaned_data["purpose"])
        context = {
            **_frame(request),
            "form": form,
            "found": found,
            "several": len(found) > 1,
            "more": len(people) > MOST_FOUND,
        }
        return render(request, "people/found.html", context)
    on_record(request, "person.searched", by="", found=0)
    return render(request, "people/found.html", {**_frame(request), "form": form, "found": None}, status=422)


def find_persons(request: RoomRequest, text: str) -> tuple[list[Person], str]:
    """Persons of the room by pseudonym, personal number, case number or name, and by which of them."""
    today = timezone.localdate()
    if by_pseudonym := found_by_pseudonym(request.reader, request.person_room, text, today=today):
        return by_pseudonym, "pseudonym"
    number = read_personal_number(text, today=today)
    if isinstance(number, PersonalNumber):
        return found_by_number(request.reader, request.person_room, number.digits, today=today), "number"
    by_case = found_by_case(request.reader, request.person_room, text, today=today)
    if by_case or any(sign.isdigit() for sign in text):
        return by_case, "case number"
    return found_by_name(request.reader, request.person_room, text, today=today), "name"


def shown_person(request: RoomRequest, person: Person, purpose: str) -> dict[str, Any]:
    """A found person with the name, which is on record as read; without it where the record is protected."""
    try:
        return {
            "person": person,
            "who": identity_fields(person, SHOWN, reader=request.reader, purpose=purpose),
        }
    except RefusedError:
        return {"person": person, "who": None}
