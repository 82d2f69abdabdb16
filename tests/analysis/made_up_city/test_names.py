"""No name of the made-up city is anybody's, and no place of it is anywhere."""

import re
from pathlib import Path

import numpy as np
import pytest

from vapenvila.analysis.made_up_city import Size, names, settings_for

NEAR = [parent / "shared" / "data" for parent in Path(__file__).resolve().parents]
DATA = next((folder for folder in NEAR if folder.is_dir()), None)
needs_registers = pytest.mark.skipif(
    DATA is None, reason="The registers of names and places (shared/data) are not here."
)


def words_of(path: str) -> set[str]:
    """All words of a file, lower case."""
    assert DATA is not None
    return set(re.findall(r"\w+", (DATA / path).read_text(encoding="utf-8").lower()))


@needs_registers
def test_nobody_bears_a_given_name_or_surname_used() -> None:
    given = words_of("F_sweden_synthetic/names/tilltalsnamn-kvinnor.csv")
    given |= words_of("F_sweden_synthetic/names/tilltalsnamn-man.csv")
    assert not {name for name in names._GIVEN if name.lower() in given}
    assert not {name.lower() for name in names._SURNAMES} & words_of(
        "F_sweden_synthetic/names/efternamn_top1000.csv"
    )


@needs_registers
def test_no_municipality_or_place_bears_a_name_used() -> None:
    known = words_of("F_sweden_synthetic/places_authorities/ortsnamn.csv")
    known |= words_of("F_sweden_synthetic/places_authorities/postal_to_municipality.csv")
    known |= words_of("E_geography/sweden_municipalities_counties/municipalities.csv")
    used = {settings_for(size).place_name.lower() for size in Size}
    used |= {name.lower() for name in names.district_names(240, np.random.default_rng(1))}
    assert not used & known


def test_every_district_gets_a_name_of_its_own_however_many_there_are() -> None:
    for count in (1, 240, 700):
        assert len(set(names.district_names(count, np.random.default_rng(2)))) == count


def test_display_names_have_two_parts() -> None:
    drawn = names.display_names(500, np.random.default_rng(3))
    assert all(len(name.split()) == 2 for name in drawn)
