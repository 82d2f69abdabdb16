"""No field, column, answer or template holds a score, rank or predicted risk of a person (acceptance S8, law N2)."""

from pathlib import Path

import pytest

from tests.guards.names_in_use import Name, columns_of_files, every_column_and_heading, every_name, holding

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
def test_no_column_of_a_file_and_no_heading_of_a_page_speaks_of_a_score() -> None:
    assert holding(every_column_and_heading(), SCORING_WORDS, ALLOWED) == []


@pytest.mark.parametrize(
    "line",
    [
        'COLUMNS = ("pseudonym", "risk_score")',
        'rows = people.annotate(rank=F("ties"))',
        'row["predicted"] = 1',
        'writer.writerow(["person", "threatLevel", "score"])',
    ],
)
def test_a_column_of_a_file_that_scores_is_found(tmp_path: Path, line: str) -> None:
    (tmp_path / "made_up.py").write_text(line + "\n")
    assert holding(list(columns_of_files(tmp_path)), SCORING_WORDS, {})


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
