"""Makes the problem analysis of a city: every part that the data allow, and for every other part why it cannot be made."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from vapenvila.analysis.concentration import Concentration
from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.problem_analysis.analysed import ProblemAnalysis
from vapenvila.analysis.problem_analysis.categories import Disparity, Profile, disparity, profile
from vapenvila.analysis.problem_analysis.following import (
    NearRepeats,
    Retaliation,
    answers,
    attacks_between,
    near_repeats,
    of_shootings,
    retaliation,
)
from vapenvila.analysis.problem_analysis.gathered import Drawn, by_group, by_person, by_place, repeated
from vapenvila.analysis.problem_analysis.inputs import IncidentTable, PersonTable, ProblemData, ProblemError
from vapenvila.analysis.problem_analysis.involvement import Involvement, Subset, involvement
from vapenvila.analysis.problem_analysis.lacking import Lacking, Missing, Refused, TooFew
from vapenvila.analysis.problem_analysis.members import (
    GroupCount,
    PopulationShare,
    Range,
    count_groups,
    count_listed,
    share_of_population,
)
from vapenvila.analysis.problem_analysis.needs import PartName, categories_in, missing_for
from vapenvila.analysis.problem_analysis.networks import Structure, of_co_suspects, of_ties
from vapenvila.analysis.problem_analysis.parts import Parts, Stands
from vapenvila.analysis.problem_analysis.places import HotSpots, hot_spots
from vapenvila.analysis.problem_analysis.premise import Premise, premise
from vapenvila.analysis.problem_analysis.roles import Roles, roles
from vapenvila.analysis.problem_analysis.settings import Settings
from vapenvila.analysis.problem_analysis.supervised import supervised
from vapenvila.analysis.self_exciting import Answered
from vapenvila.analysis.self_exciting.between_groups import FEWEST as FEWEST_ATTACKS
from vapenvila.analysis.self_exciting.temporal import FEWEST as FEWEST_FOLLOWED

Made = TypeVar("Made")
Tell = Callable[[str, int, int], None]
PARTS = 18


class _Making:
    """Tries part after part, and tells how far it is."""

    def __init__(self, data: ProblemData, settings: Settings, tell: Tell | None) -> None:
        self.data, self.settings, self.tell, self.done = data, settings, tell, 0

    def part(self, name: PartName, make: Callable[[], Made]) -> Made | Lacking:
        """What `make` gives, or why it is lacking."""
        if self.tell is not None:
            self.tell(name, self.done, PARTS)
        self.done += 1
        needs = missing_for(name, self.data)
        if needs:
            return Missing(needs)
        try:
            return make()
        except InputError as problem:
            return Refused(str(problem))

    @property
    def drawn(self) -> Drawn:
        """How bootstraps are drawn."""
        return Drawn(self.settings.draws, self.settings.level, self.settings.seed)

    @property
    def incidents(self) -> IncidentTable:
        """The table, where a part has made sure that it is there."""
        if self.data.incidents is None:
            raise ProblemError("There are no incidents.")
        return self.data.incidents

    @property
    def persons(self) -> PersonTable:
        """The same of persons in incidents."""
        if self.data.persons is None:
            raise ProblemError("There are no rows of persons in incidents.")
        return self.data.persons


def problem_analysis(
    data: ProblemData,
    settings: Settings | None = None,
    *,
    tell: Tell | None = None,
    columns: bool = True,
) -> ProblemAnalysis:
    """The analysis; a part that cannot be made says why in its place. `tell`: is told which part is begun, how many are
    done, and of how many. `columns`: name missing columns as a mapping does."""
    chosen = settings or Settings()
    making = _Making(data, chosen, tell)
    found = making.part("involvement", lambda: _involvement(making))
    counted = making.part("groups", lambda: _groups(data))
    members = making.part("members", lambda: _members(data))
    parts = Parts(
        stands=_stands(data, chosen),
        involvement=found,
        premises=_premises(found, chosen),
        groups=counted,
        members=members,
        listed=_listed(data),
        population=making.part("population", lambda: _population(members, data)),
        by_person=making.part("by_person", lambda: _by_person(making)),
        repeated=making.part("repeated", lambda: repeated(making.persons, chosen.smallest)),
        by_group=making.part("by_group", lambda: _by_group(making, counted)),
        by_place=making.part("by_place", lambda: by_place(making.incidents, making.drawn)),
        hot_spots=making.part("hot_spots", lambda: _hot_spots(making)),
        near_repeats=making.part("near_repeats", lambda: _near_repeats(making)),
        retaliation=making.part("retaliation", lambda: _followed(making)),
        answers=making.part("answers", lambda: _answered(making)),
        people_network=making.part("people_network", lambda: _people_network(making)),
        group_network=making.part("group_network", lambda: _group_network(making)),
        supervised=making.part("supervised", lambda: supervised(making.persons, _total(data), chosen.level)),
        roles=making.part("roles", lambda: _roles(making)),
        profile=making.part("profile", lambda: _profiles(making)),
        disparity=making.part("disparity", lambda: _disparities(making)),
    )
    return ProblemAnalysis(parts, columns)


def _stands(data: ProblemData, settings: Settings) -> Stands:
    rows = data.incidents
    period = None
    if rows is not None and rows.when is not None:
        days = rows.when.astype("datetime64[D]")
        period = (str(days.min()), str(days.max()))
    return Stands(
        incidents=None if rows is None else rows.n,
        period=period,
        persons=0 if data.persons is None else len(data.persons.incident),
        population=data.population,
        settings=settings,
        remarks=data.remarks,
    )


def _premises(found: Involvement | Lacking, settings: Settings) -> Mapping[Subset, Premise]:
    if not isinstance(found, Involvement):
        return {}
    limits = {"strict_at_least": settings.strict_at_least, "unknown_at_most": settings.unknown_at_most}
    return {name: premise(of, **limits) for name, of in found.of.items() if name != "others"}


def _involvement(making: _Making) -> Involvement:
    chosen = making.settings
    return involvement(making.incidents, chosen.level, fewest=chosen.fewest_incidents)


def _groups(data: ProblemData) -> GroupCount:
    if data.groups is None:
        raise ProblemError("There is no table of groups.")
    return count_groups(data.groups)


def _members(data: ProblemData) -> Range:
    members = _groups(data).members
    if members is None:
        raise ProblemError("No group has a number of members.")
    return members


def _listed(data: ProblemData) -> Range | None:
    """People listed as members, where there is such a list."""
    return None if data.people is None or data.people.listed is None else count_listed(data.people)


def _range(members: Range | Lacking, data: ProblemData) -> Range:
    """Members for the share of the population: those stated for the groups, else those listed."""
    if isinstance(members, tuple):
        return members
    listed = _listed(data)
    if listed is None:
        raise ProblemError("Neither the groups nor the people say how many members there are.")
    return listed


def _population(members: Range | Lacking, data: ProblemData) -> PopulationShare:
    return share_of_population(_range(members, data), data.population)


def _by_person(making: _Making) -> Concentration:
    return by_person(making.persons, making.drawn, smallest=making.settings.smallest)


def _by_group(making: _Making, counted: GroupCount | Lacking) -> Concentration:
    total = counted.groups[1] if isinstance(counted, GroupCount) else None
    return by_group(making.incidents, total, making.drawn)


def _hot_spots(making: _Making) -> HotSpots:
    chosen = making.settings
    return hot_spots(
        making.incidents,
        smallest=chosen.smallest,
        permutations=chosen.permutations,
        level=chosen.level,
        seed=chosen.seed,
    )


def _near_repeats(making: _Making) -> NearRepeats:
    chosen = making.settings
    return near_repeats(making.incidents, permutations=chosen.permutations, seed=chosen.seed)


def _roles(making: _Making) -> Roles:
    return roles(making.persons, smallest=making.settings.smallest, level=making.settings.level)


def _total(data: ProblemData) -> int | None:
    return None if data.incidents is None or data.incidents.ids is None else data.incidents.n


def _followed(making: _Making) -> Retaliation | TooFew:
    n = int(of_shootings(making.incidents)[0].sum())
    if n < FEWEST_FOLLOWED:
        return TooFew(n, FEWEST_FOLLOWED)
    chosen = making.settings
    return retaliation(making.incidents, draws=chosen.series, level=chosen.level, seed=chosen.seed)


def _answered(making: _Making) -> Answered | TooFew:
    n = attacks_between(making.incidents)
    if n < FEWEST_ATTACKS:
        return TooFew(n, FEWEST_ATTACKS)
    chosen = making.settings
    return answers(making.incidents, making.data.feuds, level=chosen.level, seed=chosen.seed)


def _people_network(making: _Making) -> Structure:
    ties, seed, smallest = making.data.ties, making.settings.seed, making.settings.smallest
    if ties is not None:
        return of_ties(ties, "ties", smallest=smallest, seed=seed)
    return of_co_suspects(making.persons, smallest=smallest, seed=seed)


def _group_network(making: _Making) -> Structure:
    if making.data.relations is None:
        raise ProblemError("There are no relations between groups.")
    return of_ties(making.data.relations, "relations", smallest=1, seed=making.settings.seed)


def _profiles(making: _Making) -> tuple[Profile, ...] | Refused:
    chosen = making.settings
    return _each(
        making,
        lambda by: profile(
            making.persons, making.data.people, by, smallest=chosen.smallest, level=chosen.level
        ),
    )


def _disparities(making: _Making) -> tuple[Disparity, ...] | Refused:
    people, chosen = making.data.people, making.settings
    if people is None:
        raise ProblemError("There is no table of people.")
    return _each(
        making,
        lambda by: disparity(making.persons, people, by, smallest=chosen.smallest, level=chosen.level),
    )


def _each(making: _Making, make: Callable[[str], Made]) -> tuple[Made, ...] | Refused:
    """One for each category that can be made; where none can, why not."""
    found, why = [], ""
    for by in categories_in(making.data):
        try:
            found.append(make(by))
        except ProblemError as problem:
            why = str(problem)
    return tuple(found) if found else Refused(why)
