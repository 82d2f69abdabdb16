"""What must not stand in free text of the shared picture: persons, and words on origin, religion, opinion or health."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from vapenvila.rules.decision import Sentence, say
from vapenvila.rules.names_in_text import persons_named


class Finding(StrEnum):
    """What was found."""

    PERSONAL_NUMBER = "personal_number"
    PHONE_NUMBER = "phone_number"
    EMAIL = "email"
    KNOWN_NAME = "known_name"
    SENSITIVE_WORD = "sensitive_word"


SENTENCES: dict[Finding, Sentence] = {
    Finding.PERSONAL_NUMBER: say(
        "The text holds a personal identity number. The shared picture names no person: take it out."
    ),
    Finding.PHONE_NUMBER: say("The text seems to hold a phone number. Take it out if it leads to a person."),
    Finding.EMAIL: say("The text holds an e-mail address. Take it out if it leads to a person."),
    Finding.KNOWN_NAME: say("The text seems to name a person. The shared picture names no person."),
    Finding.SENSITIVE_WORD: say(
        "The text holds a word on origin, religion, opinion or health. Such data do not belong in the register."
    ),
}

# Never accepted, whatever the writer says; the others may stay when the writer has looked and says so.
ALWAYS_REFUSED: frozenset[Finding] = frozenset({Finding.PERSONAL_NUMBER})

# Beginnings of words and whole words, Swedish and English (acceptance S9). Short on purpose: a warning that always
# comes is not read.
SENSITIVE_BEGINNINGS: tuple[str, ...] = (
    "muslim", "islam", "kristen", "kristn", "christian", "judisk", "jewish", "ortodox", "sunni", "shia", "moské",
    "mosque", "zigen", "romsk", "somali", "syrisk", "syrian", "arabisk", "kurd", "afghan", "irak", "iraq",
    "albansk", "albanian", "invandrar", "immigrant", "asylsök", "asylum", "hudfärg", "mörkhyad", "svarthyad",
    "etnisk", "etnicitet", "ethnic", "psykisk", "psykos", "schizo", "bipolär", "bipolar", "adhd", "autis", "diagnos",
    "missbruk", "addict", "gravid", "pregnan", "homosexuell", "bisexuell", "transperson", "lesbisk", "lesbian",
    "vänsterextrem", "högerextrem", "nazist",
)  # fmt: skip
SENSITIVE_WORDS: tuple[str, ...] = (
    "rom",
    "romer",
    "romani",
    "jude",
    "judar",
    "jew",
    "jews",
    "arab",
    "araber",
    "arabs",
    "hiv",
    "gay",
)

_PERSONAL = re.compile(r"(?<![\d-])(?:(?:18|19|20)\d{2}|\d{2})(\d{2})(\d{2})[ ]?[-+–]?[ ]?(\d{4})(?![\d-])")
_PHONE = re.compile(
    r"(?<![\w-])(?:\+|00)\d{1,3}[ -]?(?:\(0\))?\d(?:[ -]?\d){6,11}(?![\w-])"  # with country code
    r"|(?<![\w-])0(?:7\d|[1-9]\d{0,2})[ -]?\d(?:[ -]?\d){5,7}(?![\w-])"  # Swedish, mobile and area codes
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SENSITIVE = re.compile(
    rf"(?<!\w)(?:(?:{'|'.join(SENSITIVE_BEGINNINGS)})\w*|(?:{'|'.join(SENSITIVE_WORDS)})(?!\w))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """One find: what, and where in the text, so that the page can mark it without repeating it elsewhere."""

    finding: Finding
    start: int
    end: int


def screen(text: str, *, known_names: Iterable[str] = ()) -> tuple[Found, ...]:
    """Everything in the text that should not be there, in order. `known_names` are names the caller knows of."""
    found = [
        Found(Finding.PERSONAL_NUMBER, m.start(), m.end()) for m in _PERSONAL.finditer(text) if _valid(m)
    ]
    taken = {place for f in found for place in range(f.start, f.end)}
    for finding, pattern in (
        (Finding.PHONE_NUMBER, _PHONE),
        (Finding.EMAIL, _EMAIL),
        (Finding.SENSITIVE_WORD, _SENSITIVE),
    ):
        found += [
            Found(finding, m.start(), m.end()) for m in pattern.finditer(text) if m.start() not in taken
        ]
    found += [
        Found(Finding.KNOWN_NAME, m.start(), m.end())
        for name in known_names
        if name.strip()
        for m in re.finditer(rf"(?<!\w){re.escape(name.strip())}(?:s)?(?!\w)", text, re.IGNORECASE)
    ]
    named = {place for f in found if f.finding == Finding.KNOWN_NAME for place in range(f.start, f.end)}
    found += [
        Found(Finding.KNOWN_NAME, start, end)
        for start, end in persons_named(text)
        if not named.intersection(range(start, end))
    ]
    return tuple(sorted(found, key=lambda f: (f.start, f.finding)))


def _valid(match: re.Match[str]) -> bool:
    """A real date (day + 60 for a coordination number) and the right check digit."""
    month, day = int(match[1]), int(match[2])
    if not (1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91)):
        return False
    digits = [int(sign) for sign in match[0] if sign.isdigit()][-10:]
    doubled = [digit * (2 if place % 2 == 0 else 1) for place, digit in enumerate(digits[:9])]
    total = sum(part // 10 + part % 10 for part in doubled)
    return (10 - total % 10) % 10 == digits[9]
