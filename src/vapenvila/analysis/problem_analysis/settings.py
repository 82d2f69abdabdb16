"""Everything a problem analysis is made with besides the data; every figure says what of it it stands on."""

from dataclasses import dataclass
from typing import Final

from vapenvila.analysis.problem_analysis.inputs import ProblemError
from vapenvila.analysis.problem_analysis.premise import STRICT_AT_LEAST, UNKNOWN_AT_MOST

SMALLEST: Final = 5
"""Convention: fewer people than this are not told apart (as in public tables)."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`definition`: what counts as an incident, in words or as the version of the counting rule. `period`: in words,
    where the incidents have no dates. `smallest`: fewer people are not told. `fewest_incidents`: no share stands on fewer.
    `draws`: of the bootstrap and of made-up
    series; `permutations`: of the near repeats and hot spots."""

    definition: str = ""
    period: str = ""
    place: str = ""
    level: float = 0.95
    seed: int = 1
    smallest: int = SMALLEST
    fewest_incidents: int = 1
    strict_at_least: float = STRICT_AT_LEAST
    unknown_at_most: float = UNKNOWN_AT_MOST
    draws: int = 999
    series: int = 199
    permutations: int = 999

    def __post_init__(self) -> None:
        if not 0.0 < self.level < 1.0:
            raise ProblemError(f"The level is {self.level:g}; give a share between 0 and 1, such as 0.95.")
        for few, what in ((self.smallest, "people"), (self.fewest_incidents, "incidents")):
            if few < 1:
                raise ProblemError(f"The smallest number of {what} to tell is {few}; it is at least 1.")
