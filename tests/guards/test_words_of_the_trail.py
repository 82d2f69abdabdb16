"""Every act that is recorded has words: pages of the trail show no code to anybody."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from vapenvila.rules.review_decision import DecisionState
from vapenvila.rules.rights_request import RequestState
from vapenvila.web.audit.words_of_the_records import RECORDS, record_name
from vapenvila.web.audit.words_of_the_trail import ACTS, act_name

WEB = Path(__file__).resolve().parents[2] / "src" / "vapenvila" / "web"
ACT = re.compile(r"[a-z_]+\.[a-z_]+")
PREFIXES = {act.split(".")[0] for act in ACTS}
# Names of the same shape that are no acts: what is sealed, and work in the background.
NO_ACTS = {
    "account.home_address",
    "disclosures.consent", "disclosures.content", "disclosures.examination", "disclosures.note", "disclosures.request",
    "membership.file", "person.before", "person.file", "person.reference",
    "problem_analysis.make", "retention.run", "reviews.check",
}  # fmt: skip


def _text(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def acts_in(source: str) -> Iterator[str]:
    """Acts a source names: what is given as `act=`, steps of the rights desk, and texts that begin as a known act does."""
    for node in ast.walk(ast.parse(source)):
        text = _text(node)
        if isinstance(node, ast.keyword) and node.arg == "act" and (said := _text(node.value)):
            yield said
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "_step" and len(node.args) > 1:
            if said := _text(node.args[1]):
                yield f"rights_request.{said}"
        elif ACT.fullmatch(text) and text.split(".")[0] in PREFIXES and text not in NO_ACTS:
            yield text


def kinds_in(source: str) -> Iterator[str]:
    """Kinds of records a source records acts on."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.keyword) and node.arg == "subject_kind" and (said := _text(node.value)):
            yield said


def _sources() -> list[tuple[Path, str]]:
    return [
        (file, file.read_text(encoding="utf-8"))
        for file in WEB.rglob("*.py")
        if "migrations" not in file.parts
    ]


def test_every_act_and_kind_of_record_in_the_sources_has_words() -> None:
    nameless = {act for _, source in _sources() for act in acts_in(source)} - set(ACTS)
    assert nameless == set(), "give it words in web/audit/words_of_the_trail.py"
    assert {kind for _, source in _sources() for kind in kinds_in(source)} - set(RECORDS) - {""} == set()


def test_acts_that_are_named_after_a_state_have_words_for_every_state() -> None:
    made = {f"decision.{state}" for state in DecisionState} | {f"rights_request.{s}" for s in RequestState}
    assert made - set(ACTS) == set()


def test_an_act_without_words_is_found() -> None:
    source = 'record(act="door.kicked_in")\nnote(row, "person.sneezed")\n_step(row, "lost")'
    assert set(acts_in(source)) == {"door.kicked_in", "person.sneezed", "rights_request.lost"}


@pytest.mark.parametrize("told", [act_name, record_name])
def test_what_an_older_version_recorded_stays_a_code(told: Callable[[str], str]) -> None:
    assert told("door.kicked_in") == "door.kicked_in"
