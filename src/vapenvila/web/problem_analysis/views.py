"""The page of an analysis, asking for a new one, and taking a copy out."""

from datetime import date

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from vapenvila.rules.problem_analysis import AnalysisWish
from vapenvila.rules.rights import Right, may
from vapenvila.web.access.copy_order import ordered_copy
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.audit.export_cover import file_name
from vapenvila.web.problem_analysis.actions import AnalysisRefused, ask_for_analysis, note_read
from vapenvila.web.problem_analysis.copies import TYPES, CopyWish, take_out, title_of
from vapenvila.web.problem_analysis.engine.printed import as_svg
from vapenvila.web.problem_analysis.engine.shown import drawing_named, shown_page
from vapenvila.web.problem_analysis.forms import AnalysisForm
from vapenvila.web.problem_analysis.models import ProblemAnalysis
from vapenvila.web.problem_analysis.queries import analyses, analysis_numbered, newest_analysis
from vapenvila.web.problem_analysis.tasks import make_in_background


@require_GET
@requires(Right.SEE_FIGURES)
@remembered()
def newest(request: Request) -> HttpResponse:
    """The last analysis made, or how the first is made."""
    return _page(request, newest_analysis(request.programme))


@require_GET
@requires(Right.SEE_FIGURES)
@remembered()
def one(request: Request, number: int) -> HttpResponse:
    """An earlier analysis, as it was made."""
    return _page(request, _found(request, number))


def _page(request: Request, row: ProblemAnalysis | None) -> HttpResponse:
    note_read(row, programme=request.programme, by=request.user, at=timezone.now())
    makes = may(request.reader, Right.MAKE_PROBLEM_ANALYSIS, request.programme.pk, today=timezone.localdate())
    context = {
        "analysis": row,
        "shown": shown_page(row, get_language() or "sv") if row else None,
        "earlier": list(analyses(request.programme)),
        "makes": makes,
    }
    return render(request, "problem_analysis/analysis.html", context)


def _found(request: Request, number: int) -> ProblemAnalysis:
    row = analysis_numbered(request.programme, number)
    if row is None:
        raise Http404
    return row


@require_http_methods(["GET", "POST"])
@requires(Right.MAKE_PROBLEM_ANALYSIS)
def new(request: Request) -> HttpResponse:
    """Ask for an analysis; the worker makes it."""
    last = timezone.localdate().year - 1
    form = AnalysisForm(request.POST or None, initial={"first_year": last - 2, "last_year": last})
    if request.method == "POST" and form.is_valid():
        try:
            job = ask_for_analysis(
                programme=request.programme,
                wish=AnalysisWish(**form.cleaned_data),
                by=request.user,
                at=timezone.now(),
                put_off=make_in_background.defer,
            )
        except AnalysisRefused as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect("job", programme=request.programme.slug, job=job.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "problem_analysis/new.html", {"form": form}, status=status)


@require_GET
@requires(Right.SEE_FIGURES)
def drawing(request: Request, number: int, drawing: str) -> HttpResponse:
    """One chart as SVG, for browsers without JavaScript."""
    row, language = _found(request, number), get_language() or "sv"
    found = drawing_named(row, drawing, language)
    if found is None:
        raise Http404
    note_read(row, programme=request.programme, by=request.user, at=timezone.now())
    return HttpResponse(as_svg(found, language), content_type="image/svg+xml")


@require_http_methods(["GET", "POST"])
@requires(Right.SEE_FIGURES)
def copy(request: Request, number: int) -> HttpResponseBase:
    """Order the page as a numbered PDF, or as HTML with ?format=html."""
    row = _found(request, number)
    wanted = request.GET.get("format", "pdf")
    if wanted not in TYPES:
        raise Http404
    note_read(row, programme=request.programme, by=request.user, at=timezone.now())
    title = title_of(row)
    back = reverse("problem-analysis-of", kwargs={"programme": request.programme.slug, "number": row.number})

    def make(purpose: str, recipient: str, expires: date) -> HttpResponse:
        wish = CopyWish(purpose=purpose, recipient=recipient, expires=expires, format=wanted)
        export, made = take_out(row, wish, programme=request.programme, by=request.user.pk, at=timezone.now())
        answer = HttpResponse(made, content_type=TYPES[wanted])
        answer["Content-Disposition"] = f'attachment; filename="{file_name(export)}"'
        return answer

    return ordered_copy(request, make, holds=title, rows=None, back=back)
