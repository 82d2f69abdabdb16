"""Which form says what, filled for a new statement or from an earlier one."""

from typing import Any, TypeAlias
from uuid import UUID

from vapenvila.rules.group_statement import Says
from vapenvila.web.access.requires import Request
from vapenvila.web.groups.forms.ground import ground_as_initial
from vapenvila.web.groups.forms.lineage import LineageForm
from vapenvila.web.groups.forms.of_a_group import ActivityForm, AreaForm, NameForm, RelationForm
from vapenvila.web.groups.models import Statement
from vapenvila.web.groups.queries.as_said import as_said
from vapenvila.web.groups.queries.districts import districts_of
from vapenvila.web.groups.sayings import (
    ActivitySaying,
    AreaSaying,
    LineageSaying,
    NameSaying,
    RelationSaying,
    Saying,
)
from vapenvila.web.groups.views.looking import Looking

StatementForm: TypeAlias = "NameForm | AreaForm | ActivityForm | RelationForm | LineageForm"


def form_for(
    says: Says,
    request: Request,
    looking: Looking,
    *,
    initial: dict[str, Any] | None = None,
    renewing: bool = False,
) -> StatementForm:
    """The form, with what was sent or with what it begins with."""
    data, begin = request.POST or None, initial or {}
    match says:
        case Says.NAME:
            return NameForm(data, initial=begin)
        case Says.AREA:
            return AreaForm(data, initial=begin, districts=districts_of(request.programme))
        case Says.ACTIVITY:
            return ActivityForm(data, initial=begin)
        case Says.RELATION:
            return RelationForm(data, initial=begin, groups=looking.names)
        case Says.LINEAGE:
            return LineageForm(data, initial=begin, groups=looking.names, renewing=renewing)


def saying_in(form: StatementForm, group: UUID | None) -> Saying:
    """What a valid form says; `group` is the one on whose page it stands."""
    match form:
        case RelationForm() | LineageForm():
            return form.saying()
        case _:
            if group is None:
                raise ValueError("a name, an area and an activity are of a group")
            return form.saying(group)


def as_initial(row: Statement) -> dict[str, Any]:
    """What the form begins with when the statement is made anew. The day of the new source is left to be written."""
    saying, ground = as_said(row)
    begin = ground_as_initial(ground)
    match saying:
        case NameSaying():
            begin |= NameForm.initial_of(saying)
        case AreaSaying():
            begin |= AreaForm.initial_of(saying)
        case ActivitySaying():
            begin |= ActivityForm.initial_of(saying)
        case RelationSaying():
            begin |= RelationForm.initial_of(saying)
        case LineageSaying():
            begin |= LineageForm.initial_of(saying)
    return begin
