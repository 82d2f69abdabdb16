"""Taking a whole batch out of the register again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.imports.actions.undo import UndoRefused, undo_batch
from vapenvila.web.imports.facts import allowed_with
from vapenvila.web.imports.forms.upload import UndoForm
from vapenvila.web.imports.views.finding import batch_or_404


@requires(Right.IMPORT_INCIDENTS)
def undo_import(request: Request, batch: UUID) -> HttpResponse:
    """Ask once, then undo; what somebody has worked on since is named first."""
    row = batch_or_404(request, batch)
    form = UndoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            done = undo_batch(
                batch=row, leave_out=form.cleaned_data["leave_out"], by=request.user.pk, at=timezone.now()
            )
        except UndoRefused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            told = gettext(
                "Undone: %(removed)d incidents removed, %(restored)d restored, %(left_out)d left alone."
            )
            counts = {"removed": done.removed, "restored": done.restored, "left_out": done.left_out}
            messages.success(request, told % counts)
            return redirect("import", programme=request.programme.slug, batch=row.pk)
    return render(request, "imports/undo.html", {"batch": row, "form": form, "allowed": allowed_with(row)})
