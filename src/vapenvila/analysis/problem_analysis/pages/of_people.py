"""The sections on who is hurt, and on who is listed against who is in incidents."""

from collections.abc import Sequence
from typing import Final

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.charts.with_limits import with_limits
from vapenvila.analysis.problem_analysis.categories import Disparity, Profile
from vapenvila.analysis.problem_analysis.lacking import Lacking, Missing, Refused, TooFew
from vapenvila.analysis.problem_analysis.pages.missing import why_not
from vapenvila.analysis.problem_analysis.pages.said_numbers import decimals, share, whole
from vapenvila.analysis.problem_analysis.pages.standing import Standing
from vapenvila.analysis.problem_analysis.roles import Roles
from vapenvila.analysis.report_page import Drawing, Figure, Section
from vapenvila.analysis.wording import Language, Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "profile": {"en": "Who is hurt", "sv": "Vilka som skadas"},
    "disparity": {
        "en": "Who is listed, against who is in incidents",
        "sv": "Vilka som listas, mot vilka som finns i händelser",
    },
    "sex": {"en": "sex", "sv": "kön"},
    "age_band": {"en": "age", "sv": "ålder"},
    "area": {"en": "area", "sv": "område"},
    "male": {"en": "men", "sv": "män"},
    "female": {"en": "women", "sv": "kvinnor"},
    "roles": {
        "en": "On record are {victim} rows of victims, {suspect} of suspects and {witness} of witnesses, and {both} of "
        "people who were victim and suspect of the same incident.",
        "sv": "Registrerade är {victim} rader om offer, {suspect} om misstänkta och {witness} om vittnen, och {both} "
        "om personer som var offer och misstänkt i samma händelse.",
    },
    "overlap": {"en": "Victims who are also suspects", "sv": "Offer som också är misstänkta"},
    "overlap_mean": {
        "en": "Different victims who were suspected in the same or another incident",
        "sv": "Olika offer som var misstänkta i samma eller en annan händelse",
    },
    "victims": {"en": "Victims by {by}: {name}", "sv": "Offer efter {by}: {name}"},
    "victims_mean": {
        "en": "Of the victims whose {by} is known, each once where it is known who is the same",
        "sv": "Av de offer vars {by} är känt, var och en en gång där det är känt vem som är densamma",
    },
    "victims_chart": {"en": "Victims by {by}", "sv": "Offer efter {by}"},
    "caption": {
        "en": "n = {n} victims whose {by} is known ({unknown} not), {period}. Definition: {definition}. Lines: exact "
        "{level} % interval.",
        "sv": "n = {n} offer vars {by} är känt ({unknown} inte), {period}. Definition: {definition}. Streck: exakt "
        "{level} % intervall.",
    },
    "category": {"en": "Category", "sv": "Kategori"},
    "share": {"en": "Share", "sv": "Andel"},
    "low": {"en": "Lower limit", "sv": "Nedre gräns"},
    "high": {"en": "Upper limit", "sv": "Övre gräns"},
    "ratio": {"en": "Listed, by {by}: {name}", "sv": "Listade, efter {by}: {name}"},
    "ratio_value": {"en": "{ratio} times", "sv": "{ratio} gånger"},
    "ratio_mean": {
        "en": "Share of the listed over share of the victims and suspects; 1 is alike",
        "sv": "Andel av de listade genom andel av offren och de misstänkta; 1 är lika",
    },
    "ratio_sure": {
        "en": "{level} % limits {low} to {high}; {one} of the listed, {other} of those in incidents",
        "sv": "{level} % gränser {low} till {high}; {one} av de listade, {other} av dem i händelser",
    },
    "ratio_sure_open": {
        "en": "{level} % limits {low} and up; {one} of the listed, {other} of those in incidents",
        "sv": "{level} % gränser {low} och uppåt; {one} av de listade, {other} av dem i händelser",
    },
    "ratio_n": {
        "en": "{listed} listed, {involved} in incidents",
        "sv": "{listed} listade, {involved} i händelser",
    },
    "ratio_title": {"en": "Times as large a share", "sv": "Gånger så stor andel"},
    "ratio_chart": {"en": "Listed over in incidents, by {by}", "sv": "Listade genom i händelser, efter {by}"},
    "ratio_caption": {
        "en": "n = {listed} listed and {involved} in incidents, {period}. Definition: {definition}. Lines: {level} % "
        "limits. At 1 the shares are alike.",
        "sv": "n = {listed} listade och {involved} i händelser, {period}. Definition: {definition}. Streck: {level} % "
        "gränser. Vid 1 är andelarna lika.",
    },
    "apart": {
        "en": "By {by}, {n} of {all} categories are listed at another share than they are in incidents, beyond chance.",
        "sv": "Efter {by} listas {n} av {all} kategorier med en annan andel än de har i händelserna, utöver slumpen.",
    },
    "alike": {
        "en": "By {by}, no category can be told to be listed at another share than it is in incidents.",
        "sv": "Efter {by} kan ingen kategori sägas listas med en annan andel än den har i händelserna.",
    },
    "hidden": {
        "en": "Categories of too few people, and what would tell them, are not shown: {n}.",
        "sv": "Kategorier med för få personer, och det som skulle röja dem, visas inte: {n}.",
    },
    "not_looked_at": {
        "en": "Compared by sex, age and area only. Origin, nationality, religion, opinion and health are never used.",
        "sv": "Jämförs bara efter kön, ålder och område. Ursprung, nationalitet, religion, åsikt och hälsa används "
        "aldrig.",
    },
    "both_ways": {
        "en": "Neither list nor register is the truth: both hold whom the police met.",
        "sv": "Varken lista eller register är sanningen: båda rymmer dem polisen mött.",
    },
}

say = Phrases(_PHRASES)


def profile_section(
    part: tuple[Profile, ...] | Lacking, known: Roles | Lacking, standing: Standing, *, columns: bool
) -> Section:
    """Victims by whatever categories are known, and how many of them are suspects elsewhere."""
    said = standing.language
    found = known if isinstance(known, Roles) else None
    missing = why_not(part, said, columns=columns) if isinstance(part, Missing | TooFew | Refused) else ()
    profiles = part if isinstance(part, tuple) else ()
    hidden = sum(one.share is None for each in profiles for one in each.slices)
    notes = [say("hidden", said, n=hidden)] if hidden else []
    return Section(
        key="victims",
        title=say("profile", said),
        text=() if found is None else (_roles_text(found, said),),
        figures=(
            *_overlap(found, standing),
            *(figure for each in profiles for figure in _victims(each, standing)),
        ),
        drawings=tuple(
            drawing for each in profiles if (drawing := _victims_drawing(each, standing)) is not None
        ),
        notes=(*notes, say("not_looked_at", said)) if profiles else tuple(notes),
        missing=missing,
    )


def disparity_section(part: tuple[Disparity, ...] | Lacking, standing: Standing, *, columns: bool) -> Section:
    """Listed against involved, by whatever categories are known."""
    said = standing.language
    if isinstance(part, Missing | TooFew | Refused):
        return Section("disparity", say("disparity", said), missing=why_not(part, said, columns=columns))
    hidden = sum(row.listed.share is None for found in part for row in found.rows)
    return Section(
        key="disparity",
        title=say("disparity", said),
        text=tuple(_apart(found, said) for found in part),
        figures=tuple(figure for found in part for figure in _ratios(found, standing)),
        drawings=tuple(drawing for found in part if (drawing := _ratio_drawing(found, standing)) is not None),
        notes=(
            *((say("hidden", said, n=hidden),) if hidden else ()),
            say("both_ways", said),
            say("not_looked_at", said),
        ),
    )


def _roles_text(found: Roles, language: Language) -> str:
    names = ("victim", "suspect", "witness", "both")
    numbers = {name: whole(n, language) for name, n in zip(names, found.rows, strict=True)}
    return say("roles", language, **numbers)


def _overlap(found: Roles | None, standing: Standing) -> list[Figure]:
    """Which share of the victims were suspects, where it can be told."""
    if found is None or found.both is None or found.limits is None or not found.victims:
        return []
    said = standing.language
    return [
        Figure(
            say("overlap", said),
            share(found.both / found.victims, said),
            standing.limits(*found.limits),
            whole(found.victims, said),
            standing.period,
            say("overlap_mean", said),
        )
    ]


def _named(name: str, language: Language) -> str:
    """A category as the page writes it; sex in words, the others as they are."""
    return say(name, language) if name in ("male", "female") else name


def _victims(found: Profile, standing: Standing) -> list[Figure]:
    said, by = standing.language, say(found.by, standing.language)
    return [
        Figure(
            say("victims", said, by=by, name=_named(one.name, said)),
            share(one.share, said),
            standing.limits(*one.limits),
            whole(found.n, said),
            standing.period,
            say("victims_mean", said, by=by),
        )
        for one in found.slices
        if one.share is not None and one.limits is not None
    ]


def _victims_drawing(found: Profile, standing: Standing) -> Drawing | None:
    said, by = standing.language, say(found.by, standing.language)
    rows = [
        (_named(one.name, said), one.share, *one.limits)
        for one in found.slices
        if one.share is not None and one.limits is not None
    ]
    if not rows:
        return None
    caption = say(
        "caption",
        said,
        n=whole(found.n, said),
        by=by,
        unknown=whole(found.unknown, said),
        period=standing.period,
        definition=say("victims_mean", said, by=by),
        level=standing.level,
    )
    headings = {
        "name": say("category", said),
        "estimate": say("share", said),
        "low": say("low", said),
        "high": say("high", said),
    }
    chart = with_limits(rows, headings=headings, none_at=0.0, caption=caption)
    return Drawing(say("victims_chart", said, by=by), chart)


def _apart(found: Disparity, language: Language) -> str:
    by, apart = say(found.by, language), len(found.apart())
    if not apart:
        return say("alike", language, by=by)
    return say("apart", language, by=by, n=apart, all=len(found.rows))


def _ratios(found: Disparity, standing: Standing) -> list[Figure]:
    said, by = standing.language, say(found.by, standing.language)
    n = say("ratio_n", said, listed=whole(found.listed, said), involved=whole(found.involved, said))
    figures = []
    for row in found.rows:
        if row.ratio is None or row.limits is None or row.listed.share is None or row.involved.share is None:
            continue
        low, high = row.limits
        sure = say(
            "ratio_sure" if high is not None else "ratio_sure_open",
            said,
            level=standing.level,
            low=decimals(low, said),
            high="" if high is None else decimals(high, said),
            one=share(row.listed.share, said),
            other=share(row.involved.share, said),
        )
        value = say("ratio_value", said, ratio=decimals(row.ratio, said))
        name = say("ratio", said, by=by, name=_named(row.name, said))
        figures.append(Figure(name, value, sure, n, standing.period, say("ratio_mean", said)))
    return figures


def _ratio_drawing(found: Disparity, standing: Standing) -> Drawing | None:
    said, by = standing.language, say(found.by, standing.language)
    rows = [
        (_named(row.name, said), row.ratio, row.limits[0], row.limits[1])
        for row in found.rows
        if row.ratio is not None and row.limits is not None
    ]
    if not rows:
        return None
    return Drawing(say("ratio_chart", said, by=by), _ratio_chart(rows, found, standing))


def _ratio_chart(
    rows: Sequence[tuple[str, float, float | None, float | None]], found: Disparity, standing: Standing
) -> Chart:
    said = standing.language
    caption = say(
        "ratio_caption",
        said,
        listed=whole(found.listed, said),
        involved=whole(found.involved, said),
        period=standing.period,
        definition=say("ratio_mean", said),
        level=standing.level,
    )
    headings = {
        "name": say("category", said),
        "estimate": say("ratio_title", said),
        "low": say("low", said),
        "high": say("high", said),
    }
    return with_limits(rows, headings=headings, none_at=1.0, caption=caption)
