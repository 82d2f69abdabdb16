"""A person's age as far as a written personal number tells it, for grounds with an age limit."""

from datetime import date

from vapenvila.rules.personal_number import PersonalNumber, read_personal_number
from vapenvila.rules.personal_number import age_on as full_years


def age_on(day: date, personal_number: str) -> int | None:
    """Whole years on this day, or None when the number is missing or cannot be right: then no age limit is kept."""
    read = read_personal_number(personal_number, today=day)
    return full_years(read.born, day) if isinstance(read, PersonalNumber) else None


def twelve_digits(personal_number: str, *, today: date) -> str | None:
    """The number as it is compared, or None when it cannot be right."""
    read = read_personal_number(personal_number, today=today)
    return read.digits if isinstance(read, PersonalNumber) else None
