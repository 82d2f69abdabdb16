"""No field for origin, nationality, religion, opinion or health exists outside the social-services room (S9, law N5)."""

import pytest

from tests.guards.names_in_use import Name, every_name, holding
from tests.guards.source_tree import SOURCE, place

SENSITIVE_WORDS = frozenset(
    {"ethnicity", "ethnic", "race", "racial", "nationality", "nationalities", "citizenship", "birthplace", "birthcountry",
     "religion", "religious", "faith", "opinion", "opinions", "political", "union", "health", "diagnosis", "diagnoses",
     "disability", "sexuality", "orientation", "genetic", "biometric", "skin"}
)  # fmt: skip

# Names that hold such a word and are no field about a person.
ALLOWED = {"CONN_HEALTH_CHECKS": "Django: whether a database connection is alive"}


@pytest.mark.acceptance("S9")
def test_no_field_holds_sensitive_data_on_a_person() -> None:
    assert holding(every_name(), SENSITIVE_WORDS, ALLOWED) == []


@pytest.mark.acceptance("S9")
def test_no_import_profile_takes_a_sensitive_column_in() -> None:
    found = []
    for file in sorted(SOURCE.rglob("profiles/*.toml")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            target = line.split("=")[0].split("#")[0]
            found += holding([Name(target, f"{place(file)}:{number}")], SENSITIVE_WORDS, {})
    assert found == []


@pytest.mark.parametrize("name", ["ethnicity", "birthCountry", "race", "health_status", "religion"])
def test_this_guard_can_fail(name: str) -> None:
    words = SENSITIVE_WORDS | {"country"}
    assert holding([Name(name, "somewhere")], words, {}) == [f"somewhere: {name}"]
