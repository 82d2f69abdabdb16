"""No field, column, answer or template holds a score, rank or predicted risk of a person (acceptance S8, law N2)."""

import pytest

from tests.guards.names_in_use import Name, every_name, holding

SCORING_WORDS = frozenset(
    {"score", "scores", "scoring", "rank", "ranks", "ranked", "ranking", "risk", "risks", "riskiest", "propensity",
     "dangerousness", "dangerous", "threatlevel", "reoffend", "reoffending", "recidivism", "predicted", "prediction"}
)  # fmt: skip

# Names that hold such a word and say nothing about a person.
ALLOWED: dict[str, str] = {}


@pytest.mark.acceptance("S8")
def test_nothing_scores_ranks_or_predicts_a_person() -> None:
    assert holding(every_name(), SCORING_WORDS, ALLOWED) == []


@pytest.mark.acceptance("S8")
def test_nothing_on_the_allowed_list_is_out_of_use() -> None:
    in_use = {name.text for name in every_name()}
    assert set(ALLOWED) - in_use == set()


@pytest.mark.parametrize("name", ["risk_score", "riskScore", "rank", "RankOfMember", "predicted_recidivism"])
def test_this_guard_can_fail(name: str) -> None:
    assert holding([Name(name, "somewhere")], SCORING_WORDS, {}) == [f"somewhere: {name}"]


@pytest.mark.parametrize("name", ["franked", "underscore", "asterisk", "frisk", "score_board_of_town"])
def test_words_that_only_look_alike_pass(name: str) -> None:
    allowed = {"score_board_of_town": "a made-up allowed name"}
    assert holding([Name(name, "somewhere")], SCORING_WORDS, allowed) == []
