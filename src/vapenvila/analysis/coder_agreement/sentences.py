"""What agreement between coders says, in English and Swedish: whole sentences."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "same": {
        "en": "{share} % of the judgements are the same ({level} % interval {low} to {high} %; n = {units}, "
        "cases: {cases}).",
        "sv": "{share} % av bedömningarna är lika ({level} % intervall {low} till {high} %; n = {units}, "
        "fall: {cases}).",
    },
    "kappa": {
        "en": "Kappa is {value} ({level} % interval {low} to {high}): 0 is what chance gives, 1 is full agreement.",
        "sv": "Kappavärdet är {value} ({level} % intervall {low} till {high}): 0 är vad slumpen ger, 1 är full "
        "överensstämmelse.",
    },
    "kappa_bare": {
        "en": "Kappa is {value}, and how sure that is cannot be told.",
        "sv": "Kappavärdet är {value}, och hur säkert det är går inte att säga.",
    },
    "alpha": {
        "en": "Alpha is {value} ({level} % interval {low} to {high}): 0 is what chance gives, 1 is full agreement.",
        "sv": "Alfavärdet är {value} ({level} % intervall {low} till {high}): 0 är vad slumpen ger, 1 är full "
        "överensstämmelse.",
    },
    "alpha_bare": {
        "en": "Alpha is {value}, and how sure that is cannot be told.",
        "sv": "Alfavärdet är {value}, och hur säkert det är går inte att säga.",
    },
    "one_category": {
        "en": "Everything was judged alike, so nothing can be told of agreement beyond chance.",
        "sv": "Allt bedömdes lika, så inget kan sägas om överensstämmelse utöver slumpen.",
    },
    "few_cases": {
        "en": "Cases judged by more than one coder: only {cases}. Take the figure as a hint.",
        "sv": "Fall bedömda av fler än en kodare: bara {cases}. Ta siffran som en fingervisning.",
    },
    "rare": {
        "en": "Hardly ever used: {categories}. Of these the agreement says little.",
        "sv": "Nästan aldrig använda: {categories}. Om dessa säger överensstämmelsen litet.",
    },
    "never_used": {
        "en": "Never used: {categories}.",
        "sv": "Aldrig använda: {categories}.",
    },
    "no_interval": {
        "en": "The judgements do not vary enough for an interval.",
        "sv": "Bedömningarna varierar inte nog för ett intervall.",
    },
    "never_disagreed": {
        "en": "Nobody disagreed. The lower limit says how much disagreement so few cases could have hidden.",
        "sv": "Ingen var oense. Den undre gränsen säger hur mycket oenighet så få fall kan ha dolt.",
    },
    "alone": {
        "en": "Left out, because only one coder judged them: {alone}.",
        "sv": "Inte med, eftersom bara en kodare bedömt dem: {alone}.",
    },
    "share_range": {
        "en": "{name}: {first} % by the first coder and {second} % by the second, {both} % where both say so and "
        "{either} % where either does ({n} cases judged by both).",
        "sv": "{name}: {first} % enligt första kodaren och {second} % enligt andra, {both} % där båda säger så och "
        "{either} % där någon gör det ({n} fall bedömda av båda).",
    },
    "share_moves": {
        "en": "Of all {all} cases the first coder counts {counted} %; had the second judged them all it would be about "
        "{drawn} % ({level} % range {low} to {high} %).",
        "sv": "Av alla {all} fall räknar första kodaren {counted} %; hade den andra bedömt alla vore det omkring {drawn} % "
        "({level} % spann {low} till {high} %).",
    },
    "not_seen_twice": {
        "en": "No case that the first coder judged {categories} was judged again; what the second would say of them "
        "is a guess.",
        "sv": "Inget fall som första kodaren bedömde {categories} bedömdes igen; vad den andra skulle säga om dem "
        "är en gissning.",
    },
    "wanted_sample": {
        "en": "{cases} cases judged twice give kappa an interval {width} wide or less ({level} %), if kappa is about {kappa} "
        "and the categories are as common as here.",
        "sv": "{cases} fall bedömda två gånger ger kappavärdet ett intervall som är högst {width} brett ({level} %), om "
        "kappavärdet är omkring {kappa} och kategorierna är så vanliga som här.",
    },
    "all_wanted": {
        "en": "That is more than the {there} there are; all of them give an interval {width} wide.",
        "sv": "Det är fler än de {there} som finns; alla tillsammans ger ett intervall som är {width} brett.",
    },
    "chart_first": {"en": "First coder", "sv": "Första kodaren"},
    "chart_second": {"en": "Second coder", "sv": "Andra kodaren"},
    "chart_one": {"en": "One coder", "sv": "En kodare"},
    "chart_another": {"en": "Another coder", "sv": "En annan kodare"},
    "chart_pairs": {"en": "Pairs", "sv": "Par"},
    "chart_caption": {
        "en": "n = {units} judgements of {cases} cases, {first} to {last}. Definition {definition}. {name} {value} "
        "({level} % interval {low} to {high}).",
        "sv": "n = {units} bedömningar av {cases} fall, {first} till {last}. Definition {definition}. {name} {value} "
        "({level} % intervall {low} till {high}).",
    },
    "chart_caption_bare": {
        "en": "n = {units} judgements of {cases} cases, {first} to {last}. Definition {definition}. "
        "No interval can be given.",
        "sv": "n = {units} bedömningar av {cases} fall, {first} till {last}. Definition {definition}. "
        "Inget intervall kan ges.",
    },
    "chart_name": {"en": "Judged by", "sv": "Bedömt av"},
    "chart_estimate": {"en": "Share", "sv": "Andel"},
    "chart_low": {"en": "Lower limit", "sv": "Undre gräns"},
    "chart_high": {"en": "Upper limit", "sv": "Övre gräns"},
    "row_first": {"en": "The first coder", "sv": "Första kodaren"},
    "row_second": {"en": "The second coder", "sv": "Andra kodaren"},
    "row_both": {"en": "Both agree", "sv": "Båda eniga"},
    "row_either": {"en": "Either of them", "sv": "Någon av dem"},
    "row_drawn": {"en": "The second, of all cases", "sv": "Den andra, av alla fall"},
    "range_caption": {
        "en": "{name}. n = {n} cases judged by both, {all} in all, {first} to {last}. Definition {definition}. "
        "Lines: {level} % intervals, the last a range of {draws} draws; dashed: the first coder's share of all.",
        "sv": "{name}. n = {n} fall bedömda av båda, {all} i allt, {first} till {last}. Definition {definition}. "
        "Streck: {level} % intervall, det sista ett spann av {draws} dragningar; prickat: första kodarens andel av alla.",
    },
    "kappa_name": {"en": "Kappa", "sv": "Kappavärde"},
    "alpha_name": {"en": "Alpha", "sv": "Alfavärde"},
}

say = Phrases(_PHRASES)
