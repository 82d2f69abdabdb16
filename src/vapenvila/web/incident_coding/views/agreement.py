"""How far two coders agree, what it does to the results, and settling what they disagree about."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.blind_sample import RED_UNDER, may_settle
from vapenvila.rules.decision import Decision
from vapenvila.rules.rights import Right, may
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.incident_coding.actions.blind import settle
from vapenvila.web.incident_coding.agreement import agreement_sheet
from vapenvila.web.incident_coding.forms.blind import SettleForm
from vapenvila.web.incident_coding.queries.blind import Pair, SampleProgress, pairs_of, sample_in
from vapenvila.web.incident_coding.views.reading import record_reading
from vapenvila.web.reviews.errors import RefusedError
from vapenvila.web.wall.blind import blind_incidents


@requires(Right.TAKE_PART_IN_REVIEW)
def agreement(request: Request, sample: UUID) -> HttpResponse:
    """The page of a sample. Before it is judged whole it says how far it has come and nothing else."""
    found = sample_in(request.programme, sample)
    if found is None:
        return render(request, "404.html", status=404)
    record_reading(request, "blind_sample.read", subject_kind="blind_sample", subject=sample)
    may_judge = may(
        request.reader, Right.JUDGE_PAST_INCIDENTS, request.programme.pk, today=timezone.localdate()
    )
    context = {"found": found, "may_judge": may_judge, "sheet": None, "judges_blind": bool(blind_incidents())}
    if found.finished and not context["judges_blind"]:
        sheet = agreement_sheet(found.row, today=timezone.localdate())
        kappa = sheet.figures.main.kappa.value if sheet.figures else None
        context |= {
            "sheet": sheet,
            "red": kappa is not None and kappa < RED_UNDER,
            "differing": [(pair, _may(request, found, pair, may_judge)) for pair in sheet.differing],
        }
    return render(request, "incident_coding/agreement.html", context)


def _may(request: Request, found: SampleProgress, pair: Pair, may_judge: Decision) -> Decision:
    if not may_judge:
        return may_judge
    return may_settle(
        person=request.user.pk,
        coder=found.row.second_coder_id,
        finished=found.finished,
        differ=pair.differ,
        settled=pair.settled is not None,
    )


@requires(Right.JUDGE_PAST_INCIDENTS)
def settle_pair(request: Request, sample: UUID, number: int, side: str) -> HttpResponse:
    """Say what stands where the two differ, and why."""
    found = sample_in(request.programme, sample)
    pair = _pair(found, number, side) if found and found.finished and not blind_incidents() else None
    if found is None or pair is None:
        return render(request, "404.html", status=404)
    form = SettleForm(request.POST or None, pair=pair)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                settle(pair=pair, **form.settled(), by=request.user, at=timezone.now())
            except RefusedError as refused:
                form.add_error(None, gettext(refused.reason))
            else:
                messages.success(
                    request, gettext("Settled. The first and the second judgement stay in the history.")
                )
                return redirect("coding-agreement", programme=request.programme.slug, sample=sample)
    record_reading(request, "incident.read", subject_kind="incident", subject=pair.item.incident_id)
    context = {"found": found, "pair": pair, "incident": pair.item.incident, "form": form}
    return render(request, "incident_coding/settle.html", context, status=status)


def _pair(found: SampleProgress, number: int, side: str) -> Pair | None:
    """The two judgements of this side, where they differ."""
    pairs = (pair for pair in pairs_of(found.row) if pair.differ)
    return next((pair for pair in pairs if pair.item.incident.number == number and pair.side == side), None)
