"""The made-up city as plain columns for CSV files: people, ties, incidents and their truth.

Every function gives a dict from column name to a list of text, all of one length, empty text for "none".
Headers are those a city's own files might have; `incidents` can be imported by mapping its columns.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.made_up_city.columns import Codes, Dates, Flags, Indices, Minutes, Numbers
from vapenvila.analysis.made_up_city.model import MadeUpCity
from vapenvila.analysis.made_up_city.vocabulary import (
    CERTAINTIES,
    EVENT_TYPES,
    MEMBERSHIP_ROLES,
    MOTIVES,
    OUTCOMES,
    PRECISIONS,
    STATES,
    TIE_KINDS,
    WEAPONS,
)

TextColumns = dict[str, list[str]]


def people_columns(city: MadeUpCity) -> TextColumns:
    """`people.csv`: one row a person, with group and supervision on the last day."""
    people = city.people
    today = np.datetime64(city.last_day, "D")
    current = (city.supervision.start <= today) & (city.supervision.end >= today)
    supervised = np.zeros(len(people), dtype=np.bool_)
    supervised[city.supervision.person[current]] = True
    return {
        "person": list(people.numbers),
        "made_up_name": list(people.display_names),
        "age": [str(age) for age in people.age.tolist()],
        "group": _looked_up(city.groups.codes, people.group),
        "role": _looked_up(MEMBERSHIP_ROLES, np.where(people.group < 0, -1, people.role)),
        "certainty": _looked_up(CERTAINTIES, np.where(people.group < 0, -1, people.certainty)),
        "member_from": _dates(people.member_from),
        "member_to": _dates(people.member_to),
        "supervised": _yes_no(supervised),
    }


def tie_columns(city: MadeUpCity) -> TextColumns:
    """`ties.csv`: one row a dated record of two people seen together."""
    ties = city.ties
    return {
        "source": _looked_up(city.people.numbers, ties.a),
        "target": _looked_up(city.people.numbers, ties.b),
        "kind": _looked_up(TIE_KINDS, ties.kind),
        "date": _dates(ties.day),
    }


def incident_columns(city: MadeUpCity) -> TextColumns:
    """`incidents.csv`: the register as it stands on the last day, times local to the city's time zone."""
    rows = city.incidents
    return {
        "reference": list(rows.references),
        "event_type": _looked_up(EVENT_TYPES, rows.event_type),
        "occurred_from": _minutes(rows.occurred_from),
        "occurred_to": _minutes(rows.occurred_to),
        "reported_at": _minutes(rows.reported_at),
        "area": _looked_up(city.areas.names, rows.area),
        "precision": _looked_up(PRECISIONS, rows.precision),
        "longitude": _degrees(rows.longitude),
        "latitude": _degrees(rows.latitude),
        "dead": [str(number) for number in rows.dead.tolist()],
        "seriously_injured": [str(number) for number in rows.serious.tolist()],
        "slightly_injured": [str(number) for number in rows.slight.tolist()],
        "weapon": _looked_up(WEAPONS, rows.weapon),
        "outcome": _looked_up(OUTCOMES, rows.outcome),
        "motive": _looked_up(MOTIVES, rows.motive),
        "attacker_group": _looked_up(city.groups.codes, rows.attacker),
        "attacker_certainty": _looked_up(CERTAINTIES, rows.attacker_certainty),
        "target_group": _looked_up(city.groups.codes, rows.target),
        "target_certainty": _looked_up(CERTAINTIES, rows.target_certainty),
        "state": _looked_up(STATES, rows.state),
    }


def truth_columns(city: MadeUpCity) -> TextColumns:
    """`truth.csv`: what no register knows, by the same reference."""
    truth = city.truth.incidents
    return {
        "reference": list(city.incidents.references),
        "real": _yes_no(truth.real),
        "occurred_at": _minutes(truth.occurred_at),
        "longitude": _degrees(truth.longitude),
        "latitude": _degrees(truth.latitude),
        "event_type": _looked_up(EVENT_TYPES, truth.event_type),
        "motive": _looked_up(MOTIVES, truth.motive),
        "group_related": _yes_no(truth.group_related),
        "attacker_group": _looked_up(city.groups.codes, truth.attacker),
        "target_group": _looked_up(city.groups.codes, truth.target),
        "retaliation": _yes_no(truth.retaliation),
        "answers": _looked_up(city.incidents.references, truth.parent),
    }


def _looked_up(words: Sequence[str], codes: Codes | Indices) -> list[str]:
    return [words[code] if code >= 0 else "" for code in codes.tolist()]


def _yes_no(flags: Flags) -> list[str]:
    return ["yes" if flag else "no" for flag in flags.tolist()]


def _text(values: NDArray[np.datetime64], unit: Literal["D", "m"]) -> list[str]:
    return ["" if text == "NaT" else text for text in np.datetime_as_string(values, unit=unit).tolist()]


def _dates(days: Dates) -> list[str]:
    return _text(days, "D")


def _minutes(moments: Minutes) -> list[str]:
    return [text.replace("T", " ") for text in _text(moments, "m")]


def _degrees(values: Numbers) -> list[str]:
    return [f"{value:.6f}" if value == value else "" for value in values.tolist()]
