"""The section on groups, members and their share of the people who live here."""

from typing import Final

from vapenvila.analysis.problem_analysis.lacking import Missing, Refused, TooFew
from vapenvila.analysis.problem_analysis.members import GroupCount, PopulationShare
from vapenvila.analysis.problem_analysis.pages.missing import why_not
from vapenvila.analysis.problem_analysis.pages.said_numbers import share, shares, whole, wholes
from vapenvila.analysis.problem_analysis.pages.standing import Standing
from vapenvila.analysis.problem_analysis.parts import Parts
from vapenvila.analysis.report_page import Figure, Section
from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "title": {"en": "Groups and members", "sv": "Grupper och medlemmar"},
    "groups": {"en": "Active groups", "sv": "Aktiva grupper"},
    "groups_all": {"en": "Groups", "sv": "Grupper"},
    "groups_mean": {
        "en": "Groups stated to be active; a group needs no name, sign or leader",
        "sv": "Grupper som anges vara aktiva; en grupp behöver inget namn, tecken eller ledare",
    },
    "groups_all_mean": {
        "en": "Groups in the table; it does not say which are active",
        "sv": "Grupper i tabellen; den säger inte vilka som är aktiva",
    },
    "groups_sure": {
        "en": "{low} surely active, {high} with those of unknown activity; no margin for groups nobody has named",
        "sv": "{low} säkert aktiva, {high} med dem av okänd aktivitet; ingen marginal för grupper som ingen har nämnt",
    },
    "members": {"en": "Members", "sv": "Medlemmar"},
    "members_mean": {
        "en": "Low and high numbers stated for each group, added up",
        "sv": "Låga och höga antal som anges för varje grupp, sammanlagda",
    },
    "members_sure": {
        "en": "The range of the statements; no chance is in it",
        "sv": "Spannet i uppgifterna; ingen slump finns i det",
    },
    "members_sure_gaps": {
        "en": "The range of the statements; groups without a number, missing in it: {n}",
        "sv": "Spannet i uppgifterna; grupper utan antal, som saknas i det: {n}",
    },
    "listed": {"en": "People listed as members", "sv": "Personer listade som medlemmar"},
    "listed_mean": {
        "en": "Different persons stated to belong to a group",
        "sv": "Olika personer som anges tillhöra en grupp",
    },
    "listed_sure": {
        "en": "From those surely listed to those and the unknown; lists miss people and hold wrong ones",
        "sv": "Från dem som säkert är listade till dem och de okända; listor missar personer och har fel personer",
    },
    "population": {"en": "Members of the population", "sv": "Medlemmarnas andel av befolkningen"},
    "population_mean": {
        "en": "Members of {people} people on {day}",
        "sv": "Medlemmar av {people} invånare den {day}",
    },
    "population_mean_source": {
        "en": "Members of {people} people on {day} ({source})",
        "sv": "Medlemmar av {people} invånare den {day} ({source})",
    },
    "population_sure": {
        "en": "From the low to the high number: 1 in {most} to 1 in {least} people",
        "sv": "Från det låga till det höga antalet: 1 av {most} till 1 av {least} invånare",
    },
    "population_sure_one": {
        "en": "1 in {most} people; one number, no range",
        "sv": "1 av {most} invånare; ett antal, inget spann",
    },
    "population_none": {"en": "No members in the tables", "sv": "Inga medlemmar i tabellerna"},
    "few_many": {
        "en": "{members} of the people are members, and {strict} of the homicides and shootings involve one (strict). "
        "That does not say that members did them: a member can be the victim.",
        "sv": "{members} av invånarna är medlemmar, och {strict} av det dödliga våldet och skjutningarna rör någon av "
        "dem (strikt). Det säger inte att medlemmar gjorde dem: en medlem kan vara offret.",
    },
    "dormant": {
        "en": "Besides these there are {dormant} dormant and {dissolved} dissolved groups.",
        "sv": "Därtill finns {dormant} vilande och {dissolved} upplösta grupper.",
    },
    "as_of": {"en": "as of {day}", "sv": "per den {day}"},
    "statements": {
        "en": "Numbers of groups and members are statements, not counts of people: they show what the agencies know "
        "and where they look.",
        "sv": "Antal grupper och medlemmar är påståenden, inte räkningar av människor: de visar vad myndigheterna vet "
        "och var de tittar.",
    },
    "same_city": {
        "en": "The same city has published 0.5 % and 0.05 % for one programme. Compare shares only with the same "
        "denominator.",
        "sv": "Samma stad har publicerat 0,5 % och 0,05 % för ett och samma program. Jämför bara andelar med samma "
        "nämnare.",
    },
}

say = Phrases(_PHRASES)


def section(parts: Parts, standing: Standing, *, columns: bool) -> Section:
    """Whatever is known of groups and members; what is not, said."""
    said = standing.language
    lacking = [
        part
        for part in (parts.groups, parts.members, parts.population)
        if isinstance(part, Missing | TooFew | Refused)
    ]
    if parts.listed is not None and not isinstance(parts.members, tuple):
        lacking = [part for part in lacking if part is not parts.members]
    missing = [line for part in lacking for line in why_not(part, said, columns=columns)]
    figures = figures_of(parts, standing)
    return Section(
        key="groups",
        title=say("title", said),
        text=_text(parts, standing),
        figures=figures,
        notes=(say("statements", said), say("same_city", said)) if figures else (),
        missing=tuple(dict.fromkeys(missing)),
    )


def figures_of(parts: Parts, standing: Standing) -> tuple[Figure, ...]:
    """Groups, members and their share of the population."""
    found: list[Figure] = []
    if isinstance(parts.groups, GroupCount):
        found.append(_groups(parts.groups, standing))
        if isinstance(parts.members, tuple):
            found.append(_members(parts.groups, parts.members, standing))
    if parts.listed is not None:
        found.append(_listed(parts.listed, standing))
    if isinstance(parts.population, PopulationShare):
        found.append(_population(parts.population, standing))
    return tuple(found)


def _groups(counted: GroupCount, standing: Standing) -> Figure:
    said, (low, high) = standing.language, counted.groups
    return Figure(
        say("groups" if counted.activity_known else "groups_all", said),
        wholes(low, high, said),
        say("groups_sure", said, low=whole(low, said), high=whole(high, said)),
        whole(high + counted.dormant + counted.dissolved, said),
        _as_of(counted, standing),
        say("groups_mean" if counted.activity_known else "groups_all_mean", said),
    )


def _members(counted: GroupCount, members: tuple[int, int], standing: Standing) -> Figure:
    said = standing.language
    gaps = counted.without_size
    sure = say("members_sure_gaps", said, n=whole(gaps, said)) if gaps else say("members_sure", said)
    n = whole(counted.groups[1] - gaps, said)
    return Figure(
        say("members", said),
        wholes(*members, said),
        sure,
        n,
        _as_of(counted, standing),
        say("members_mean", said),
    )


def _listed(listed: tuple[int, int], standing: Standing) -> Figure:
    said = standing.language
    return Figure(
        say("listed", said),
        wholes(*listed, said),
        say("listed_sure", said),
        whole(listed[1], said),
        standing.period,
        say("listed_mean", said),
    )


def _population(found: PopulationShare, standing: Standing) -> Figure:
    said, people = standing.language, found.population.people
    if found.members[1] == 0:
        sure = say("population_none", said)
    elif found.members[0] == found.members[1]:
        sure = say("population_sure_one", said, most=whole(round(people / found.members[0]), said))
    else:
        most = whole(round(people / max(found.members[0], 1)), said)
        sure = say("population_sure", said, most=most, least=whole(round(people / found.members[1]), said))
    source = found.population.source
    day = found.population.on.isoformat()
    return Figure(
        say("population", said),
        shares(found.low, found.high, said),
        sure,
        whole(people, said),
        day,
        say(
            "population_mean_source" if source else "population_mean",
            said,
            people=whole(people, said),
            day=day,
            source=source,
        ),
    )


def _as_of(counted: GroupCount, standing: Standing) -> str:
    if counted.on is None:
        return standing.period
    return say("as_of", standing.language, day=counted.on.isoformat())


def _text(parts: Parts, standing: Standing) -> tuple[str, ...]:
    said, text = standing.language, []
    if isinstance(parts.population, PopulationShare) and parts.premise is not None:
        members = shares(parts.population.low, parts.population.high, said)
        strict = share(parts.premise.involved.strict.lowest, said)
        text.append(say("few_many", said, members=members, strict=strict))
    if isinstance(parts.groups, GroupCount) and (parts.groups.dormant or parts.groups.dissolved):
        numbers = {
            "dormant": whole(parts.groups.dormant, said),
            "dissolved": whole(parts.groups.dissolved, said),
        }
        text.append(say("dormant", said, **numbers))
    return tuple(text)
