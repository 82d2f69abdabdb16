"""What power and horizon say, in English and Swedish: whole sentences, no parts glued together."""

from typing import Final

from vapenvila.analysis.wording import Language, Phrases, Sentences, number

_LONGEST_IN_MONTHS = 36

_PHRASES: Final[Sentences] = {
    "smallest": {
        "en": "With {rate} events a month, {before} months before and {after} after, a fall of {fall} % would be told from "
        "chance in {power} cases of 100 ({low} to {high} %, since the rate before is known no better).",
        "sv": "Med {rate} händelser i månaden, {before} månader före och {after} efter, skulle en minskning med {fall} % "
        "skiljas från slumpen i {power} fall av 100 ({low} till {high} %, eftersom takten före inte är säkrare känd).",
    },
    "smallest_open": {
        "en": "With {rate} events a month, {before} months before and {after} after, a fall of {fall} % would be told from "
        "chance in {power} cases of 100 ({low} % at best; were the rate before as low as it may be, not even an end to all).",
        "sv": "Med {rate} händelser i månaden, {before} månader före och {after} efter, skulle en minskning med {fall} % "
        "skiljas från slumpen i {power} fall av 100 (i bästa fall {low} %; vore takten före så låg som den kan vara, "
        "inte ens "
        "ett slut på allt).",
    },
    "no_fall": {
        "en": "With {rate} events a month, {before} months before and {after} after, no fall, however large, would be told "
        "from chance in {power} cases of 100: too little happens.",
        "sv": "Med {rate} händelser i månaden, {before} månader före och {after} efter, skulle ingen minskning, hur stor den "
        "än är, skiljas från slumpen i {power} fall av 100: det händer för lite.",
    },
    "asked": {
        "en": "A fall of {effect} % would be told in {chance} cases of 100 ({low} to {high}).",
        "sv": "En minskning med {effect} % skulle upptäckas i {chance} fall av 100 ({low} till {high}).",
    },
    "months": {
        "en": "To tell it in {power} of 100 takes {time} after the start ({low} to {high}).",
        "sv": "Att upptäcka den i {power} av 100 tar {time} efter starten ({low} till {high}).",
    },
    "months_open": {
        "en": "To tell it in {power} of 100 takes {time} after the start (at least {low}, and perhaps more than {most}).",
        "sv": "Att upptäcka den i {power} av 100 tar {time} efter starten (minst {low}, och kanske mer än {most}).",
    },
    "months_hardly": {
        "en": "To tell it in {power} of 100 is not reachable within {most} at this rate (within {low} were the rate "
        "before as "
        "high as it may be).",
        "sv": "Att upptäcka den i {power} av 100 nås inte inom {most} vid denna takt (inom {low} vore takten före så hög som "
        "den kan vara).",
    },
    "months_never": {
        "en": "To tell it in {power} of 100 is not reachable within {most}.",
        "sv": "Att upptäcka den i {power} av 100 nås inte inom {most}.",
    },
    "together": {
        "en": "{cities} cities together, whose effects may differ, would need {time} for {power} of 100 (the {after} months "
        "asked for give {chance}, by simulation {low} to {high}).",
        "sv": "{cities} städer tillsammans, där effekterna kan skilja sig åt, skulle behöva {time} för {power} av 100 (de "
        "{after} månader som frågan gäller ger {chance}, enligt simulering {low} till {high}).",
    },
    "together_never": {
        "en": "{cities} cities together, whose effects may differ, would not reach {power} of 100 within {time} (the {after} "
        "months asked for give {chance}, by simulation {low} to {high}).",
        "sv": "{cities} städer tillsammans, där effekterna kan skilja sig åt, skulle inte nå {power} av 100 inom {time} (de "
        "{after} månader som frågan gäller ger {chance}, enligt simulering {low} till {high}).",
    },
    "as_one": {
        "en": "Were the effect the same in all {cities}, {time} would do for {power} of 100.",
        "sv": "Vore effekten densamma i alla {cities} skulle {time} räcka för {power} av 100.",
    },
    "as_one_never": {
        "en": "Even were the effect the same in all {cities}, {time} would not do for {power} of 100.",
        "sv": "Även om effekten vore densamma i alla {cities} skulle {time} inte räcka för {power} av 100.",
    },
    "cities": {
        "en": "In {cities} made-up cities with {rate} group incidents a month, {before} months before and {after} "
        "after, a true "
        "fall of {fall} % was told in {told} of 100 ({low} to {high}); where nothing had been done, a fall was told "
        "in {wrong} "
        "of 100 ({wrong_low} to {wrong_high}).",
        "sv": "I {cities} påhittade städer med {rate} grupphändelser i månaden, {before} månader före och {after} efter, "
        "upptäcktes en verklig minskning med {fall} % i {told} av 100 ({low} till {high}); där ingenting gjorts såg "
        "man ändå en "
        "minskning i {wrong} av 100 ({wrong_low} till {wrong_high}).",
    },
    "made_up": {
        "en": "The made-up cities have retaliation, feuds, seasons and late reports as their settings say; yours may differ.",
        "sv": "De påhittade städerna har vedergällning, konflikter, årstider och sena anmälningar enligt sina "
        "inställningar; er "
        "stad kan vara annorlunda.",
    },
    "too_often": {
        "en": "Without a programme a fall was told more often than the {allowed} % the method promises: where one "
        "incident brings "
        "the next, its interval is too narrow.",
        "sv": "Utan insats såg man en minskning oftare än de {allowed} % som metoden lovar: där en händelse drar med "
        "sig nästa är "
        "dess intervall för smalt.",
    },
    "too_often_here": {
        "en": "Where nothing changes this comparison tells a fall in {wrong} % of cases, where {allowed} % are "
        "allowed: do not count "
        "on its power, choose another design.",
        "sv": "Där ingenting ändras ser den här jämförelsen en minskning i {wrong} % av fallen, där {allowed} % är "
        "tillåtet: lita inte "
        "på dess styrka, välj en annan design.",
    },
    "independent": {
        "en": "This supposes months independent of one another. Where one incident brings the next, less is told: give "
        "the overdispersion, or try made-up cities.",
        "sv": "Detta förutsätter att månaderna är oberoende av varandra. Där en händelse drar med sig nästa upptäcks "
        "mindre: ange "
        "överspridningen, eller pröva med påhittade städer.",
    },
    "poisson": {
        "en": "Months are supposed to vary no more than chance alone gives (Poisson).",
        "sv": "Månaderna antas inte variera mer än slumpen ensam ger (Poisson).",
    },
    "spread_known": {
        "en": "The overdispersion is taken as known and the same before and after.",
        "sv": "Överspridningen tas som känd och lika före och efter.",
    },
    "alone": {
        "en": "Without a comparison whatever else changed counts as the programme's; programmes start after bad "
        "years, and some of "
        "the fall comes by itself.",
        "sv": "Utan jämförelse räknas allt annat som ändrats som insatsens; insatser börjar efter dåliga år, och en del av "
        "minskningen kommer av sig själv.",
    },
    "no_season": {
        "en": "The histories have no season; a season in the model costs some power.",
        "sv": "De simulerade serierna har ingen årstid; en årstid i modellen kostar en del styrka.",
    },
    "ceiling": {
        "en": "Waiting longer cannot help for ever: the months before hold too few events. More months before, a "
        "wider outcome "
        "or more cities would.",
        "sv": "Att vänta längre hjälper inte i längden: månaderna före rymmer för få händelser. Fler månader före, "
        "ett bredare "
        "utfall eller fler städer skulle göra det.",
    },
    "histories": {
        "en": "Power over the months comes from {histories} simulated histories; another seed moves it a little.",
        "sv": "Styrkan över månaderna kommer från {histories} simulerade förlopp; ett annat frö flyttar den något.",
    },
    "few_cities": {
        "en": "From {cities} cities one hardly knows how much cities differ: the interval of their mean is wide, and "
        "a city alone may tell "
        "more.",
        "sv": "Av {cities} städer vet man knappt hur mycket städer skiljer sig åt: intervallet för deras medel är "
        "brett, och en "
        "stad ensam kan visa mer.",
    },
    "in_months": {"en": "{months} months", "sv": "{months} månader"},
    "in_years": {"en": "{years} years", "sv": "{years} år"},
    "chart_fall": {"en": "True fall", "sv": "Verklig minskning"},
    "chart_months": {"en": "Months after the start", "sv": "Månader efter starten"},
    "chart_power": {"en": "Chance that it is told", "sv": "Chans att den upptäcks"},
    "chart_low": {"en": "At the lowest rate", "sv": "Vid lägsta takt"},
    "chart_high": {"en": "At the highest rate", "sv": "Vid högsta takt"},
    "chart_caption": {
        "en": "{rate} events a month over {before} months before. Bands: {level} % limits of that rate. Dashed: the "
        "power asked "
        "for.",
        "sv": "{rate} händelser i månaden över {before} månader före. Band: {level} % gränser för den takten. Streckad: den "
        "styrka som önskas.",
    },
}

say = Phrases(_PHRASES)


def duration(months: float, language: Language) -> str:
    """Months as they are said: in months up to three years, then in years and halves."""
    if months <= _LONGEST_IN_MONTHS:
        return say("in_months", language, months=number(months, language, 0))
    return say("in_years", language, years=number(round(months / 6.0) / 2.0, language, 1))
