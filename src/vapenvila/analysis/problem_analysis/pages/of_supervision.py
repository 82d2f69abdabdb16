"""The section on how much of the violence touches people who were under supervision."""

from typing import Final

from vapenvila.analysis.problem_analysis.lacking import Lacking, Missing, Refused, TooFew
from vapenvila.analysis.problem_analysis.pages.bounds_chart import BoundsRow, bounds_chart
from vapenvila.analysis.problem_analysis.pages.missing import why_not
from vapenvila.analysis.problem_analysis.pages.said_numbers import whole
from vapenvila.analysis.problem_analysis.pages.standing import Standing
from vapenvila.analysis.problem_analysis.supervised import Supervised
from vapenvila.analysis.report_page import Drawing, Figure, Section
from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "title": {"en": "People under supervision", "sv": "Personer under övervakning"},
    "text": {
        "en": "Probation can reach those it supervises. This is how much of the violence such a person was in, as "
        "victim or suspect.",
        "sv": "Frivården når dem den övervakar. Så mycket av våldet fanns en sådan person med i, som offer eller "
        "misstänkt.",
    },
    "incidents": {"en": "Incidents that touch supervision", "sv": "Händelser som rör övervakning"},
    "incidents_mean": {
        "en": "Incidents with a victim or suspect who was under supervision; open where no suspect is known",
        "sv": "Händelser med ett offer eller en misstänkt som stod under övervakning; öppet där ingen misstänkt är känd",
    },
    "people": {"en": "People under supervision", "sv": "Personer under övervakning"},
    "people_mean": {
        "en": "Victims and suspects, each once, who were under supervision in any of their incidents",
        "sv": "Offer och misstänkta, var och en en gång, som stod under övervakning i någon av sina händelser",
    },
    "no_suspect": {
        "en": "Of {n} incidents no suspect is known: they are open, not without.",
        "sv": "I {n} händelser är ingen misstänkt känd: de är öppna, inte utan.",
    },
    "not_a_ground": {
        "en": "Being in an incident, or under supervision, is no ground for any measure by itself; many here are "
        "victims.",
        "sv": "Att finnas med i en händelse, eller stå under övervakning, är i sig ingen grund för någon åtgärd; många "
        "här är offer.",
    },
    "chart": {"en": "Supervision, with the unknown", "sv": "Övervakning, med det okända"},
    "caption": {
        "en": "n = {n} incidents, {period}. Definition: {definition}. Bar: surely. Pale bar: unknown. Line: {level} % "
        "limits.",
        "sv": "n = {n} händelser, {period}. Definition: {definition}. Stapel: säkert. Blek stapel: okänt. Linje: "
        "{level} % gränser.",
    },
}

say = Phrases(_PHRASES)


def section(part: Supervised | Lacking, standing: Standing, *, columns: bool) -> Section:
    """Shares of incidents and of people, or why not."""
    said = standing.language
    if isinstance(part, Missing | TooFew | Refused):
        return Section("supervision", say("title", said), missing=why_not(part, said, columns=columns))
    notes = [say("no_suspect", said, n=whole(part.no_suspect, said))] if part.no_suspect else []
    return Section(
        key="supervision",
        title=say("title", said),
        text=(say("text", said),),
        figures=figures_of(part, standing),
        drawings=(_drawing(part, standing),),
        notes=(*notes, say("not_a_ground", said)),
    )


def figures_of(part: Supervised, standing: Standing) -> tuple[Figure, ...]:
    """Of incidents, and of people where it is known who is the same."""
    said = standing.language
    first = standing.of_share(say("incidents", said), part.incidents, say("incidents_mean", said))
    if part.people is None:
        return (first,)
    return first, standing.of_share(say("people", said), part.people, say("people_mean", said))


def _drawing(part: Supervised, standing: Standing) -> Drawing:
    said = standing.language
    rows = [BoundsRow(say("incidents", said), part.incidents)]
    if part.people is not None:
        rows.append(BoundsRow(say("people", said), part.people))
    caption = say(
        "caption",
        said,
        n=whole(part.incidents.n, said),
        period=standing.period,
        definition=say("incidents_mean", said),
        level=standing.level,
    )
    return Drawing(say("chart", said), bounds_chart(rows, caption=caption, language=said))
