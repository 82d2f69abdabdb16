"""Free text: numbers of persons and phones are masked before anything is stored; what reads like a name is told."""

import re
from typing import Final

import polars as pl

from vapenvila.rules.free_text import Finding, screen
from vapenvila.rules.names_in_text import ALSO_WORDS, GIVEN_NAMES
from vapenvila.web.imports.engine.issues import Issue, issue_table

MASK: Final = "█████"
ENOUGH_DIGITS: Final = r"(?:\d[\s().+-]{0,2}){7,}"
PERSONAL_NUMBER: Final = re.compile(
    r"(?<![\d-])(?:(?:19|20)\d{2}|\d{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])(\s?[-+–]\s?|\s)?\d{4}(?![\d-])"
)
PHONE_NUMBER: Final = re.compile(
    r"(?<![\d.])(?:(?:\+|00)\d{2}[\s-]?(?:\(0\)\s?)?\d(?:[\s-]?\d){6,10}"
    r"|07[02369](?:[\s-]?\d){7}|0\d{1,3}-\d(?:\s?\d){4,7}|\(?\d{3}\)?[-.\s]\d{3}[-.\s]\d{4})(?![\d.])"
)


def _is_personal_number(match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match.group())
    if match.group(1) is not None:
        return True
    digits = digits[-10:]
    doubled = (int(d) * (2 if i % 2 == 0 else 1) for i, d in enumerate(digits))
    return sum(d // 10 + d % 10 for d in doubled) % 10 == 0


def masked(text: str) -> tuple[str, frozenset[str]]:
    """The text with numbers masked, and which kinds of number were found."""
    found: set[str] = set()

    def mask_person(match: re.Match[str]) -> str:
        if not _is_personal_number(match):
            return match.group()
        found.add("personal_number")
        return MASK

    def mask_phone(_: re.Match[str]) -> str:
        found.add("phone_number")
        return MASK

    without_persons = PERSONAL_NUMBER.sub(mask_person, text)
    return PHONE_NUMBER.sub(mask_phone, without_persons), frozenset(found)


def mask_column(rows: pl.Series, texts: pl.Series, column: str) -> tuple[pl.Series, pl.DataFrame]:
    """A column of texts with numbers masked; only texts with enough digits are looked at closely."""
    suspects = texts.str.contains(ENOUGH_DIGITS).fill_null(value=False).arg_true().to_list()
    if not suspects:
        return texts, issue_table([])
    changed = texts.to_list()
    issues: list[Issue] = []
    for index in suspects:
        changed[index], kinds = masked(str(changed[index]))
        issues += [Issue(int(rows[index]), column, kind) for kind in sorted(kinds)]
    return pl.Series(texts.name, changed, dtype=pl.String), issue_table(issues)


def names_told(
    rows: pl.Series, texts: pl.Series, column: str, known_names: tuple[str, ...] = ()
) -> pl.DataFrame:
    """A warning for each text that seems to name a person. `known_names` are names of the programme's own staff."""
    words = [*GIVEN_NAMES, *ALSO_WORDS, *known_names]
    suspects = texts.str.contains_any(words, ascii_case_insensitive=True).fill_null(value=False)
    found = [
        Issue(int(rows[index]), column, "person_name")
        for index in suspects.arg_true().to_list()
        if any(f.finding == Finding.KNOWN_NAME for f in screen(str(texts[index]), known_names=known_names))
    ]
    return issue_table(found)
