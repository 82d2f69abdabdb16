"""The section on what follows what: near repeats, the share that follows another, and answers between groups."""

from typing import Final

from vapenvila.analysis.near_repeat.picture import knox_chart
from vapenvila.analysis.problem_analysis.following import NearRepeats, Retaliation
from vapenvila.analysis.problem_analysis.lacking import Missing, Refused, TooFew
from vapenvila.analysis.problem_analysis.pages.missing import why_not
from vapenvila.analysis.problem_analysis.pages.said_numbers import decimals, share, shares, whole
from vapenvila.analysis.problem_analysis.pages.standing import Standing, days_said
from vapenvila.analysis.problem_analysis.parts import Parts
from vapenvila.analysis.report_page import Drawing, Figure, Section
from vapenvila.analysis.self_exciting import Answered
from vapenvila.analysis.self_exciting.group_memory import ANSWER
from vapenvila.analysis.wording import Phrases, Sentences, p_value_said

_PHRASES: Final[Sentences] = {
    "title": {"en": "What follows what", "sv": "Vad som följer på vad"},
    "near": {"en": "Near repeats", "sv": "Nära upprepningar"},
    "near_mean": {
        "en": "Pairs less than {far} m and {late} days apart, as times what chance brings",
        "sv": "Par med mindre än {far} m och {late} dagar mellan sig, som gånger vad slumpen ger",
    },
    "near_sure": {
        "en": "{observed} pairs; chance brings {low} to {high} ({p})",
        "sv": "{observed} par; slumpen ger {low} till {high} ({p})",
    },
    "near_value": {"en": "{ratio} times", "sv": "{ratio} gånger"},
    "near_nothing": {"en": "none by chance", "sv": "inga av slump"},
    "follow": {"en": "Shootings that follow another", "sv": "Skjutningar som följer på en annan"},
    "follow_all": {"en": "Incidents that follow another", "sv": "Händelser som följer på en annan"},
    "follow_mean": {
        "en": "Share that comes after another in time, by a self-exciting model; a pattern, not a cause",
        "sv": "Andel som kommer efter en annan i tiden, enligt en självexciterande modell; ett mönster, inte en orsak",
    },
    "follow_sure": {
        "en": "{level} % limits {limits}; were there nothing, chance would show as much with {p}",
        "sv": "{level} % gränser {limits}; om inget följde skulle slumpen visa så mycket med {p}",
    },
    "answer": {"en": "Answers that 100 attacks bring", "sv": "Svar som 100 attacker ger"},
    "answer_mean": {
        "en": "Attacks by the struck group on the attacker soon after, beyond the level of the feud",
        "sv": "Attacker från den drabbade gruppen mot angriparen kort efter, utöver fejdens nivå",
    },
    "answer_sure": {
        "en": "{level} % limits {low} to {high}; were nothing answered, chance would show as much with {p}",
        "sv": "{level} % gränser {low} till {high}; om inget besvarades skulle slumpen visa så mycket med {p}",
    },
    "near_part": {"en": "Near repeats: {why}", "sv": "Nära upprepningar: {why}"},
    "follow_part": {"en": "Share that follows another: {why}", "sv": "Andel som följer på en annan: {why}"},
    "answer_part": {"en": "Answers between groups: {why}", "sv": "Svar mellan grupper: {why}"},
    "bad_fit": {
        "en": "Which share follows another cannot be told: the model of it does not fit these incidents.",
        "sv": "Vilken andel som följer på en annan kan inte sägas: modellen för det passar inte dessa händelser.",
    },
    "near_chart": {"en": "Pairs by distance and days", "sv": "Par efter avstånd och dagar"},
    "follow_chart": {"en": "Followers by days after", "sv": "Följande efter antal dagar"},
    "older": {
        "en": "The share that follows another is of the newest {n}; {older} older ones are left out.",
        "sv": "Andelen som följer på en annan gäller de {n} nyaste; {older} äldre är inte med.",
    },
    "without_place": {
        "en": "{n} without a known place are left out of the near repeats.",
        "sv": "{n} utan känd plats är inte med i de nära upprepningarna.",
    },
    "no_kinds": {
        "en": "The data do not tell shootings from other incidents, so all are taken.",
        "sv": "Data skiljer inte skjutningar från andra händelser, så alla är med.",
    },
}

say = Phrases(_PHRASES)


def section(parts: Parts, standing: Standing, *, columns: bool) -> Section:
    """Whichever of the three can be made, and why the others cannot."""
    said = standing.language
    near, follow, answer = parts.near_repeats, parts.retaliation, parts.answers
    missing: list[str] = []
    for key, part in (("near_part", near), ("follow_part", follow), ("answer_part", answer)):
        if isinstance(part, Missing | TooFew | Refused):
            missing += [say(key, said, why=why) for why in why_not(part, said, columns=columns)]
    text, notes, drawings = [], [], []
    if isinstance(near, NearRepeats):
        text.append(near.near.summary(said))
        notes += [*near.table.warnings(said), *_left_out(near, standing)]
        drawn = knox_chart(near.table, definition=standing.definition, language=said)
        drawings.append(Drawing(say("near_chart", said), drawn))
    if isinstance(follow, Retaliation):
        text.append(say("bad_fit", said) if follow.followed.fits_badly else follow.followed.summary(said))
        notes += [*follow.followed.warnings(said), *_older(follow, standing)]
        if not follow.followed.fits_badly:
            drawn = follow.followed.chart(definition=standing.definition, language=said)
            drawings.append(Drawing(say("follow_chart", said), drawn))
    if isinstance(answer, Answered):
        text.append(answer.summary(said))
        notes += answer.warnings(said)
    return Section(
        key="following",
        title=say("title", said),
        text=tuple(text),
        figures=figures_of(parts, standing),
        drawings=tuple(drawings),
        notes=tuple(dict.fromkeys(notes)),
        missing=tuple(missing),
    )


def figures_of(parts: Parts, standing: Standing) -> tuple[Figure, ...]:
    """One for each of the three that could be made; the share of a model that does not fit is not shown."""
    found = []
    if isinstance(parts.near_repeats, NearRepeats):
        found.append(_near(parts.near_repeats, standing))
    if isinstance(parts.retaliation, Retaliation) and not parts.retaliation.followed.fits_badly:
        found.append(_follow(parts.retaliation, standing))
    if isinstance(parts.answers, Answered):
        found.append(_answer(parts.answers, standing))
    return tuple(found)


def _near(part: NearRepeats, standing: Standing) -> Figure:
    said, cell = standing.language, part.near.cells[0]
    low, high = (decimals(value, said, 0) for value in cell.chance)
    observed = whole(cell.observed, said)
    sure = say("near_sure", said, observed=observed, low=low, high=high, p=p_value_said(cell.p_value, said))
    return Figure(
        say("near", said),
        say("near_nothing", said)
        if cell.ratio is None
        else say("near_value", said, ratio=decimals(cell.ratio, said)),
        sure,
        whole(part.table.n, said),
        days_said(part.table.period, said),
        say("near_mean", said, far=decimals(cell.distance[1], said, 0), late=decimals(cell.days[1], said, 0)),
    )


def _follow(part: Retaliation, standing: Standing) -> Figure:
    said, found = standing.language, part.followed
    sure = say(
        "follow_sure",
        said,
        level=standing.level,
        limits=shares(*found.interval, said),
        p=p_value_said(found.p_value, said),
    )
    return Figure(
        say("follow" if part.shootings else "follow_all", said),
        share(found.fit.share, said),
        sure,
        whole(found.n, said),
        days_said(found.window.period, said),
        say("follow_mean", said),
    )


def _answer(found: Answered, standing: Standing) -> Figure:
    said = standing.language
    low, high = (decimals(100.0 * value, said, 0) for value in found.interval(ANSWER))
    sure = say(
        "answer_sure", said, level=standing.level, low=low, high=high, p=p_value_said(found.p_value, said)
    )
    return Figure(
        say("answer", said),
        decimals(100.0 * float(found.fit.shares[ANSWER]), said, 0),
        sure,
        whole(found.n, said),
        days_said(found.period, said),
        say("answer_mean", said),
    )


def _left_out(near: NearRepeats, standing: Standing) -> list[str]:
    said = standing.language
    notes = [] if near.shootings else [say("no_kinds", said)]
    if near.without_place:
        notes.append(say("without_place", said, n=whole(near.without_place, said)))
    return notes


def _older(follow: Retaliation, standing: Standing) -> list[str]:
    said = standing.language
    notes = [] if follow.shootings else [say("no_kinds", said)]
    if follow.left_out:
        older = whole(follow.left_out, said)
        notes.append(say("older", said, n=whole(follow.followed.n, said), older=older))
    return notes
