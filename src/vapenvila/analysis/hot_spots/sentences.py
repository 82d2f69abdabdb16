"""What the maps of hot spots say, in English and Swedish: whole sentences."""

from typing import Final

from vapenvila.analysis.wording import Language, Phrases, Sentences

FEW_EVENTS = 50

_PHRASES: Final[Sentences] = {
    "period": {"en": "{first} to {last}.", "sv": "{first} till {last}."},
    "density": {
        "en": "{n} events, {first} to {last}. The densest cell has {density} a year and km² ({level} % interval {low} "
        "to {high}); spread evenly over the area it would be {even}.",
        "sv": "{n} händelser, {first} till {last}. Den tätaste rutan har {density} per år och km² ({level} % "
        "intervall {low} till {high}); jämnt spridda över området vore det {even}.",
    },
    "patches": {
        "en": "Hot spots with more than chance brings: {patches}, together {km2} km² ({area} % of the area) with {events} "
        "of the events ({share} %).",
        "sv": "Hot spots med mer än slumpen ger: {patches}, tillsammans {km2} km² ({area} % av området) med {events} av "
        "händelserna ({share} %).",
    },
    "no_patches": {
        "en": "Nowhere is that more than chance brings somewhere on such an area: no hot spot can be told.",
        "sv": "Ingenstans är det mer än slumpen ger någonstans på ett sådant område: ingen hot spot kan urskiljas.",
    },
    "weak": {
        "en": "Hot spots of {n} events are weak: a few more or fewer would move them. Take a longer period.",
        "sv": "Hot spots av {n} händelser är svaga: några fler eller färre skulle flytta dem. Ta en längre period.",
    },
    "bandwidth_given": {
        "en": "The width of the kernel, {bandwidth}, was given. Another width gives another map.",
        "sv": "Kärnans bredd, {bandwidth}, var given. En annan bredd ger en annan karta.",
    },
    "bandwidth_likelihood": {
        "en": "The width of the kernel, {bandwidth}, foretells each place best from all others (likelihood). Another "
        "width gives another map.",
        "sv": "Kärnans bredd, {bandwidth}, förutsäger varje plats bäst ur alla andra (likelihood). En annan bredd ger "
        "en annan karta.",
    },
    "bandwidth_least-squares": {
        "en": "The width of the kernel, {bandwidth}, has the least cross-validated squared error. Another width gives "
        "another map.",
        "sv": "Kärnans bredd, {bandwidth}, har minst korsvaliderat kvadratfel. En annan bredd ger en annan karta.",
    },
    "window_box": {
        "en": "The area is the box around the events. Water and fields count as places where nothing happened, so "
        "built-up land stands out: give the outline of what was watched.",
        "sv": "Området är rutan runt händelserna. Vatten och åkrar räknas som platser där inget hände, så bebyggelsen "
        "sticker ut: ange gränsen för det som bevakades.",
    },
    "window_outline": {
        "en": "Chance spreads events evenly over the outline, parks and water in it too: more people also mean more "
        "incidents.",
        "sv": "Slumpen sprider händelser jämnt över området, även på parker och vatten i det: fler människor ger "
        "också fler händelser.",
    },
    "independent": {
        "en": "The intervals suppose that events come independently; where one brings the next they are too narrow. "
        "The densest cell was chosen by looking: its density is on average too high.",
        "sv": "Intervallen förutsätter att händelser kommer oberoende av varandra; där en drar med sig nästa är de "
        "för smala. Den tätaste rutan är vald i efterhand: dess täthet är i snitt för hög.",
    },
    "coarse": {
        "en": "Cells of {side} are wider than the kernel: what lies between their middles is not seen. Choose smaller cells.",
        "sv": "Rutor på {side} är bredare än kärnan: det som ligger mellan deras mittpunkter syns inte. Välj mindre rutor.",
    },
    "gi_some": {
        "en": "{n} events in {units} cells or areas: {hot} have a neighbourhood with more than exchanging the counts "
        "gives, and at most {false} % of these can be expected to be false. The largest Gi* is {gi} (adjusted {p}).",
        "sv": "{n} händelser i {units} rutor eller områden: {hot} har en omgivning med mer än utbytta antal ger, och "
        "högst {false} % av dem kan väntas vara falska. Det största Gi* är {gi} (justerat {p}).",
    },
    "gi_none": {
        "en": "{n} events in {units} cells or areas: none has a neighbourhood with more than exchanging the counts "
        "gives ({hot} hot when {false} % may be false). The largest Gi* is {gi} (adjusted {p}).",
        "sv": "{n} händelser i {units} rutor eller områden: ingen har en omgivning med mer än utbytta antal ger "
        "({hot} heta när {false} % får vara falska). Det största Gi* är {gi} (justerat {p}).",
    },
    "gi_expected": {
        "en": "A cell with its neighbours has {expected} events on average, fewer than five: single events decide "
        "what is hot. Choose larger cells or a longer period.",
        "sv": "En ruta med sina grannar har i snitt {expected} händelser, färre än fem: enstaka händelser avgör vad "
        "som är hett. Välj större rutor eller en längre period.",
    },
    "gi_alone": {
        "en": "{alone} of {units} have no neighbour within reach and are judged by their own count.",
        "sv": "{alone} av {units} har ingen granne inom räckhåll och bedöms efter sitt eget antal.",
    },
    "gi_counts": {
        "en": "Gi* compares counts, not rates: areas with more people have more incidents. A hot neighbourhood can "
        "owe it to one cell in it.",
        "sv": "Gi* jämför antal, inte frekvenser: områden med fler människor har fler händelser. En het omgivning kan "
        "bero på en enda ruta i den.",
    },
    "accuracy": {
        "en": "The {cells} highest cells ({area} % of the area) had {hits} of {events} later events: PAI {index} "
        "({low} to {high}; chance gives 1), {efficiency} % of what the best choice afterwards would have caught.",
        "sv": "De {cells} högsta rutorna ({area} % av området) fick {hits} av {events} senare händelser: PAI {index} "
        "({low} till {high}; slumpen ger 1), {efficiency} % av vad det bästa valet i efterhand hade fångat.",
    },
    "chart_x": {"en": "East", "sv": "Öst"},
    "chart_y": {"en": "North", "sv": "Nord"},
    "chart_density": {"en": "Incidents a year and km²", "sv": "Händelser per år och km²"},
    "chart_low": {"en": "Lower limit", "sv": "Nedre gräns"},
    "chart_high": {"en": "Upper limit", "sv": "Övre gräns"},
    "chart_hot": {"en": "Hot spot", "sv": "Het plats"},
    "chart_count": {"en": "Events", "sv": "Händelser"},
    "chart_gi": {"en": "Gi*", "sv": "Lokalt Gi*"},
    "chart_p": {"en": "Adjusted p", "sv": "Justerat p"},
    "chart_caption": {
        "en": "n = {n}, {first} to {last}. Definition {definition}. Outlined: {level} % sure to be more than chance brings.",
        "sv": "n = {n}, {first} till {last}. Definition {definition}. Inramat: {level} % säkert mer än slumpen ger.",
    },
    "chart_caption_gi": {
        "en": "n = {n}, {first} to {last}. Definition {definition}. Outlined: hot when {false} % of them may be false.",
        "sv": "n = {n}, {first} till {last}. Definition {definition}. Inramat: hett när {false} % av dem får vara falska.",
    },
}

say = Phrases(_PHRASES)


def weakness(n: int, language: Language) -> tuple[str, ...]:
    """What is said of a map of few events."""
    return (say("weak", language, n=n),) if n < FEW_EVENTS else ()
