"""Suggests a mapping for a file nobody has seen: by the columns' names in English and Swedish, proved by their values."""

import re
from collections.abc import Callable
from itertools import chain
from typing import Any, Final

from vapenvila.web.imports.engine.sampling import Sample, SampledColumn

# For each part, words a column's name consists of, the best first. Names are compared in small letters without signs.
NAMES: Final = {
    "reference": (
        "incident key", "incident number", "incident no", "incident id", "case number", "case no", "incident num",
        "event number", "report number", "rd number", "dr no", "dc key", "event unique id", "rms no", "ccnumber", "cc number",
        "diarienummer", "diarienr", "dnr",
        "händelsenummer", "händelse id", "händelsenr", "ärendenummer", "ärendenr", "k nummer", "knr", "id", "nr", "key",
        "objectid", "number",
    ),
    "datetime": (
        "datetime", "date time", "occurred on", "occurred at", "occurred", "occurrence date", "incident datetime",
        "incident date", "crimedatetime", "crime date time", "datum och tid", "tidpunkt", "when", "timestamp",
    ),
    "date": (
        "occur date", "date of occurrence", "incident date", "event date", "datum", "händelsedatum", "brottsdatum",
        "inträffad", "date", "occ date", "date occurred", "shooting date", "dag",
        "from date", "fr o m datum", "date reported",
    ),
    "time": ("occur time", "time of occurrence", "incident time", "klockslag", "tid", "time", "kl", "from time",
             "fr o m tid", "occ time", "occ hour", "hour"),
    "to": ("to", "end", "till", "t o m", "occurred to", "date to", "brottstid till", "sluttid", "t o m datum"),
    "to_time": ("t o m tid", "to time", "end time"),
    "lat": ("latitude", "lat", "latitud", "geometry lat", "point y", "y wgs84", "y"),
    "lon": ("longitude", "lon", "lng", "long", "longitud", "geometry lon", "point x", "x wgs84", "x"),
    "y": ("y coord cd", "y coordinate", "y coord", "northing", "nord", "n", "y", "sweref n", "point y"),
    "x": ("x coord cd", "x coordinate", "x coord", "easting", "öst", "e", "x", "sweref e", "point x"),
    "point": ("wkt", "the geom", "geom", "point", "location", "georeference", "lat long", "koordinater", "coordinates"),
    "area": (
        "neighborhood", "neighbourhood", "boro", "borough", "district", "police district", "community area", "precinct",
        "stadsdel", "delområde", "område", "area", "ward", "beat", "kommun", "municipality", "plats", "ort",
    ),
    "kind": (
        "crime type", "offense", "offence",
        "offense type", "primary type", "incident type", "event type", "brottstyp",
        "händelsetyp", "händelse", "typ", "type", "kategori", "category", "ucr desc", "description",
    ),
    "fatal": (
        "statistical murder flag", "murder flag", "fatal", "fatality", "is fatal", "homicide", "murder", "dödlig",
        "dödlig utgång", "avliden", "killed",
    ),
    "injury": ("injury", "injury type", "victim status", "victim outcome", "skada", "skadegrad", "outcome", "shooting type",
               "injury severity", "victimization primary", "type"),
    "dead": ("deaths", "death", "dead", "killed", "fatalities", "number killed", "döda", "antal döda", "avlidna"),
    "injured_unknown": ("injured", "injuries", "wounded", "number injured", "non fatal", "skadade", "antal skadade"),
    "weapon": ("weapon", "weapon type", "vapen", "vapentyp"),
}  # fmt: skip
KIND_WORDS: Final = (
    (
        "explosion_attempt",
        r"(attempt|försök).*(explo|spräng|bomb|deton)|(explo|spräng|deton).*(attempt|försök)",
    ),
    ("explosion", r"explo|deton|spräng|bomb|blast"),
    ("shooting", r"shoot|shot|skott|skjut|gun|firearm|skjutvapen"),
    ("stabbing", r"stab|knife|kniv|cutting"),
    ("arson", r"arson|mordbrand"),
    ("threat_with_weapon", r"threat|olaga hot|armed robbery|väpnat|brandish"),
    (
        "serious_assault",
        r"homicid|murder|mord|dråp|aggravated|grov misshandel|misshandel, grov|serious assault",
    ),
)
INJURY_WORDS: Final = (
    ("dead", r"^(?!non).*(fatal|dead|deceas|death|kill|homicid|död|avlid)"),
    ("serious", r"serious|critical|grievous|severe|allvarlig|svår"),
    ("slight", r"slight|minor|graze|lindrig|lätt"),
    ("none", r"^(none|no injury|uninjured|ingen|oskadad)"),
    ("unknown", r"non.?fatal|injur|wound|hit|surviv|skad"),
)
WEAPON_WORDS: Final = (
    ("firearm", r"gun|firearm|rifle|pistol|revolver|skjutvapen"),
    ("explosive", r"explo|grenade|bomb|granat|spräng"),
    ("knife", r"knife|kniv|blade|cutting|stick"),
)
VICTIM_MARKS: Final = re.compile(r"\b(vic|victim|age|sex|race|ålder|kön|offer|målsägande)\b")
NEEDED_DATES: Final = 0.6
SHORTEST_WORD: Final = 3


def plain(name: str) -> str:
    """A column's name as it is compared."""
    return " ".join(re.sub(r"[^0-9a-zåäöéü]+", " ", name.casefold()).split())


def suggest(sample: Sample, *, time_zone: str, source_system: str) -> dict[str, Any]:
    """Settings of a mapping, as far as they can be told. What cannot be told is left out, for a person to choose."""
    taken: set[str] = set()
    settings: dict[str, Any] = {"source_system": source_system}
    reference = _find(
        sample, "reference", taken, lambda c: c.filled > 0.9 and c.dates < 0.5 and c.different > 0.2
    )
    if reference:
        settings["reference"] = [reference.name]
    settings["when"] = {"time_zone": time_zone, **_when(sample, taken)}
    settings["where"] = _where(sample, taken)
    settings["kind"] = _kind(sample, taken)
    settings["victims"] = _victims(sample, taken, reference)
    weapon = _find(sample, "weapon", taken, lambda c: bool(c.values))
    if weapon:
        settings["weapon"] = {
            "column": weapon.name, "values": meanings(weapon, WEAPON_WORDS), "otherwise": "unknown", "empty": "unknown",
        }  # fmt: skip
    return settings


def _find(
    sample: Sample, part: str, taken: set[str], fits: Callable[[SampledColumn], bool]
) -> SampledColumn | None:
    """The first column that is called like this part, or whose name contains such words, and whose values fit."""
    free = [column for column in sample.columns if column.name not in taken]
    named = {plain(column.name): column for column in reversed(free)}
    exact = (named[name] for name in NAMES[part] if name in named)
    looser = (
        column
        for name in NAMES[part]
        if len(name) >= SHORTEST_WORD
        for column in free
        if set(name.split()) <= set(plain(column.name).split())
    )
    found = next((column for column in chain(exact, looser) if fits(column)), None)
    if found is not None:
        taken.add(found.name)
    return found


def _when(sample: Sample, taken: set[str]) -> dict[str, str]:
    def is_date(column: SampledColumn) -> bool:
        return column.dates >= NEEDED_DATES or _spreadsheet_days(column)

    both = _find(sample, "datetime", taken, is_date)
    found: dict[str, str] = {}
    if both:
        found["datetime"] = both.name
    else:
        day = _find(sample, "date", taken, is_date)
        day = day or next(
            (
                c
                for c in sample.columns
                if c.dates >= NEEDED_DATES and c.name not in taken and c.numbers < 0.5
            ),
            None,
        )
        if day is None:
            return {}
        taken.add(day.name)
        found["date"] = day.name
        clock = _find(
            sample, "time", taken, lambda c: c.times > 0.5 or (c.numbers > 0.5 and (c.largest or 0) < 2401)
        )
        if clock:
            found["time"] = clock.name
    end = _find(sample, "to", taken, is_date)
    if end:
        found["to"] = end.name
        end_clock = _find(sample, "to_time", taken, lambda c: c.times > 0.5)
        if end_clock:
            found["to_time"] = end_clock.name
    return found


def _spreadsheet_days(column: SampledColumn) -> bool:
    """Days since 1900 as a spreadsheet counts them, in a column that is called like a date."""
    low, high = column.smallest, column.largest
    return column.numbers > 0.9 and low is not None and high is not None and 20_000 < low <= high < 80_000


def _where(sample: Sample, taken: set[str]) -> dict[str, Any]:
    def within(column: SampledColumn, limit: float) -> bool:
        low, high = column.smallest, column.largest
        return (
            column.numbers > 0.7 and low is not None and high is not None and -limit <= low <= high <= limit
        )

    found: dict[str, Any] = {}
    lat = _find(sample, "lat", taken, lambda c: within(c, 90))
    lon = _find(sample, "lon", taken, lambda c: within(c, 180))
    if lat and lon:
        found |= {"lat": lat.name, "lon": lon.name}
    else:
        point = _find(
            sample, "point", taken, lambda c: any(re.search(r"\d\D+[ ,]\s*-?\d", s) for s in c.samples)
        )
        if point:
            found["point"] = point.name
        elif (y := _find(sample, "y", taken, lambda c: c.numbers > 0.7)) and (
            x := _find(sample, "x", taken, lambda c: c.numbers > 0.7)
        ):
            system = _likely_system(x, y)
            found |= {"x": x.name, "y": y.name, "epsg": system} if system else {}
    area = _find(sample, "area", taken, lambda c: c.numbers < 0.5) or _find(
        sample, "area", taken, lambda c: True
    )
    if area:
        found["area"] = [area.name]
    return found


def _likely_system(x: SampledColumn, y: SampledColumn) -> int | None:
    """The coordinate system that the numbers can belong to; None when only a person can tell."""
    east, north = x.largest or 0, y.largest or 0
    if 6_100_000 < north < 7_700_000:
        return 3006 if east > 250_000 else 3008
    return 3857 if abs(east) > 1_000_000 and abs(north) > 1_000_000 else None


def _kind(sample: Sample, taken: set[str]) -> Any:
    column = _find(sample, "kind", taken, lambda c: bool(c.values) and bool(meanings(c, KIND_WORDS)))
    if column is None:
        return "shooting"
    return {"column": column.name, "values": meanings(column, KIND_WORDS), "otherwise": "skip"}


def _victims(sample: Sample, taken: set[str], reference: SampledColumn | None) -> dict[str, Any]:
    fatal = _find(sample, "fatal", taken, lambda c: c.flags > 0.9)
    injury = _find(sample, "injury", taken, lambda c: bool(c.values) and bool(meanings(c, INJURY_WORDS)))
    found: dict[str, Any] = {}
    if fatal:
        found["fatal"] = fatal.name
    elif injury:
        found["injury"] = {
            "column": injury.name, "values": meanings(injury, INJURY_WORDS), "otherwise": "unknown", "empty": "unknown",
        }  # fmt: skip
    for part in ("dead", "injured_unknown"):
        column = _find(
            sample,
            part,
            taken,
            lambda c: c.numbers > 0.9 and (c.largest or 0) < 300 and (c.smallest or 0) >= 0,
        )
        if column and (not (fatal or injury) or (part != "dead" and fatal)):
            found[part] = column.name
    marks = any(VICTIM_MARKS.search(plain(column.name)) for column in sample.columns)
    if "injured_unknown" in found:
        return found
    if (fatal or injury) and (marks or (reference is not None and reference.different < 0.999)):
        found["rows"] = True
    return found


def meanings(column: SampledColumn, words: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """What each of a column's values stands for, where its words tell."""
    found: dict[str, str] = {}
    for value, _ in column.values:
        meaning = next((name for name, pattern in words if re.search(pattern, value.casefold())), None)
        if meaning:
            found[value] = meaning
    return found
