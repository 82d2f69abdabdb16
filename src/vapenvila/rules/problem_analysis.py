"""When a problem analysis may be made: of whole years, of enough incidents, and with the population dated or not at all."""

from dataclasses import dataclass
from datetime import date

from vapenvila.rules.decision import Decision, allow, refuse, say

FEWEST_INCIDENTS = 20  # convention, unsourced: of fewer a share is single incidents
FEWEST_IN_A_SHARE = 5  # convention, unsourced (domain.md section 13)
MOST_YEARS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisWish:
    """Which years, and how many people lived there on which day; both of the latter or neither."""

    first_year: int
    last_year: int
    population: int | None = None
    population_on: date | None = None
    population_source: str = ""


def may_be_analysed(wish: AnalysisWish, *, today: date) -> Decision:
    """Whether such an analysis may be asked for."""
    if wish.last_year < wish.first_year:
        return refuse(say("The last year lies before the first."))
    if wish.last_year - wish.first_year >= MOST_YEARS:
        return refuse(say("An analysis covers at most twenty years. Choose fewer."))
    if wish.last_year >= today.year:
        return refuse(
            say("Choose years that have ended, so that no fresh incident can be told from the figures.")
        )
    if (wish.population is None) != (wish.population_on is None):
        return refuse(
            say("Give the population and the day it was true, or neither: one without the other misleads.")
        )
    if wish.population is not None and wish.population < 1:
        return refuse(say("The population is at least one."))
    if wish.population_on is not None and wish.population_on > today:
        return refuse(say("The population cannot be dated in the future."))
    return allow(say("The analysis may be made."))


def are_enough(incidents: int) -> Decision:
    """Whether so many incidents can be analysed without telling of single ones."""
    if incidents < FEWEST_INCIDENTS:
        return refuse(say("There are fewer than twenty incidents in these years. Choose more years."))
    return allow(say("There are enough incidents."))
