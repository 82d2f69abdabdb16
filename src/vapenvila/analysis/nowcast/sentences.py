"""What the nowcast says, in English and Swedish: whole sentences."""

from datetime import date
from typing import Final

from vapenvila.analysis.nowcast.period_calendar import Kind
from vapenvila.analysis.wording import Language, Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "likely": {
        "en": "For {period} the number known on {today} is {known}; the final number is likely {likely}, "
        "between {low} and {high} ({level} %).",
        "sv": "För {period} är det antal som är känt den {today} {known}; det slutliga antalet blir troligen "
        "{likely}, mellan {low} och {high} ({level} %).",
    },
    "settled": {
        "en": "For {period} the number known on {today} is {known}, and it will most likely stay so "
        "({level} %).",
        "sv": "För {period} är det antal som är känt den {today} {known}, och så förblir det med stor "
        "sannolikhet ({level} %).",
    },
    "tested": {
        "en": "Tried on the past, the interval held the final number {covered} times of {looks}; the likely "
        "number was {error} off on average, the number known that day {reported}.",
        "sv": "Prövat på det förflutna rymde intervallet det slutliga antalet {covered} gånger av {looks}; det "
        "troliga antalet var i medeltal {error} ifrån, det antal som var känt den dagen {reported}.",
    },
    "not_tested": {
        "en": "The series is too short to try this on its own past.",
        "sv": "Serien är för kort för att pröva detta på dess eget förflutna.",
    },
    "final_means": {
        "en": "Final means as known {longest} {unit} later; what comes in or goes out after that is not "
        "foreseen.",
        "sv": "Slutligt betyder så som det är känt {longest} {unit} senare; vad som kommer in eller går ut "
        "därefter förutses inte.",
    },
    "more_late": {
        "en": "Over the last {periods} periods {seen} reports came late where the time before let expect "
        "{expected}: reports take longer now, and the estimate may be too low. Take a shorter window.",
        "sv": "Under de senaste {periods} perioderna kom {seen} rapporter sent där tiden före lät vänta "
        "{expected}: rapporter dröjer längre nu, och skattningen kan vara för låg. Ta ett kortare "
        "fönster.",
    },
    "fewer_late": {
        "en": "Over the last {periods} periods {seen} reports came late where the time before let expect "
        "{expected}: reports come sooner now, and the estimate may be too high. Take a shorter window.",
        "sv": "Under de senaste {periods} perioderna kom {seen} rapporter sent där tiden före lät vänta "
        "{expected}: rapporter kommer snabbare nu, och skattningen kan vara för hög. Ta ett kortare "
        "fönster.",
    },
    "nothing_yet": {
        "en": "Nothing is known of the newest period yet: its estimate rests on the level of earlier periods "
        "alone.",
        "sv": "Inget är ännu känt om den senaste perioden: skattningen vilar bara på nivån i tidigare perioder.",
    },
    "no_nearer": {
        "en": "Tried on the past, the likely number came no nearer than the number known that day; use the "
        "interval.",
        "sv": "Prövat på det förflutna kom det troliga antalet inte närmare än det antal som var känt den "
        "dagen; använd intervallet.",
    },
    "taken_out": {
        "en": "Reports of the window that went out again after they had come in: {reports}. Such removals are "
        "foreseen too.",
        "sv": "Rapporter i fönstret som togs bort igen efter att de kommit in: {reports}. Sådana borttag "
        "räknas också med.",
    },
    "net_out": {
        "en": "Figures of the window fell by {reports} in all; counts show only the net, more may have gone "
        "out.",
        "sv": "Siffror i fönstret sjönk med sammanlagt {reports}; antal visar bara nettot, fler kan ha tagits "
        "bort.",
    },
    "faults": {
        "en": "Figures of the window that stood otherwise in one file alone and then went back, and so are taken "
        "for faults of the file: {figures}.",
        "sv": "Siffror i fönstret som var annorlunda i en enda fil och sedan gick tillbaka, och därför räknas "
        "som fel i filen: {figures}.",
    },
    "running": {
        "en": "The period that is not over yet is left out.",
        "sv": "Den period som ännu pågår är utelämnad.",
    },
    "unit_day": {"en": "days", "sv": "dagar"},
    "unit_week": {"en": "weeks", "sv": "veckor"},
    "unit_month": {"en": "months", "sv": "månader"},
    "unit_quarter": {"en": "quarters", "sv": "kvartal"},
    "name_day": {"en": "the day {day}", "sv": "dagen {day}"},
    "name_week": {"en": "the week from {day}", "sv": "veckan från {day}"},
    "name_quarter": {"en": "quarter {quarter} of {year}", "sv": "kvartal {quarter} {year}"},
    "month_1": {"en": "January {year}", "sv": "januari {year}"},
    "month_2": {"en": "February {year}", "sv": "februari {year}"},
    "month_3": {"en": "March {year}", "sv": "mars {year}"},
    "month_4": {"en": "April {year}", "sv": "april {year}"},
    "month_5": {"en": "May {year}", "sv": "maj {year}"},
    "month_6": {"en": "June {year}", "sv": "juni {year}"},
    "month_7": {"en": "July {year}", "sv": "juli {year}"},
    "month_8": {"en": "August {year}", "sv": "augusti {year}"},
    "month_9": {"en": "September {year}", "sv": "september {year}"},
    "month_10": {"en": "October {year}", "sv": "oktober {year}"},
    "month_11": {"en": "November {year}", "sv": "november {year}"},
    "month_12": {"en": "December {year}", "sv": "december {year}"},
    "chart_period": {"en": "Period, first day", "sv": "Period, första dagen"},
    "chart_known": {"en": "Known today", "sv": "Känt i dag"},
    "chart_likely": {"en": "Likely final number", "sv": "Troligt slutligt antal"},
    "chart_low": {"en": "Lower limit", "sv": "Undre gräns"},
    "chart_high": {"en": "Upper limit", "sv": "Övre gräns"},
    "chart_share": {"en": "Share known", "sv": "Andel känd"},
    "chart_caption": {
        "en": "n = {n}, {first} to {last}, as known on {today}. Bars: known. Points: likely final number; thick"
        " lines: {level} % interval.",
        "sv": "n = {n}, {first} till {last}, så som det var känt den {today}. Staplar: känt. Punkter: troligt "
        "slutligt antal; tjocka streck: {level} % intervall.",
    },
}

say = Phrases(_PHRASES)


def period_name(first_day: str, kind: Kind, language: Language) -> str:
    """A period as people name it: October 2025."""
    day = date.fromisoformat(first_day)
    if kind == "month":
        return say(f"month_{day.month}", language, year=day.year)
    return say(f"name_{kind}", language, day=first_day, year=day.year, quarter=(day.month + 2) // 3)
