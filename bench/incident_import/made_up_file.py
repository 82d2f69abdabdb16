"""A file of invented incidents of any length, and how its columns are read."""

import random
from pathlib import Path

MAPPING = """
source_system = "bench"
reference = ["id"]
[kind]
column = "type"
values = { shot = "shooting", blast = "explosion" }
[when]
datetime = "when"
time_zone = "Europe/Stockholm"
[where]
lat = "lat"
lon = "lon"
area = ["district"]
[victims]
dead = "dead"
injured_unknown = "wounded"
"""


def made_up_file(path: Path, rows: int) -> None:
    """A CSV file of invented incidents."""
    rng = random.Random(20)
    with path.open("w", encoding="utf-8") as target:
        target.write("id,when,lat,lon,type,dead,wounded,district\n")
        for number in range(rows):
            day = f"{rng.randint(2000, 2025)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
            clock = f"{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}"
            place = f"{55.5 + rng.random() / 5:.6f},{12.9 + rng.random() / 5:.6f}"
            kind = "shot" if rng.random() < 0.7 else "blast"
            people = f"{int(rng.random() < 0.1)},{rng.randint(0, 2)}"
            target.write(f"B{number},{day} {clock},{place},{kind},{people},D{rng.randint(1, 20)}\n")
