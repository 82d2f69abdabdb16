"""The premise: said plainly where it does not hold, and never answered where the unknown could still turn it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.problem_analysis.made import SETTINGS, only
from vapenvila.analysis.problem_analysis import IncidentTable, Link, problem_analysis
from vapenvila.analysis.problem_analysis.inputs import ProblemError
from vapenvila.analysis.problem_analysis.involvement import involvement
from vapenvila.analysis.problem_analysis.premise import Premise, premise


def judged(confirmed: int, suspected: int, unknown: int, no: int) -> Premise:
    """One judgement an incident, as many of each."""
    links = [Link.CONFIRMED] * confirmed + [Link.SUSPECTED] * suspected + [Link.UNKNOWN] * unknown
    links += [Link.NOT_GROUP] * no
    table = IncidentTable(len(links), links=np.array(links, dtype=np.int8)[:, None])
    return premise(involvement(table, 0.95).of["together"])


def test_lexingtons_homicides_do_not_meet_the_premise() -> None:
    """34 % of 117 homicides (Lexington 2019, as the practice handbook quotes it): said plainly."""
    found = judged(40, 0, 0, 77)
    assert (found.answer, found.why, found.sure) == ("fails", "never_reached", True)
    assert found.too_little
    assert not found.too_open


@pytest.mark.parametrize(
    ("counts", "answer", "why", "warned"),
    [
        ((60, 0, 0, 40), "holds", "strict_share", (False, False)),
        ((60, 0, 30, 10), "holds", "strict_share", (False, True)),
        ((50, 0, 0, 50), "holds", "strict_share", (False, False)),
        ((49, 0, 0, 51), "fails", "never_reached", (True, False)),
        ((40, 0, 20, 40), "open", "unknown_decides", (True, False)),
        ((40, 0, 30, 30), "open", "too_much_unknown", (True, True)),
        ((30, 40, 0, 30), "open", "suspected_decide", (True, False)),
        ((0, 0, 100, 0), "open", "too_much_unknown", (True, True)),
        ((5, 5, 30, 60), "fails", "never_reached", (True, True)),
    ],
)
def test_each_answer_and_its_warnings(
    counts: tuple[int, int, int, int], answer: str, why: str, warned: tuple[bool, bool]
) -> None:
    found = judged(*counts)
    assert (found.answer, found.why) == (answer, why)
    assert (found.too_little, found.too_open) == warned


@settings(deadline=None)
@given(*[st.integers(0, 12)] * 4)
def test_no_turn_of_the_unknown_or_suspected_contradicts_an_answer(
    confirmed: int, suspected: int, unknown: int, no: int
) -> None:
    n = confirmed + suspected + unknown + no
    if n == 0:
        return
    found = judged(confirmed, suspected, unknown, no)
    for more in range(unknown + 1):
        for counted in range(suspected + 1):
            share = (confirmed + more + counted) / n
            assert not (found.answer == "fails" and share >= 0.5)
        assert not (found.answer == "holds" and (confirmed + more) / n < 0.5)


def test_few_incidents_are_never_sure() -> None:
    assert not judged(3, 0, 0, 2).sure
    assert not judged(1, 0, 0, 4).sure
    assert judged(300, 0, 0, 200).sure


@pytest.mark.parametrize("threshold", [0.0, 1.0, 50])
def test_a_threshold_that_is_no_share_is_refused(threshold: float) -> None:
    found = judged(3, 0, 0, 2).involved
    with pytest.raises(ProblemError, match="between 0 and 1"):
        premise(found, strict_at_least=threshold)


@pytest.mark.parametrize(
    ("links", "english", "swedish"),
    [
        ([1] * 8 + [3] * 2, "does not hold here", "finns inte här"),
        ([0] * 6 + [3] * 4, "cannot be told", "kan inte avgöras"),
        ([3] * 8 + [1] * 2, "holds here", "finns här"),
    ],
)
def test_the_page_says_it_plainly_in_both_languages(links: list[int], english: str, swedish: str) -> None:
    table = IncidentTable(len(links), links=np.array(links, dtype=np.int8)[:, None])
    made = problem_analysis(only(incidents=table), SETTINGS)
    assert english in made.page("en").verdict.title
    assert swedish in made.page("sv").verdict.title
    assert made.summary("en").startswith(made.page("en").verdict.title)
    assert made.to_dict()["warnings"][0] == made.summary()  # type: ignore[index]  # a list of sentences


def test_without_any_link_it_cannot_be_told_and_says_which_column_is_missing() -> None:
    page = problem_analysis(only(incidents=IncidentTable(4)), SETTINGS).page()
    assert page.verdict.kind == "open"
    assert any("link to a group" in line for line in page.verdict.text)
    assert "`[incidents] group | victim_group | offender_group`" in page.sections[0].missing[0]
