"""The list of imports, and the page that takes a new file."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.imports.actions.receive import receive_file
from vapenvila.web.imports.engine.sentences import SaidError
from vapenvila.web.imports.forms.upload import UploadForm
from vapenvila.web.imports.queries import batches
from vapenvila.web.imports.views.reading import record_listing

ROWS_PER_PAGE = 30


@requires(Right.IMPORT_INCIDENTS)
def imports(request: Request) -> HttpResponse:
    """All batches, newest first."""
    record_listing(request)
    page = Paginator(batches(request.programme), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "imports/list.html", {"page": page})


@requires(Right.IMPORT_INCIDENTS)
def new_import(request: Request) -> HttpResponse:
    """Take a file; the next page recognises it or asks about its columns."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = receive_file(
                programme=request.programme,
                name=file.name,
                chunks=file.chunks(),
                label=form.cleaned_data["label"],
                by=request.user,
                at=timezone.now(),
            )
        except SaidError as problem:
            form.add_error("file", gettext(problem.template).format(**problem.values))
        else:
            return redirect("import-mapping", programme=request.programme.slug, batch=batch.pk)
    return render(request, "imports/new.html", {"form": form})
