"""What must hold before an identity or a record is saved, by hand or by import."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.dateparse import parse_date

from vapenvila.rules.decision import refuse, say
from vapenvila.rules.person_listing import adult_from, possible_birth_date
from vapenvila.rules.personal_number import NotANumber, read_personal_number
from vapenvila.web.people.errors import RefusedError, ask


@dataclass(frozen=True, slots=True)
class CheckedIdentity:
    """Values that can be true, in the form they are kept, with the day of birth they give."""

    values: dict[str, str]
    born: date | None
    adult_from: date | None


def checked_identity(values: Mapping[str, str], *, made_up: bool, today: date) -> CheckedIdentity:
    """The values made plain, or RefusedError with the field that is wrong."""
    plain = {field: " ".join((value or "").split()) for field, value in values.items()}
    said_by_number = None
    if plain.get("personnummer"):
        number = read_personal_number(plain["personnummer"], today=today)
        if isinstance(number, NotANumber):
            raise RefusedError(number.reason, field="personnummer")
        if made_up and not number.is_for_tests:
            ask(
                refuse(say("A made-up city takes only the numbers that the Tax Agency gives out for tests.")),
                field="personnummer",
            )
        plain["personnummer"], said_by_number = number.digits, number.born
    born = _birth_date(plain.get("birth_date", ""))
    ask(possible_birth_date(born, number_says=said_by_number, today=today), field="birth_date")
    born = born or said_by_number
    if "birth_date" in plain:
        plain["birth_date"] = born.isoformat() if born else ""
    if not any(plain.get(field) for field in ("given_name", "surname", "personnummer", "case_number")):
        raise RefusedError(say("Give a name or a number: a record must be of somebody."), field="surname")
    return CheckedIdentity(plain, born, adult_from(born, today=today))


def _birth_date(text: str) -> date | None:
    if not text:
        return None
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise RefusedError(
            say("The birth date is not a day in the calendar. Write it as YYYY-MM-DD."), field="birth_date"
        )
    return found
