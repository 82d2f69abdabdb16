"""What a membership may stand on: two independent, dated, graded pieces of a closed list, and never a look."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.rules.membership_evidence import (
    EARLIEST,
    EVIDENCE,
    NEVER_EVIDENCE,
    Evidence,
    EvidenceKind,
    are_independent,
    counts,
    is_never_evidence,
    may_record_evidence,
    newest_that_renews,
    plain,
    stands_on,
)
from vapenvila.rules.source_grade import Credibility, Grade, Reliability, is_weak

TODAY = date(2026, 11, 25)
K = EvidenceKind
B2 = Grade(Reliability.B, Credibility.PROBABLE)
JUDGMENT = Evidence(
    kind=K.JUDGMENT,
    source="Made-up judgment",
    origin="Made-up court",
    on=date(2026, 3, 2),
    reference="B 1-26",
    grade=B2,
)
SEEN = Evidence(
    kind=K.SURVEILLANCE,
    source="Made-up watch",
    origin="Made-up unit",
    on=date(2026, 8, 1),
    reference="",
    grade=B2,
)
OWN = replace(SEEN, kind=K.OWN_STATEMENT, origin="The person", on=date(2026, 9, 1))
OTHERS = replace(SEEN, kind=K.GROUP_STATEMENT, origin="Others", on=date(2026, 9, 2))

grades = st.builds(Grade, st.sampled_from(Reliability), st.sampled_from(Credibility))
pieces = st.builds(
    Evidence,
    kind=st.sampled_from(K),
    source=st.just("Made up"),
    origin=st.sampled_from(["Court", "court ", "Unit 4", "Officer", "The person"]),
    on=st.dates(date(2024, 1, 1), TODAY),
    reference=st.sampled_from(["", "K 1-26", "k1 26", "K 2-26"]),
    grade=grades,
    withdrawn=st.booleans(),
)


@pytest.mark.acceptance("S10")
def test_two_independent_pieces_carry_a_membership_and_one_does_not() -> None:
    assert stands_on([JUDGMENT, SEEN])
    assert not stands_on([])
    assert not stands_on([JUDGMENT])
    assert not stands_on([JUDGMENT, replace(SEEN, withdrawn=True)])


@pytest.mark.acceptance("S10")
def test_the_persons_own_word_and_the_groups_are_never_enough_alone() -> None:
    assert not stands_on([OWN, replace(OWN, origin="The person again", on=TODAY)])
    assert not stands_on([OWN, OTHERS])
    assert stands_on([OWN, JUDGMENT])
    assert stands_on([OTHERS, SEEN])


@pytest.mark.acceptance("S10")
@pytest.mark.parametrize(
    "origin", ["Made-up court", "made-up court", " MADE UP  court. ", "Made\u2011up court"]
)
def test_the_same_origin_in_another_spelling_is_no_second_source(origin: str) -> None:
    assert not stands_on([JUDGMENT, replace(SEEN, origin=origin)])


@pytest.mark.acceptance("S10")
def test_two_pieces_on_one_record_count_as_one() -> None:
    arrested = replace(JUDGMENT, kind=K.ARRESTED_TOGETHER, origin="Patrol 3", reference="K 77-26")
    suspected = replace(JUDGMENT, kind=K.CO_SUSPECT, origin="Investigator", reference="k77 26")
    assert not stands_on([arrested, suspected])
    assert stands_on([arrested, replace(suspected, reference="K 78-26")])
    assert stands_on([arrested, suspected, SEEN])


@pytest.mark.acceptance("S10")
@pytest.mark.parametrize(
    "weak",
    [Grade(Reliability.E, Credibility.CONFIRMED), Grade(Reliability.F, Credibility.CANNOT_BE_JUDGED),
     Grade(Reliability.B, Credibility.DOUBTFUL), Grade(Reliability.D, Credibility.PROBABLE)],
    ids=str,
)  # fmt: skip
def test_a_weak_piece_carries_nothing(weak: Grade) -> None:
    assert not stands_on([JUDGMENT, replace(SEEN, grade=weak)])
    assert stands_on([JUDGMENT, SEEN, replace(OTHERS, grade=weak)])


def _stands_said_otherwise(given_pieces: list[Evidence]) -> bool:
    """The same by hand: some pair that counts, of other origins and records, and one of the two not their own word."""
    kept = [
        p
        for p in given_pieces
        if not p.withdrawn and p.grade.reliability.value in "ABC" and p.grade.credibility <= 3
    ]
    return any(
        plain(a.origin) != plain(b.origin)
        and (not a.reference or not b.reference or plain(a.reference) != plain(b.reference))
        and {a.kind, b.kind} - {K.OWN_STATEMENT, K.GROUP_STATEMENT}
        for a, b in combinations(kept, 2)
    )


@pytest.mark.acceptance("S10")
@given(st.lists(pieces, max_size=5))
def test_the_rule_says_the_same_as_every_pair_looked_at_by_hand(found: list[Evidence]) -> None:
    assert bool(stands_on(found)) == _stands_said_otherwise(found)


@given(pieces, pieces)
def test_independence_has_no_direction_and_nothing_is_independent_of_itself(
    one: Evidence, other: Evidence
) -> None:
    assert are_independent(one, other) == are_independent(other, one)
    assert not are_independent(one, one)


@given(st.lists(pieces, max_size=5), pieces)
def test_one_more_piece_never_takes_the_ground_away(found: list[Evidence], more: Evidence) -> None:
    if stands_on(found):
        assert stands_on([*found, more])


@pytest.mark.acceptance("S11")
@pytest.mark.parametrize(
    ("on", "possible"),
    [(TODAY, True), (TODAY + timedelta(days=1), False), (EARLIEST, True), (EARLIEST - timedelta(days=1), False),
     (date(2062, 3, 2), False)],
)  # fmt: skip
def test_an_impossible_day_is_refused(on: date, *, possible: bool) -> None:
    assert bool(may_record_evidence(replace(JUDGMENT, on=on), adult_since=None, today=TODAY)) == possible


@pytest.mark.acceptance("S13")
def test_nothing_from_childhood_is_evidence() -> None:
    adult_since = date(2026, 3, 2)
    assert may_record_evidence(JUDGMENT, adult_since=adult_since, today=TODAY)
    child = replace(JUDGMENT, on=adult_since - timedelta(days=1))
    assert not may_record_evidence(child, adult_since=adult_since, today=TODAY)


@pytest.mark.acceptance("T36")
def test_evidence_without_source_origin_or_record_is_refused() -> None:
    for lacking in (
        replace(JUDGMENT, source="  "),
        replace(JUDGMENT, origin=" – "),
        replace(JUDGMENT, reference=" "),
        replace(SEEN, origin=""),
    ):
        assert not may_record_evidence(lacking, adult_since=None, today=TODAY)
    assert may_record_evidence(SEEN, adult_since=None, today=TODAY)


@pytest.mark.acceptance("T36")
@pytest.mark.parametrize(
    "words",
    ["Likes on Instagram", "Emojis under a picture", "Klädsel i gruppens färger", "rapper i en musikvideo", "Sociala  medier",
     "Seen in a music\nvideo", "följare till gruppen"],
)  # fmt: skip
def test_looks_music_and_likes_are_never_evidence(words: str) -> None:
    assert is_never_evidence(words)
    assert not may_record_evidence(replace(SEEN, source=words), adult_since=None, today=TODAY)
    assert not may_record_evidence(replace(SEEN, origin=words), adult_since=None, today=TODAY)


@pytest.mark.parametrize(
    "words", ["Spaning vid musikskolan", "Trapped in a lift", "Beslag av en dräkt", "Raport 4"]
)
def test_words_that_only_look_alike_pass(words: str) -> None:
    assert not is_never_evidence(words)


@pytest.mark.acceptance("T36")
def test_no_kind_of_evidence_is_one_of_the_things_that_never_are() -> None:
    assert set(EVIDENCE) == set(K)
    for kind, row in EVIDENCE.items():
        assert not is_never_evidence(kind.value.replace("_", " ")), kind
        assert not is_never_evidence(row.what), kind
    assert {"emoji", "social media", "clothing", "music"} <= set(NEVER_EVIDENCE)


def test_the_last_day_counts_from_the_newest_piece_that_is_nobodys_own_word() -> None:
    assert newest_that_renews([JUDGMENT, SEEN, OWN, OTHERS]) == SEEN.on
    assert newest_that_renews([JUDGMENT, replace(SEEN, withdrawn=True)]) == JUDGMENT.on
    assert newest_that_renews([OWN]) is None


@given(pieces)
def test_what_counts_is_neither_weak_nor_withdrawn(piece: Evidence) -> None:
    assert counts(piece) == (not piece.withdrawn and not is_weak(piece.grade))
