"""Days in years that nothing else uses, one for each field of each row, found again in every way that pages write a day."""

import re
from collections.abc import Iterator
from datetime import date

LONG_AGO, OF_THESE_DAYS, FAR_AHEAD = 1000, 1900, 2300
MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar", "apr", "maj may", "jun", "jul", "aug", "sep", "okt oct", "nov", "dec"), start=1
    )
    for name in names.split()
}
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?"
WAYS = (
    re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})(?!\d)"),  # ISO, and Swedish in short
    re.compile(r"(?<!\d)(?P<number>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})(?!\d)"),  # American in short
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})\.? {_MONTH} (?P<year>\d{{4}})(?!\d)", re.I
    ),  # English and Swedish in words
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}}), (?P<year>\d{{4}})(?!\d)", re.I),  # American in words
)


def day_of_its_own(number: int, *, ahead: bool) -> date:
    """Another one for each number. A day reckoned from one (some days, months or years later) is none of the others."""
    if not ahead and LONG_AGO + number >= OF_THESE_DAYS:
        raise ValueError("No day long ago is left: begin earlier, or mark fewer")
    return date((FAR_AHEAD if ahead else LONG_AGO) + number, 1 + number % 8, 1 + number % 27)


def days_in(text: str) -> Iterator[str]:
    """Days that stand in a text, as `1107-03-11`."""
    for way in WAYS:
        for found in way.finditer(text):
            parts = found.groupdict()
            month = parts.get("number") or MONTHS[parts["month"].lower()]
            yield f"{parts['year']}-{int(month):02}-{int(parts['day']):02}"
