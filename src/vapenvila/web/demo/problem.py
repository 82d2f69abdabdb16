"""The made-up city's problem analysis: asked for when the city is loaded, made by the worker as everywhere."""

from datetime import date, datetime

from vapenvila.rules.problem_analysis import AnalysisWish
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.demo.engine import MadeUpCity
from vapenvila.web.partners.models import Programme
from vapenvila.web.problem_analysis.actions import AnalysisRefused, ask_for_analysis
from vapenvila.web.problem_analysis.tasks import make_in_background

YEARS = 3


def ask_for_problem_analysis(
    city: MadeUpCity, programme: Programme, people: dict[Role, User], *, now: datetime
) -> None:
    """Of the last whole years; a story too short or too quiet for one has none."""
    last = now.year - 1
    wish = AnalysisWish(
        first_year=last - YEARS + 1,
        last_year=last,
        population=int(city.areas.population.sum()),
        population_on=date(last, 12, 31),
        population_source="Påhittad folkräkning",
    )
    try:
        ask_for_analysis(
            programme=programme,
            wish=wish,
            by=people[Role.PROJECT_LEADER],
            at=now,
            put_off=make_in_background.defer,
        )
    except AnalysisRefused:
        return
