"""The parts of a problem analysis: what was found, or why it is lacking."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from vapenvila.analysis.concentration import Concentration
from vapenvila.analysis.problem_analysis.categories import Disparity, Profile
from vapenvila.analysis.problem_analysis.following import NearRepeats, Retaliation
from vapenvila.analysis.problem_analysis.gathered import ByPlace, Repeated
from vapenvila.analysis.problem_analysis.inputs import Population
from vapenvila.analysis.problem_analysis.involvement import Involvement, Subset
from vapenvila.analysis.problem_analysis.lacking import Lacking, Missing, Refused, TooFew
from vapenvila.analysis.problem_analysis.members import GroupCount, PopulationShare, Range
from vapenvila.analysis.problem_analysis.networks import Structure
from vapenvila.analysis.problem_analysis.places import HotSpots
from vapenvila.analysis.problem_analysis.premise import Premise
from vapenvila.analysis.problem_analysis.roles import Roles
from vapenvila.analysis.problem_analysis.settings import Settings
from vapenvila.analysis.problem_analysis.supervised import Supervised
from vapenvila.analysis.self_exciting import Answered


@dataclass(frozen=True, slots=True)
class Stands:
    """What all of it stands on. `incidents`: how many, None where none are known. `period`: first and last day, None
    where they have no dates. `persons`: rows of persons in incidents. `remarks`: rows left out on the way in, by a word
    of `sentences`."""

    incidents: int | None
    period: tuple[str, str] | None
    persons: int
    population: Population | None
    settings: Settings
    remarks: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """Each part is what was found, or `Missing`, `TooFew` or `Refused`. `premises`: of each set of incidents."""

    stands: Stands
    involvement: Involvement | Lacking
    premises: Mapping[Subset, Premise]
    groups: GroupCount | Lacking
    members: Range | Lacking
    listed: Range | None
    population: PopulationShare | Lacking
    by_person: Concentration | Lacking
    repeated: Repeated | Lacking
    by_group: Concentration | Lacking
    by_place: ByPlace | Lacking
    hot_spots: HotSpots | Lacking
    near_repeats: NearRepeats | Lacking
    retaliation: Retaliation | Lacking
    answers: Answered | Lacking
    people_network: Structure | Lacking
    group_network: Structure | Lacking
    supervised: Supervised | Lacking
    roles: Roles | Lacking
    profile: tuple[Profile, ...] | Lacking
    disparity: tuple[Disparity, ...] | Lacking

    @property
    def premise(self) -> Premise | None:
        """The answer of the whole: for homicides and shootings together; None where no link to groups is known."""
        return self.premises.get("together")

    def lacking(self) -> dict[str, Lacking]:
        """Parts that could not be made, and why."""
        named = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: part for name, part in named.items() if isinstance(part, Missing | TooFew | Refused)}
