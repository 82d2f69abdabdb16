"""`vapenvila evaluate power`: how large a fall can be told, and when; by calculation, or on made-up cities."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated, cast

import typer

from vapenvila.analysis.made_up_city import Size
from vapenvila.analysis.power import CityPower, Study, StudyPower, made_up_power, study_power
from vapenvila.analysis.power.fan_out import Pool
from vapenvila.cli.answers import AsJson, Lang, Level, Seed, answered, checked_language, show
from vapenvila.cli.progress import progress
from vapenvila.cli.user_error import UserError


class DesignChoice(StrEnum):
    """How the study compares."""

    BEFORE_AFTER = "before-after"
    WDD = "wdd"
    ITS = "its"


PerMonth = Annotated[float, typer.Option("--per-month", help="Mean number of events a month before.")]
Before = Annotated[int, typer.Option("--months-before", help="Months before the start that were counted.")]
After = Annotated[int, typer.Option("--months-after", help="Months after the start.")]
Effect = Annotated[float, typer.Option("--effect", help="Rate ratio hoped for: 0.75 is a fall of 25 %.")]
Comparison = Annotated[
    float | None, typer.Option("--comparison-per-month", help="Mean number a month where no programme is.")
]
Overdispersion = Annotated[
    float, typer.Option("--overdispersion", help="α of a month's variance mean + α mean²; 0 for Poisson.")
]
Power = Annotated[float, typer.Option("--power", help="Chance of telling it that one asks for.")]
Most = Annotated[int, typer.Option("--most-months", help="So many months after are looked ahead.")]
DesignOption = Annotated[
    DesignChoice | None,
    typer.Option(
        "--design",
        help="before-after: exact counts; wdd: against a comparison; its: interrupted series. Left out: before-after, or "
        "wdd with a comparison.",
    ),
]
Trend = Annotated[
    bool, typer.Option("--trend/--no-trend", help="Whether the interrupted series has a trend.")
]
Cities = Annotated[int, typer.Option("--cities", min=1, help="So many cities like this one together.")]
CityRates = Annotated[
    str,
    typer.Option("--cities-per-month", help="Instead: events a month of the other cities, such as 3,8,2.5."),
]
Between = Annotated[
    float, typer.Option("--between", help="Standard deviation of the logarithms of the cities' true ratios.")
]
Histories = Annotated[
    int | None, typer.Option("--histories", help="Histories simulated, where that is needed.")
]
Simulate = Annotated[
    Size | None, typer.Option("--simulate", help="Try the study on made-up cities of this size instead.")
]
MadeUp = Annotated[int, typer.Option("--made-up", help="How many made-up cities.")]
Retaliation = Annotated[
    float,
    typer.Option("--retaliation", help="Ratio by which the programme changes the chance of retaliation."),
]
Processes = Annotated[
    int, typer.Option("--processes", min=1, help="Processes that share the made-up cities.")
]
Cluster = Annotated[
    str, typer.Option("--cluster", help="Address of a Dask scheduler that shares them instead.")
]


def power(
    per_month: PerMonth,
    months_before: Before,
    months_after: After,
    effect: Effect = 0.75,
    elsewhere: Comparison = None,
    overdispersion: Overdispersion = 0.0,
    wanted: Power = 0.8,
    most: Most = 240,
    design: DesignOption = None,
    trend: Trend = True,
    cities: Cities = 1,
    cities_per_month: CityRates = "",
    between: Between = 0.0,
    histories: Histories = None,
    simulate: Simulate = None,
    made_up: MadeUp = 200,
    retaliation: Retaliation = 1.0,
    processes: Processes = 1,
    cluster: Cluster = "",
    level: Level = 0.95,
    seed: Seed = 1,
    lang: Lang = "en",
    as_json: AsJson = False,
) -> None:
    """How large a fall can be told from chance, after how long, and what cities gain together. Ask before the start.

    Example: vapenvila evaluate power --per-month 4 --months-before 24 --months-after 24 --cities 6
    """
    checked_language(lang)
    months = months_before, months_after
    study = answered(
        lambda: Study(per_month, *months, effect, elsewhere, overdispersion, level, wanted, most)
    )
    by = design or (DesignChoice.BEFORE_AFTER if elsewhere is None else DesignChoice.WDD)
    if simulate is None:
        together = _rates(per_month, cities, cities_per_month), between
        show(_reckoned(study, by, together, (trend, histories, seed)), as_json, lang)
    else:
        with _shared(processes, cluster) as pool:
            made = _tried(study, by, (simulate, retaliation), (made_up, seed), pool)
        show(made, as_json, lang)


def _reckoned(
    study: Study,
    by: DesignChoice,
    together: tuple[list[float], float],
    simulated: tuple[bool, int | None, int],
) -> StudyPower:
    trend, histories, seed = simulated
    with progress("power") as tell:
        return answered(
            lambda: study_power(
                study,
                by.value,
                cities=together[0],
                between=together[1],
                trend=trend,
                histories=histories,
                seed=seed,
                tell=lambda done, of: tell("power", done, of),
            )
        )


def _tried(
    study: Study,
    by: DesignChoice,
    city: tuple[Size, float],
    how_many: tuple[int, int],
    pool: Pool | None,
) -> CityPower:
    with progress("made-up cities") as tell:
        return answered(
            lambda: made_up_power(
                study,
                size=city[0],
                design=by.value,
                retaliation_ratio=city[1],
                cities=how_many[0],
                seed=how_many[1],
                pool=pool,
                tell=lambda done, of: tell("made-up cities", done, of),
            )
        )


def _rates(own: float, cities: int, others: str) -> list[float]:
    """Events a month of all the cities, one's own first; none where there is only one."""
    if not others:
        return [own] * cities if cities > 1 else []
    if cities > 1:
        raise UserError("Give either --cities or --cities-per-month.")
    try:
        return [own, *(float(part) for part in others.split(","))]
    except ValueError:
        raise UserError(
            f"--cities-per-month is {others!r}; write numbers with commas between them, such as 3,8,2.5."
        ) from None


@contextmanager
def _shared(processes: int, cluster: str) -> Iterator[Pool | None]:
    """Those who share the work: processes here, a cluster elsewhere, or nobody."""
    if cluster:
        with _client(cluster) as client:
            yield client
    elif processes > 1:
        with ProcessPoolExecutor(processes) as pool:
            yield pool
    else:
        yield None


@contextmanager
def _client(address: str) -> Iterator[Pool]:
    try:
        from dask.distributed import Client  # noqa: PLC0415  # only who has a cluster has Dask
    except ImportError:
        raise UserError("A cluster needs Dask: pip install 'vapenvila[cluster]'.") from None
    try:
        client = Client(address, timeout="10s")
    except (OSError, ValueError) as problem:
        raise UserError(f"The cluster {address} does not answer: {problem}") from None
    with client:
        yield cast("Pool", client)  # cast: Dask has no types; a client submits as an executor does
