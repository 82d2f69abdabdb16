"""Swedish personal identity and coordination numbers: what is written read as one number, or one sentence why not.

Form and check digit: folkbokföringslagen (1991:481) 18 and 18 a §§; a coordination number has 60 added to the day.
"""

import re
from dataclasses import dataclass
from datetime import date

from vapenvila.rules.decision import Sentence, say

OLDEST = 115  # nobody in the world has a proven age above 122, nobody in Sweden above 113
COORDINATION = 60

# Numbers that the Swedish Tax Agency gives out for tests and never to a person, as listed in the open adapter for the
# population register (KentorIT/PU-Adapter, TestData/Testpersonnummer.cs). Made-up cities take no others.
TEST_NUMBERS: frozenset[str] = frozenset(
    {
        "199006022397", "199107172380", "199610202385", "200001052380", "199312172381", "200001022391", "200001032382",
        "200001042399", "199312162390", "199007212393", "199007282388", "199007302384", "199705162387", "198705212382",
        "198808112380", "199001252387", "199212252382", "199504242398", "199710182396", "199912282382", "200002262384",
        "191212121212", "194408139089",
    }
)  # fmt: skip

_WRITTEN = re.compile(
    r"(?P<century>18|19|20)?(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)(?P<sign>[-+–]?)(?P<last>\d{4})"
)


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """A number that can be right: twelve digits, the day of birth, and whether it is a coordination number."""

    digits: str
    born: date
    coordination: bool

    @property
    def is_for_tests(self) -> bool:
        """Whether the Tax Agency gives it out for tests."""
        return self.digits in TEST_NUMBERS


@dataclass(frozen=True, slots=True)
class NotANumber:
    """Why what is written cannot be a personal number."""

    reason: Sentence


def read_personal_number(written: str, *, today: date) -> PersonalNumber | NotANumber:
    """The number somebody wrote, with or without century, hyphen and blanks (acceptance S11)."""
    found = _WRITTEN.fullmatch("".join(written.split()))
    if found is None:
        return NotANumber(say("A personal number has ten or twelve digits: YYYYMMDD-NNNN."))
    day = int(found["day"])
    coordination = day > COORDINATION
    born = _born(found, day - COORDINATION if coordination else day, today)
    if born is None:
        return NotANumber(say("The personal number holds a day that is not in the calendar."))
    if born > today:
        return NotANumber(say("The personal number is of somebody who is not born yet."))
    if age_on(born, today) > OLDEST:
        return NotANumber(say("The personal number is of somebody older than anybody is. Check the century."))
    ten = f"{found['year']}{found['month']}{found['day']}{found['last']}"
    if check_digit(ten[:9]) != int(ten[9]):
        return NotANumber(say("The check digit of the personal number is wrong: a digit is mistyped."))
    return PersonalNumber(f"{born.year // 100}{ten}", born, coordination)


def check_digit(nine: str) -> int:
    """The tenth digit to the first nine (Luhn, modulus 10)."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(nine)]
    return -sum(part // 10 + part % 10 for part in doubled) % 10


def age_on(born: date, day: date) -> int:
    """Full years of age on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _born(found: re.Match[str], day: int, today: date) -> date | None:
    """Without a century the latest one that is not to come; a plus sign means a hundred years or more."""
    month, short = int(found["month"]), int(found["year"])
    if found["century"]:
        return _date(int(found["century"]) * 100 + short, month, day)
    century = today.year // 100 * 100
    born = _date(century + short, month, day)
    if born is None or born > today:  # the 29th of February need not exist in both centuries
        born = _date(century - 100 + short, month, day)
    return _date(born.year - 100, month, day) if born and found["sign"] == "+" else born


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
