"""The parts as JSON values: everything the page shows, and no row about a person."""

from vapenvila.analysis.concentration import Concentration
from vapenvila.analysis.problem_analysis.categories import Disparity, Profile
from vapenvila.analysis.problem_analysis.following import NearRepeats, Retaliation
from vapenvila.analysis.problem_analysis.gathered import ByPlace, Repeated
from vapenvila.analysis.problem_analysis.involvement import Involvement
from vapenvila.analysis.problem_analysis.lacking import Lacking, Missing, Refused, TooFew
from vapenvila.analysis.problem_analysis.members import GroupCount, PopulationShare
from vapenvila.analysis.problem_analysis.networks import Structure
from vapenvila.analysis.problem_analysis.parts import Parts
from vapenvila.analysis.problem_analysis.places import HotSpots
from vapenvila.analysis.problem_analysis.roles import Roles
from vapenvila.analysis.problem_analysis.supervised import Supervised
from vapenvila.analysis.result_form import JsonValue
from vapenvila.analysis.self_exciting import Answered
from vapenvila.analysis.wording import Language

Part = (
    Involvement | GroupCount | PopulationShare | Concentration | ByPlace | Repeated | HotSpots | NearRepeats
    | Retaliation | Answered | Structure | Supervised | Roles | tuple[Profile, ...] | tuple[Disparity, ...] | tuple[int, int]
    | Lacking
)  # fmt: skip

MADE = (
    "involvement", "groups", "members", "population", "by_person", "repeated", "by_group", "by_place", "hot_spots",
    "near_repeats", "retaliation", "answers", "people_network", "group_network", "supervised", "roles", "profile",
    "disparity",
)  # fmt: skip


def values_of(parts: Parts, language: Language) -> dict[str, JsonValue]:
    """Every part by its name; one that is lacking says so under `lacking`."""
    stands = parts.stands
    found: dict[str, JsonValue] = {
        "premise": None if parts.premise is None else parts.premise.as_json(),
        "premises": {name: one.as_json() for name, one in parts.premises.items()},
        "definition": stands.settings.definition,
        "smallest_number_of_people_told": stands.settings.smallest,
        "rows_of_persons": stands.persons,
        "listed": None if parts.listed is None else list(parts.listed),
        "left_out": dict(stands.remarks),
    }
    lacking: dict[str, JsonValue] = {}
    for name in MADE:
        part = getattr(parts, name)
        if isinstance(part, Missing | TooFew | Refused):
            lacking[name] = part.as_json()
        else:
            found[name] = _said(part, language)
    return {**found, "lacking": lacking}


def _said(part: Part, language: Language) -> JsonValue:
    match part:
        case Involvement():
            return {
                "kinds_known": part.kinds_known,
                "sides": part.sides,
                "death_unknown": part.death_unknown,
                "kind_unknown": part.kind_unknown,
                **{name: of.as_json() for name, of in part.of.items()},
            }
        case Concentration() | Answered():
            return part.to_dict(language)
        case ByPlace():
            return {
                **part.found.to_dict(language),
                "by_area": part.areas,
                "without_place": part.without_place,
            }
        case HotSpots():
            return _of_hot_spots(part, language)
        case NearRepeats():
            left = {"shootings_only": part.shootings, "without_place": part.without_place}
            return {**part.near.to_dict(language), **left, "bands": part.table.to_dict(language)["details"]}
        case Retaliation():
            left = {"shootings_only": part.shootings, "older_left_out": part.left_out}
            return {**part.followed.to_dict(language), **left}
        case Structure():
            return part.as_json(language)
        case tuple():
            return [one if isinstance(one, int) else one.as_json() for one in part]
        case _:
            return part.as_json()


def _of_hot_spots(part: HotSpots, language: Language) -> JsonValue:
    """Patches, not cells: a cell can hold one incident."""
    whole = part.map.to_dict(language)
    details = whole["details"]
    kept = ("permutations", "expected_in_a_neighbourhood")
    assert isinstance(details, dict)  # noqa: S101 — as_json makes it one
    return {
        **whole,
        "details": {
            **{name: details[name] for name in kept},
            "side": part.cell,
            "patches": [{k: v for k, v in patch.as_json().items() if k != "cells"} for patch in part.patches],
            "patches_too_small_to_tell": part.dropped,
            "without_place": part.without_place,
        },
    }
