"""What the results of a survey say, in English and Swedish: whole sentences."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "share": {
        "en": "{share} % of {n} who answered ({level} % interval {low} to {high} %).",
        "sv": "{share} % av {n} som svarat ({level} % intervall {low} till {high} %).",
    },
    "share_with_bounds": {
        "en": "{share} % of {n} who answered ({level} % interval {low} to {high} %). {dont_know} did not know: were they all "
        "no, the share would be {if_no} %, were they all yes, {if_yes} %.",
        "sv": "{share} % av {n} som svarat ({level} % intervall {low} till {high} %). {dont_know} visste inte: vore alla nej "
        "blev andelen {if_no} %, vore alla ja {if_yes} %.",
    },
    "few_answers": {
        "en": "Only {n} answers: take the share as a hint.",
        "sv": "Bara {n} svar: ta andelen som en fingervisning.",
    },
    "no_weights": {
        "en": "Without weights this speaks of those who answered, not of all who live there.",
        "sv": "Utan vikter talar detta om dem som svarat, inte om alla som bor där.",
    },
    "left_empty": {
        "en": "{missing} left the question empty and are not counted.",
        "sv": "{missing} lämnade frågan tom och räknas inte.",
    },
    "design_costs": {
        "en": "Weights and clusters make {n} answers as sure as {effective} of a simple random sample.",
        "sv": "Vikter och kluster gör {n} svar lika säkra som {effective} i ett enkelt slumpmässigt urval.",
    },
    "nothing_to_compare": {
        "en": "No earlier wave was made as {later} was: nothing can be compared.",
        "sv": "Ingen tidigare mätning gjordes som {later}: inget kan jämföras.",
    },
    "wave_up": {
        "en": "From {earlier} to {later} the share rose by {difference} percentage points "
        "({level} % interval {low} to {high}).",
        "sv": "Från {earlier} till {later} steg andelen med {difference} procentenheter "
        "({level} % intervall {low} till {high}).",
    },
    "wave_down": {
        "en": "From {earlier} to {later} the share changed by {difference} percentage points, down "
        "({level} % interval {low} to {high}).",
        "sv": "Från {earlier} till {later} ändrades andelen med {difference} procentenheter, nedåt "
        "({level} % intervall {low} till {high}).",
    },
    "wave_alike": {
        "en": "From {earlier} to {later} no change can be told from the chance of the samples: {difference} percentage "
        "points ({level} % interval {low} to {high}).",
        "sv": "Från {earlier} till {later} kan ingen förändring skiljas från urvalens slump: {difference} procentenheter "
        "({level} % intervall {low} till {high}).",
    },
    "method_break": {
        "en": "Between {earlier} and {later} the survey was made otherwise or nothing varies: the two are not compared.",
        "sv": "Mellan {earlier} och {later} gjordes mätningen på annat sätt eller så varierar inget: de två jämförs inte.",
    },
    "areas_apart": {
        "en": "{apart} of {areas} areas differ from the share of all, {share} %, beyond the chance of the sample "
        "({level} %).",
        "sv": "{apart} av {areas} områden skiljer sig från allas andel, {share} %, mer än urvalets slump ({level} %).",
    },
    "areas_alike": {
        "en": "None of {areas} areas can be told from the share of all, {share} % ({level} %).",
        "sv": "Inget av {areas} områden kan skiljas från allas andel, {share} % ({level} %).",
    },
    "areas_shrunk": {
        "en": "Each area is drawn towards all the more the fewer its answers; do not rank areas by it.",
        "sv": "Varje område dras mot alla ju färre dess svar är; rangordna inte områden efter det.",
    },
    "areas_silent": {
        "en": "{silent} areas have no answer; what is shown there is what the others say of them.",
        "sv": "{silent} områden har inget svar; det som visas där är vad de andra säger om dem.",
    },
    "areas_unplaced": {
        "en": "Answers without an area: {n}. They count in the share of all alone.",
        "sv": "Svar utan område: {n}. De räknas bara i allas andel.",
    },
    "chart_wave": {"en": "Wave", "sv": "Mätning"},
    "chart_method": {"en": "Method", "sv": "Metod"},
    "chart_area": {"en": "Area", "sv": "Område"},
    "chart_share": {"en": "Share", "sv": "Andel"},
    "chart_low": {"en": "Lower limit", "sv": "Undre gräns"},
    "chart_high": {"en": "Upper limit", "sv": "Övre gräns"},
    "chart_n": {"en": "Answers", "sv": "Svar"},
    "chart_caption": {
        "en": "n = {n}, {first} to {last}. Definition {definition}. Bars: {level} % intervals.",
        "sv": "n = {n}, {first} till {last}. Definition {definition}. Streck: {level} % intervall.",
    },
    "chart_areas_caption": {
        "en": "n = {n}. Definition {definition}. Shares drawn towards all, {share} % (line); bars: {level} % intervals.",
        "sv": "n = {n}. Definition {definition}. Andelar dragna mot alla, {share} % (linje); streck: {level} % intervall.",
    },
}

say = Phrases(_PHRASES)
