"""The values an incident's fields can take, as the register knows them."""

from typing import Final

KINDS: Final = (
    "shooting",
    "explosion",
    "explosion_attempt",
    "stabbing",
    "serious_assault",
    "threat_with_weapon",
    "arson",
    "other",
)
PRECISIONS: Final = ("exact", "block", "area", "municipality", "county", "unknown")
WEAPONS: Final = ("firearm", "explosive", "knife", "other", "unknown")
OUTCOMES: Final = ("fatal", "injured", "no_injury", "property", "unknown")
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
STATES: Final = ("reported", "under_review", "confirmed", "hold", "unfounded")
INJURIES: Final = ("dead", "serious", "slight", "unknown", "none")

WEAPON_OF_KIND: Final = {
    "shooting": "firearm",
    "explosion": "explosive",
    "explosion_attempt": "explosive",
    "stabbing": "knife",
    "serious_assault": "unknown",
    "threat_with_weapon": "unknown",
    "arson": "other",
    "other": "unknown",
}
"""The weapon an incident has when the file does not say: it follows from the kind."""

VALUES_OF_FIELD: Final = {
    "kind": KINDS,
    "precision": PRECISIONS,
    "weapon": WEAPONS,
    "outcome": OUTCOMES,
    "motive": MOTIVES,
    "state": STATES,
    "injury": INJURIES,
}

YES: Final = (
    "true",
    "y",
    "yes",
    "1",
    "1.0",
    "t",
    "ja",
    "j",
    "sant",
    "fatal",
    "dead",
    "killed",
    "död",
    "avliden",
    "homicide",
)
NO: Final = (
    "false",
    "n",
    "no",
    "0",
    "0.0",
    "f",
    "nej",
    "falskt",
    "non-fatal",
    "nonfatal",
    "injured",
    "survived",
    "skadad",
)
NULL_WORDS: Final = ("(null)", "null", "none", "n/a", "na", "nan", "nat", "\\n", "#n/a", "-", "--")
"""Words that mean “empty” in files from databases and spreadsheets; a mapping may add to them."""
