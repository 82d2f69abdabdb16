"""A file of invented persons of any length, and how its columns are read."""

import random
from datetime import date, timedelta
from pathlib import Path

from vapenvila.rules.personal_number import check_digit

MAPPING = """
source_system = "bench"
date_order = "ymd"
need = "Made up"
source = "Made up"
source_on = 2024-01-02
[columns]
reference = "id"
given_name = "given"
surname = "surname"
personnummer = "number"
phone = "phone"
address = "address"
mark = "mark"
[marks]
suspect = "suspect"
other = "other"
"""
FIRST_DAY = date(1912, 1, 1)
BEGINNINGS = (
    "Bal",
    "Dor",
    "Fen",
    "Gar",
    "Hil",
    "Jor",
    "Kel",
    "Lom",
    "Mir",
    "Nol",
    "Pel",
    "Ras",
    "Sol",
    "Tim",
    "Vol",
    "Zan",
)
ENDINGS = (
    "bo",
    "da",
    "fi",
    "gard",
    "ko",
    "lina",
    "mer",
    "nis",
    "pa",
    "rik",
    "sta",
    "tor",
    "va",
    "zel",
    "dan",
    "kus",
)


def invented_number(place: int) -> str:
    """The place-th number of a day of birth a century ago: no living person's, and every one another's."""
    day, last = divmod(place, 20)
    nine = f"{FIRST_DAY + timedelta(day):%y%m%d}{980 + last}"
    return f"19{nine}{check_digit(nine)}"


def invented_name(rng: random.Random) -> str:
    """A word no name list holds."""
    return rng.choice(BEGINNINGS) + rng.choice(ENDINGS) + rng.choice(ENDINGS)


def invented_persons(path: Path, rows: int) -> None:
    """A CSV file of invented persons, each with name, number, phone and address."""
    rng = random.Random(20)
    with path.open("w", encoding="utf-8") as target:
        target.write("id,given,surname,number,phone,address,mark\n")
        for place in range(rows):
            name = f"{invented_name(rng)},{invented_name(rng)}son"
            target.write(f"B{place},{name},{invented_number(place)},00-{place:07d},Street {place},")
            target.write("suspect\n" if place % 2 else "other\n")
