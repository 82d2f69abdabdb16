"""When two names may be one person's: order, spelling and missing parts aside. Pure rules, no list of anybody.

A name is cut into words, each word into its sound: letters that Swedish and transliterated Arabic names interchange are
made one, vowels are dropped except at the start. The sound finds candidates; how alike the words are decides.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations

_NOT_LETTERS = re.compile(r"[^a-z]+")
_PARTICLES = frozenset({"al", "el", "ul", "av", "af", "von", "van", "de", "da", "bin", "ibn", "bint", "abu"})
_JOINED_ARTICLE = re.compile(r"^(?:al|el)(?=[a-z]{4})")
_SERVANT_OF = re.compile(  # Abdulrahman, Abdirahman, Abdurrahman: one name
    r"^abd[aeiou]{1,2}(?:l(?=[^aeiou])|([a-z])(?=\1))?(?=[a-z]{4})"
)

# Longer first. Swedish: Carlsson/Karlsson, Wiklund/Viklund, Philip/Filip, Christina/Kristina, Lindqvist/Lindkvist,
# Sjögren/Schögren. Arabic in Latin letters: Khaled/Chaled, Ghassan/Gassan, Dhia/Dia, Yousef/Jusuf, Qasim/Kasim.
_SOUNDS: tuple[tuple[str, str], ...] = (
    ("sch", "sj"), ("sh", "sj"), ("ch", "k"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"),
    ("ck", "k"), ("qu", "k"), ("qv", "k"), ("kv", "k"), ("hj", "j"), ("dz", "z"), ("x", "ks"), ("c", "k"), ("q", "k"),
    ("w", "v"), ("y", "j"), ("z", "s"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"(?<!^)[aeiou]")

ALIKE = 0.7  # share of letters two words of one sound must have in common


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person as the rule sees one: names as written, and the day of birth if it is known."""

    given_name: str
    surname: str
    born: date | None


def words_of(*names: str) -> tuple[str, ...]:
    """The words of a name in small plain letters, without particles and articles, each once."""
    plain = " ".join(_plain(name) for name in names)
    words = [_JOINED_ARTICLE.sub("", word) for word in _NOT_LETTERS.split(plain) if word]
    kept = [word for word in words if word not in _PARTICLES and len(word) > 1] or words
    return tuple(dict.fromkeys(kept))


def sound_of(word: str) -> str:
    """How a word sounds: equal for the usual ways of spelling one name."""
    sound = _VOWELS.sub("", re.sub(r"^[aeiou]", "a", _one_spelling(word)))
    return _TWICE.sub(r"\1", sound)


def _one_spelling(word: str) -> str:
    """The word in the letters that interchangeable spellings share, vowels kept apart as a, i and u."""
    spelling = _SERVANT_OF.sub("abd", word)
    for letters, one in _SOUNDS:
        spelling = spelling.replace(letters, one)
    spelling = re.sub(r"(?<=[aeiou])j(?![aeiou])|(?<!^)j$", "i", spelling)  # Ayman/Aiman, Aly/Ali
    spelling = spelling.replace("h", "") or spelling
    return _TWICE.sub(r"\1", spelling.replace("e", "i").replace("o", "u"))


def sounds_of(*names: str) -> frozenset[str]:
    """The sounds of all words of a name: what a search looks for."""
    return frozenset(sound_of(word) for word in words_of(*names))


def pairs_of(*names: str) -> frozenset[str]:
    """Every two sounds of a name, in one order: names that share a pair are looked at as possibly one person's."""
    sounds = sorted(sounds_of(*names))[:7]
    return frozenset("+".join(pair) for pair in combinations(sounds, 2)) or frozenset(sounds)


def may_be_same_person(one: NamedPerson, other: NamedPerson) -> bool:
    """Whether two records may be of one person: every word of the shorter name has its like in the longer one, and
    the days of birth do not speak against it (acceptance T27)."""
    if not _dates_agree(one.born, other.born):
        return False
    shorter, longer = sorted(
        (words_of(one.given_name, one.surname), words_of(other.given_name, other.surname)), key=len
    )
    if len(shorter) < 2 and len(longer) > 1:
        return False  # a single word fits too many
    left = list(longer)
    for word in shorter:
        like = next((w for w in left if _alike(word, w)), None)
        if like is None:
            return False
        left.remove(like)
    return bool(shorter)


def _alike(one: str, other: str) -> bool:
    return one == other or (
        sound_of(one) == sound_of(other)
        and SequenceMatcher(None, _one_spelling(one), _one_spelling(other)).ratio() >= ALIKE
    )


def _dates_agree(one: date | None, other: date | None) -> bool:
    """Equal, not known, month and day changed places, or one part mistyped."""
    if one is None or other is None or one == other:
        return True
    if one.year == other.year and (one.month, one.day) == (other.day, other.month):
        return True
    return sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True)) == 1


def _plain(name: str) -> str:
    lower = (
        name.lower()
        .replace("ø", "o")
        .replace("æ", "a")
        .replace("ß", "ss")
        .replace("ł", "l")
        .replace("đ", "d")
    )
    split = unicodedata.normalize("NFKD", lower)
    return (
        "".join(sign for sign in split if not unicodedata.combining(sign)).replace("'", "").replace("’", "")
    )
