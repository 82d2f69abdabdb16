"""Names of persons in free text: found in the ways people write them, and not where a street bears one."""

import unicodedata

import pytest

from vapenvila.rules.free_text import ALWAYS_REFUSED, Finding, screen
from vapenvila.rules.names_in_text import persons_named

pytestmark = pytest.mark.acceptance("S9")


def _found(text: str) -> list[str]:
    return [text[start:end] for start, end in persons_named(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Enligt tips var Erik Påhittad där.", "Erik Påhittad"),
        ("Bilen är Anna-Karin Svenssons.", "Anna-Karin Svenssons"),
        ("Vittnet Mohamed Ali Hassan såg bilen", "Mohamed Ali Hassan"),
        ("Ahmed Ali ringde", "Ahmed Ali"),
        ("ERIK ANDERSSON sågs på platsen", "ERIK ANDERSSON"),
        ("Andersson, Erik", "Andersson, Erik"),
        ("Carl von Påhittad", "Carl von Påhittad"),
        ("Erik A. Svensson", "Erik A. Svensson"),
        ("Sten Bergström sköt", "Sten Bergström"),
        ("Omar\u00a0Ibrahim", "Omar\u00a0Ibrahim"),
        ("Fatima El Påhittad", "Fatima El Påhittad"),
        ("Saw Johan O'Hittad run", "Johan O'Hittad"),
        (
            unicodedata.normalize("NFD", "Åsa Sjöberg hörde skott"),
            unicodedata.normalize("NFD", "Åsa Sjöberg"),
        ),
        ("Erik\nAndersson", "Erik\nAndersson"),
    ],
)
def test_a_name_is_found_as_people_write_it(text: str, name: str) -> None:
    assert _found(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Karl Johansgatan 12",
        "Anna Lindhs plats",
        "Olof Palmes torg vid tunnelbanan",
        "Per Albin Hanssons väg 40",
        "Erik Dahlbergsgatan",
        "Sven Adolf Norlings gata",
        "S:t Eriks Sjukhus",
        "Sankt Johannes kyrka",
        "Maria Park, Helsingborg",
        "Stora Torget i Uppsala",
        "Skott vid Amiralsgatan och Nobelvägen",
        "Max Hamburgare, Jägersro",
        "Sten Sturegatan",
        "Gustav Adolfs torg",
        "Gustav Adolf",
        "Tim Hortons",
        "Polisen Malmö spärrade av",
        "Love is in the air",
        "erik och anna",
        "Salem Centrum",
        "Lars Kaggsgatan, Göteborg",
        "Rosa Parks Street",
        "Martin Luther King Square",
        "SKOTTLOSSNING MALMÖ SÖDRA",
        "Adam Polis",
        "Händelsen inträffade i mars. Sara Kulturhus",
    ],
)
def test_a_place_or_a_word_is_not_a_person(text: str) -> None:
    assert _found(text) == []


def test_a_name_is_a_warning_and_never_blocks() -> None:
    found = screen("Erik Påhittad sågs")
    assert [f.finding for f in found] == [Finding.KNOWN_NAME]
    assert Finding.KNOWN_NAME not in ALWAYS_REFUSED


def test_staff_are_found_whatever_their_name_and_told_once() -> None:
    found = screen("Fråga Xqzt Hittepå eller Erik Andersson", known_names=["Xqzt Hittepå", "Erik Andersson"])
    assert [f.finding for f in found] == [Finding.KNOWN_NAME, Finding.KNOWN_NAME]
