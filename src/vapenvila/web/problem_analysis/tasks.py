"""What the worker does: make the analysis that was asked for."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_noop
from procrastinate.contrib.django import app

from vapenvila.rules.problem_analysis import AnalysisWish
from vapenvila.web.jobs.progress import TAKEN_LATER, JobRefusedError, doing
from vapenvila.web.partners.models import Programme
from vapenvila.web.problem_analysis.actions import AnalysisRefused, make_analysis

PARTS = gettext_noop("Part %(done)s of %(of)s")
DONE = gettext_noop("The problem analysis is made as no. %(number)s.")


@app.task(name="problem_analysis.make", retry=TAKEN_LATER)
def make_in_background(
    job: str,
    programme: str,
    user: str,
    first_year: int,
    last_year: int,
    population: int | None,
    population_on: str | None,
    population_source: str,
) -> None:
    """Make the analysis once, however often the job is taken up."""
    wish = AnalysisWish(
        first_year=first_year,
        last_year=last_year,
        population=population,
        population_on=date.fromisoformat(population_on) if population_on else None,
        population_source=population_source,
    )
    with doing(UUID(job), programme=UUID(programme), user=UUID(user)) as bar:
        if bar is None:
            return
        try:
            row = make_analysis(
                programme=Programme.objects.get(pk=programme),
                wish=wish,
                by=UUID(user),
                at=timezone.now(),
                tell=lambda part, done, of: bar.advance(done, of, PARTS, {"done": done + 1, "of": of}),
            )
        except AnalysisRefused as refused:
            raise JobRefusedError(refused.source) from None
        bar.conclude(DONE, {"number": row.number})
