"""What a membership may stand on: a closed list of kinds, two independent pieces at least (acceptance S10, T36).

What somebody wears, listens to, likes or posts is not on the list and cannot be put there by a setting: New York's and
California's registers filled up with it (law.md section 8). Pieces of one origin, or on one record, count as one.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from vapenvila.rules.decision import Decision, Sentence, allow, refuse, say
from vapenvila.rules.source_grade import Grade, is_weak

EARLIEST = date(1990, 1, 1)  # evidence before this is a slip of the pen


class EvidenceKind(StrEnum):
    """What kind of evidence it is. There are no others."""

    JUDGMENT = "judgment"
    ARRESTED_TOGETHER = "arrested_together"
    CO_SUSPECT = "co_suspect"
    SURVEILLANCE = "surveillance"
    INFORMANT = "informant"
    AGENCY_DISCLOSURE = "agency_disclosure"
    GROUP_STATEMENT = "group_statement"
    OWN_STATEMENT = "own_statement"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """One kind. `their_word`: what those concerned say of themselves, never enough alone. `renews`: it may move the last day.

    `on_a_record`: it lies on a record with a reference, which must be given.
    """

    what: Sentence
    their_word: bool = False
    renews: bool = True
    on_a_record: bool = False


EVIDENCE: dict[EvidenceKind, EvidenceRow] = {
    EvidenceKind.JUDGMENT: EvidenceRow(
        what=say("A judgment of a court that describes it."), on_a_record=True
    ),
    EvidenceKind.ARRESTED_TOGETHER: EvidenceRow(
        what=say("Arrested together with others of the group."), on_a_record=True
    ),
    EvidenceKind.CO_SUSPECT: EvidenceRow(
        what=say("Suspected in the same case as others of the group."), on_a_record=True
    ),
    EvidenceKind.SURVEILLANCE: EvidenceRow(what=say("Surveillance that somebody has written down.")),
    EvidenceKind.INFORMANT: EvidenceRow(what=say("An informant whose reliability is graded.")),
    EvidenceKind.AGENCY_DISCLOSURE: EvidenceRow(
        what=say("Told by another agency in a disclosure."), on_a_record=True
    ),
    EvidenceKind.GROUP_STATEMENT: EvidenceRow(
        what=say("Others of the group say so. Never enough with the person's own word alone."),
        their_word=True, renews=False,
    ),
    EvidenceKind.OWN_STATEMENT: EvidenceRow(
        what=say("The person says so. Never enough alone, and it does not move the last day."),
        their_word=True, renews=False,
    ),
}  # fmt: skip

# Words of what is never evidence, Swedish and English, as whole words: likeness in social media, dress, music, signs.
NEVER_EVIDENCE: tuple[str, ...] = (
    "emoji", "emojis", "emojin", "hashtag", "hashtags", "instagram", "snapchat", "tiktok", "facebook", "youtube",
    "spotify", "twitter", "follower", "followers", "följare", "likes", "gillar", "gillat", "gillade", "selfie",
    "social media", "social-media", "sociala medier", "clothes", "clothing", "kläder", "klädsel", "klädstil", "klädd",
    "outfit", "music", "musik", "musiken", "musikvideo", "musikvideon", "music video", "rap", "rapper", "rappar",
    "drill", "låttext", "låttexter", "lyrics", "handtecken", "hand sign", "hand signs",
)  # fmt: skip
_NEVER = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(words) for words in NEVER_EVIDENCE)})(?!\w)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece as the rules see it. `origin`: where the knowledge first comes from, whoever passed it on.

    `confirmed`: somebody other than who wrote it down has looked at it. `withdrawn`: it turned out not to hold.
    """

    kind: EvidenceKind
    source: str
    origin: str
    on: date
    reference: str
    grade: Grade
    confirmed: bool = False
    withdrawn: bool = False


def plain(text: str) -> str:
    """Letters and digits only, in small letters: how origins and references are compared, here and in the database."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


def is_never_evidence(words: str) -> bool:
    """Whether the words tell of something that is never evidence of belonging to a group."""
    return _NEVER.search(" ".join(words.split())) is not None


def counts(piece: Evidence) -> bool:
    """Whether a membership can stand on this piece: not withdrawn, and not weak by its own grades."""
    return not piece.withdrawn and not is_weak(piece.grade)


def are_independent(one: Evidence, other: Evidence) -> bool:
    """Whether the two say more than one of them: other origin, other record, and not both the word of those concerned."""
    if plain(one.origin) == plain(other.origin):
        return False
    if plain(one.reference) and plain(one.reference) == plain(other.reference):
        return False
    return not (EVIDENCE[one.kind].their_word and EVIDENCE[other.kind].their_word)


def stands_on(pieces: Iterable[Evidence]) -> Decision:
    """Whether a membership can stand on these pieces: two that count and are independent of each other (S10)."""
    kept = [piece for piece in pieces if not piece.withdrawn]
    if len(kept) < 2:
        return refuse(
            say("A membership stands on two pieces of evidence at least, each from its own source.")
        )
    counting = [piece for piece in kept if counts(piece)]
    if len(counting) < 2:
        return refuse(
            say(
                "A weak source or doubtful information carries nothing. Two pieces must be graded C3 or better."
            )
        )
    if all(EVIDENCE[piece.kind].their_word for piece in counting):
        return refuse(say("What the person or the group says of itself is never enough alone."))
    if not any(are_independent(one, other) for one, other in combinations(counting, 2)):
        return refuse(
            say(
                "The pieces have one origin or stand on one record. One more, independent of them, is needed."
            )
        )
    return allow(say("The membership stands on two independent pieces of evidence."))


def may_record_evidence(piece: Evidence, *, adult_since: date | None, today: date) -> Decision:
    """Whether this piece can be written down: named source and origin, a day that can be, nothing from childhood."""
    if not piece.source.strip():
        return refuse(say("Say what the evidence is and where it is written."))
    if not plain(piece.origin):
        return refuse(
            say("Say where the knowledge first comes from. Without it nobody can judge independence.")
        )
    if piece.on > today:
        return refuse(say("The evidence lies in the future. Check the date."))
    if piece.on < EARLIEST:
        return refuse(say("The evidence lies too far back. Check the year."))
    if adult_since is not None and piece.on < adult_since:
        return refuse(say("The person was under 18 that day. Nothing from childhood is ever evidence here."))
    if EVIDENCE[piece.kind].on_a_record and not plain(piece.reference):
        return refuse(say("Give the number of the judgment, the case or the disclosure."))
    if is_never_evidence(piece.source) or is_never_evidence(piece.origin):
        return refuse(
            say("What somebody wears, listens to, likes or posts is never evidence of belonging to a group.")
        )
    return allow(say("The evidence may be written down."))


def newest_that_renews(pieces: Iterable[Evidence]) -> date | None:
    """The day from which the last day is counted: of the newest piece that counts and is no word of those concerned."""
    days = [piece.on for piece in pieces if counts(piece) and EVIDENCE[piece.kind].renews]
    return max(days, default=None)
