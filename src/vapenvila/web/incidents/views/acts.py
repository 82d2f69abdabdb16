"""Acts on one incident that have no page of their own: changing the state, adding a source."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.incident_state import IncidentState
from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.incidents.actions.record import SourceFacts
from vapenvila.web.incidents.actions.sources import add_source
from vapenvila.web.incidents.actions.state import change_state
from vapenvila.web.incidents.forms.source import SourceForm
from vapenvila.web.incidents.forms.state import StateForm
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.queries.choices import source_names
from vapenvila.web.incidents.refusals import Refused, StaleIncident, TextNeedsALook
from vapenvila.web.incidents.views.entry import tell
from vapenvila.web.incidents.views.one import incident_or_404, record_reading
from vapenvila.web.incidents.views.warnings import text_warnings


@requires(Right.CLASSIFY_INCIDENTS)
def state(request: Request, number: int) -> HttpResponse:
    """Change the state: asks for the reason, and for a hold the day it is looked at again."""
    found = incident_or_404(request, number)
    record_reading(request, found)
    initial = {"version": found.version, "state": request.GET.get("to", "")}
    form = StateForm(request.POST or None, initial=initial)
    warnings = []
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, found, form)
        except StaleIncident as stale:
            found = stale.current
            form = StateForm({**request.POST.dict(), "version": str(found.version)})
            form.add_error(
                None,
                gettext(
                    "Somebody else changed the incident while you were writing. It is now: %(state)s. Nothing of"
                    " yours is lost: look again, and save if it still holds."
                )
                % {"state": found.get_state_display()},
            )
        except Refused as refused:
            tell(form, refused)
        except TextNeedsALook as stopped:
            warnings = text_warnings(stopped, form.data)
        else:
            messages.success(request, gettext("The state is changed. The history shows it."))
            return redirect("incident", programme=request.programme.slug, number=number)
    context = {"form": form, "incident": found, "warnings": warnings}
    return render(request, "incidents/state.html", context, status=422 if request.method == "POST" else 200)


def _change(request: Request, found: Incident, form: StateForm) -> None:
    data = form.cleaned_data
    change_state(
        incident=found,
        version=data["version"],
        new=IncidentState(data["state"]),
        reason=data["reason"],
        hold_review_on=data["hold_review_on"],
        looked_at=data["looked_at"],
        by=request.user,
        at=timezone.now(),
        today=timezone.localdate(),
    )


@require_POST
@requires(Right.RECORD_INCIDENTS)
def source(request: Request, number: int) -> HttpResponse:
    """Add a source."""
    found = incident_or_404(request, number)
    form = SourceForm(request.POST, names=source_names(request.programme))
    if not form.is_valid():
        messages.error(request, gettext("Give both the source and its reference."))
        return redirect("incident", programme=request.programme.slug, number=number)
    named = SourceFacts(form.cleaned_data["source_system"], form.cleaned_data["source_no"])
    try:
        add_source(incident=found, source=named, looked_at=True, by=request.user, at=timezone.now())
        messages.success(request, gettext("The source is added."))
    except Refused as refused:
        messages.error(request, refused.sentence)
    except TextNeedsALook as stopped:
        messages.error(request, text_warnings(stopped, form.data)[0]["sentence"])
    return redirect("incident", programme=request.programme.slug, number=number)
