"""How much of the violence touches people under supervision: open where no suspect is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vapenvila.analysis.problem_analysis import PersonTable
from vapenvila.analysis.problem_analysis.inputs import ProblemError
from vapenvila.analysis.problem_analysis.supervised import supervised

ROWS = st.lists(
    st.tuples(
        st.integers(0, 8), st.integers(0, 8), st.sampled_from(["v", "s", "w"]), st.sampled_from([-1, 0, 1])
    ),
    min_size=1,
    max_size=40,
)


def table(rows: list[tuple[int, int, str, int]]) -> PersonTable:
    """Persons, incidents, roles and answers."""
    role = np.array([one[2] for one in rows])
    return PersonTable(
        incident=tuple(one[1] for one in rows),
        victim=role == "v",
        suspect=role == "s",
        witness=role == "w",
        person=tuple(one[0] for one in rows),
        supervised=np.array([one[3] for one in rows], dtype=np.int8),
    )


@settings(deadline=None)
@given(ROWS, st.integers(0, 12))
def test_shares_are_those_of_going_through_every_incident(
    rows: list[tuple[int, int, str, int]], more: int
) -> None:
    inside = [one for one in rows if one[2] != "w"]
    if not inside:
        with pytest.raises(ProblemError, match="victim or a suspect"):
            supervised(table(rows), None, 0.95)
        return
    incidents = {one[1] for one in rows}
    yes = {one[1] for one in inside if one[3] == 1}
    surely_not = {
        incident
        for incident in incidents
        if all(one[3] == 0 for one in inside if one[1] == incident)
        and any(one[1] == incident and one[2] == "s" for one in rows)
    }
    found = supervised(table(rows), len(incidents) + more, 0.95)
    assert found.incidents.n == len(incidents) + more
    assert found.incidents.yes == len(yes)
    assert found.incidents.unknown == len(incidents) + more - len(yes) - len(surely_not - yes)
    assert found.people is not None
    assert found.people.n == len({one[0] for one in inside})
    assert found.people.yes == len({one[0] for one in inside if one[3] == 1})


def test_an_incident_without_a_known_suspect_is_open_and_not_without() -> None:
    found = supervised(table([(1, 1, "v", 0), (2, 2, "v", 0), (3, 2, "s", 0)]), None, 0.95)
    assert (found.incidents.yes, found.incidents.unknown, found.incidents.n) == (0, 1, 2)
    assert found.no_suspect == 1


def test_without_the_answers_there_is_no_share() -> None:
    rows = table([(1, 1, "v", 0)])
    bare = PersonTable(rows.incident, rows.victim, rows.suspect, rows.witness)
    with pytest.raises(ProblemError, match="under supervision"):
        supervised(bare, None, 0.95)
