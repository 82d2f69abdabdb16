"""Words the made-up city writes its codes in. A column of codes holds the position of a word in its tuple."""

from typing import Final

EVENT_TYPES: Final = ("shooting", "explosion", "explosion_attempt", "stabbing", "arson", "other")
"""Kinds of incident; `other` is other serious violence."""

WEAPONS: Final = ("firearm", "explosive", "knife", "other", "unknown")

OUTCOMES: Final = ("fatal", "injured", "no_injury", "property")

MOTIVES: Final = (
    "group_dispute",
    "retaliation",
    "internal",
    "drug_market",
    "debt",
    "robbery",
    "interpersonal",
    "domestic",
    "mistaken_target",
    "other",
    "unknown",
)

STATES: Final = ("confirmed", "hold", "unfounded")

PRECISIONS: Final = ("exact", "block", "area")

CERTAINTIES: Final = ("unknown", "suspected", "confirmed", "not_gmi")
"""How sure the record is that a group stood on one side of the incident."""

CHANGED_FIELDS: Final = (
    "state",
    "event_type",
    "attacker_certainty",
    "target_certainty",
    "victims_dead",
    "victims_serious",
)
"""Fields a classification event can change."""

CHANGE_REASONS: Final = (
    "forensic_result",
    "witness_withdrew",
    "no_traces_found",
    "investigation_linked_group",
    "victim_died_later",
    "coding_mistake",
)

RELATION_KINDS: Final = ("feud", "alliance", "truce")

LINEAGE_KINDS: Final = ("split", "rename")

MEMBERSHIP_ROLES: Final = ("member", "affiliate")

TIE_KINDS: Final = ("arrested_together", "stopped_together", "co_suspect")

MISSED_REASONS: Final = ("holiday", "staff_shortage", "special_event")

NOTIFICATION_REASONS: Final = ("fresh_incident", "feud", "reinforce", "no_show", "release")

NOTIFICATION_OUTCOMES: Final = ("met", "relative_met", "not_found", "refused", "moved")
"""How the last attempt of a custom notification ended; `met` means delivered."""

HELP_CHANNELS: Final = ("phone", "voicemail", "card", "visit", "relative", "referral")

HELP_OUTCOMES: Final = ("advice", "call_back", "referred", "case_opened", "acute_protection", "lost")

CASE_STATES: Final = ("assessing", "active", "paused", "completed", "dropped_out", "declined")

CASE_ORIGINS: Final = ("call_in", "notification", "self", "family", "probation")
