"""The words on charts. A page passes its own translation; these two serve notebooks and the command line."""

from collections.abc import Mapping
from typing import Final

ENGLISH: Final[Mapping[str, str]] = {
    "month": "Month",
    "events": "Incidents",
    "victims": "Victims",
    "rate": "Rolling rate a month",
    "low": "Lower limit",
    "high": "Upper limit",
    "covered": "Share of the month covered",
    "kind": "Kind",
    "area": "Area",
    "count": "Number",
    "others": "All others",
    "weekday": "Weekday",
    "hour": "Hour",
    "weight": "Incidents' worth",
    "weekday_0": "Mon",
    "weekday_1": "Tue",
    "weekday_2": "Wed",
    "weekday_3": "Thu",
    "weekday_4": "Fri",
    "weekday_5": "Sat",
    "weekday_6": "Sun",
    "caption": "n = {n}, {first} to {last}. Definition {definition}.",
    "caption_rate": "Line: rate over the last {window} months; band: exact {level} % interval.",
    "caption_victims": "Line: rate over the last {window} months; band: {level} % interval for victims who come "
    "several at a time (Fay and Feuer).",
    "caption_limits": "Thin lines: exact {level} % interval.",
    "caption_hours": "Known only as an interval and shared out over its hours: {interval}.",
}

SWEDISH: Final[Mapping[str, str]] = {
    "month": "Månad",
    "events": "Händelser",
    "victims": "Offer",
    "rate": "Rullande takt per månad",
    "low": "Nedre gräns",
    "high": "Övre gräns",
    "covered": "Andel av månaden som ingår",
    "kind": "Typ",
    "area": "Område",
    "count": "Antal",
    "others": "Alla övriga",
    "weekday": "Veckodag",
    "hour": "Timme",
    "weight": "Motsvarande händelser",
    "weekday_0": "mån",
    "weekday_1": "tis",
    "weekday_2": "ons",
    "weekday_3": "tors",
    "weekday_4": "fre",
    "weekday_5": "lör",
    "weekday_6": "sön",
    "caption": "n = {n}, {first} till {last}. Definition {definition}.",
    "caption_rate": "Linje: takt över de senaste {window} månaderna; band: exakt {level} % intervall.",
    "caption_victims": "Linje: takt över de senaste {window} månaderna; band: {level} % intervall för offer som "
    "kommer flera åt gången (Fay och Feuer).",
    "caption_limits": "Tunna streck: exakt {level} % intervall.",
    "caption_hours": "Kända bara som ett intervall och fördelade över dess timmar: {interval}.",
}
