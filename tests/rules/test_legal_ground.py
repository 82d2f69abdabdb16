"""The catalogue of legal grounds is read strictly, and what it says is complete."""

from datetime import date

import pytest

from vapenvila.rules.disclosable_fields import FIELDS, DataClass, Field, classes_of
from vapenvila.rules.legal_ground import Catalogue, CatalogueError, Force, TextStatus, read_catalogue
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.disclosures.catalogue import catalogue

SMALL = """
[catalogue]
country = "se"
version = "t"
checked_on = 2026-02-01
[document]
provision = "TF 2:4"
en = "An official document."
sv = "En allmän handling."
[ground.duty]
row = 1
title = { en = "Duty", sv = "Skyldighet" }
from = ["probation"]
to = ["police"]
data = ["any"]
provision = "Act 1:1"
force = "duty"
trigger = "both"
test = "necessity"
conditions = []
exempt = []
age_below = 0
deciders = 1
manager = false
emergency = false
valid_from = 2025-04-01
text_status = "A"
verified_by = ""
default = "on"
questions = [ { id = "q", en = "Needed?", sv = "Behövs?", stops = "no", why = { en = "No.", sv = "Nej." } } ]
"""


def _said(text: str) -> str:
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(text)
    said = str(caught.value)
    assert said.endswith(".")
    assert "\n" not in said
    return said


def test_the_small_catalogue_is_read() -> None:
    ground = read_catalogue(SMALL).grounds["duty"]
    assert ground.from_kinds == {AgencyKind.PROBATION}
    assert ground.in_force(date(2025, 4, 1))
    assert not ground.in_force(date(2025, 3, 31))


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ('force = "duty"', 'force = "must"', ("duty", "force", "must", "duty, may, forbidden")),
        ("row = 1\n", "row = 1\ncolour = 2\n", ("duty", "colour")),
        ("deciders = 1\n", "", ("duty", "deciders", "missing")),
        ("deciders = 1", "deciders = 3", ("duty", "deciders", "3")),
        ("valid_from = 2025-04-01", 'valid_from = "2025"', ("duty", "valid_from", "date")),
        ("valid_from = 2025-04-01", "valid_from = 2025-04-01\nvalid_to = 2024-01-01", ("duty", "valid_to")),
        ('from = ["probation"]', 'from = ["prison"]', ("duty", "from", "prison")),
        ('data = ["any"]', 'data = ["everything"]', ("duty", "data", "everything")),
        ('verified_by = ""', 'verified_by = "A. Lawyer"', ("duty", "verified_on")),
        ('sv = "Behövs?"', 'sv = " "', ("duty", "Swedish")),
        ("age_below = 0", "age_below = -1", ("duty", "age_below", "-1")),
        ('from = ["probation"]', "from = []", ("duty", "from", "must not be empty")),
        ("questions = [ {", "questions = []\nno = [ {", ("duty", "no")),
        ("why = { en", "reason = { en", ("duty", "question q", "reason")),
        ("questions = [ {", "questions = [ 1, {", ("duty", "question 1", "table")),
        ('stops = "no"', 'stops = "perhaps"', ("duty", "stops", "perhaps")),
        ("manager = false", "manager = 0", ("duty", "manager", "bool")),
        ("[document]", "[document", ("TOML",)),
    ],
)
def test_a_fault_is_one_sentence_that_says_where_and_what(old: str, new: str, names: tuple[str, ...]) -> None:
    said = _said(SMALL.replace(old, new, 1))
    assert all(name in said for name in names), said


def test_the_fingerprint_follows_the_words_and_not_the_verification() -> None:
    before = read_catalogue(SMALL).grounds["duty"].fingerprint
    signed = SMALL.replace('verified_by = ""', 'verified_by = "A. Lawyer"\nverified_on = 2026-01-01')
    assert read_catalogue(signed).grounds["duty"].fingerprint == before
    assert read_catalogue(SMALL.replace("Needed?", "Wanted?")).grounds["duty"].fingerprint != before


@pytest.fixture
def se() -> Catalogue:
    return catalogue()


def test_every_row_of_the_legal_profile_but_the_hand_over_is_a_ground(se: Catalogue) -> None:
    assert {ground.row for ground in se.grounds.values()} - {0} == set(range(1, 15))
    assert "TF 2:4" in se.document_provision  # row 15 is printed on every copy


def test_any_never_means_contact_data_a_list_or_a_group(se: Catalogue) -> None:
    assert DataClass.CONTACT not in se.grounds["probation_police_duty"].data
    assert DataClass.WHOLE_LIST not in se.grounds["consent"].data
    assert DataClass.GROUP_SEARCH not in se.grounds["own_task"].data


def test_what_is_still_to_verify_is_off(se: Catalogue) -> None:
    assert {g.default for g in se.grounds.values() if g.text_status is TextStatus.TO_VERIFY} == {"off"}


def test_contact_data_wait_for_a_named_manager(se: Catalogue) -> None:
    assert se.grounds["contact_data"].manager


def test_a_whole_list_and_a_search_by_group_are_bans(se: Catalogue) -> None:
    assert {code for code, g in se.grounds.items() if g.force is Force.FORBIDDEN} == {
        "whole_list",
        "group_search",
    }


def test_every_field_has_a_class_and_identity_follows_the_rest() -> None:
    assert set(FIELDS) == set(Field)
    assert classes_of(frozenset({Field.NAME, Field.PHONE})) == {DataClass.CONTACT}


def test_a_ground_without_questions_and_one_with_twins_are_refused() -> None:
    start = SMALL.index("questions =")
    question = SMALL[start:].removeprefix("questions = [ ").strip().removesuffix(" ]")
    assert "at least one question" in _said(SMALL[:start] + "questions = []")
    assert "the same id" in _said(f"{SMALL[:start]}questions = [ {question}, {question} ]")


def test_words_are_given_in_the_readers_language() -> None:
    title = read_catalogue(SMALL).grounds["duty"].title
    assert (title.in_language("sv-se"), title.in_language("en")) == ("Skyldighet", "Duty")
