"""The page of a running job: a bar that fills itself, and the way to the result."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.jobs.queries import job_in_programme


@requires(Right.SEE_PROGRAMME)
def job(request: Request, job: UUID) -> HttpResponse:
    """How far a job has come; asked again every second by the page until it is over."""
    row = job_in_programme(job, programme=request.programme.pk)
    # Progress tells numbers only, but it is shown to the person who started it and to nobody else.
    if row is None or row.started_by_id != request.user.pk:
        return render(request, "404.html", status=404)
    part = "jobs/job.html#bar" if request.htmx else "jobs/job.html"
    answer = render(request, part, {"job": row})
    if request.htmx and row.over:
        answer["HX-Refresh"] = "true"
    return answer
