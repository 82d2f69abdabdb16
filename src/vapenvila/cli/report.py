"""`vapenvila report problem-analysis`: what the violence of a city is made of, from its own tables."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import typer

from vapenvila.analysis.problem_analysis import ProblemAnalysis, Settings, problem_analysis
from vapenvila.analysis.report_page.as_html import page_as_html
from vapenvila.analysis.report_page.as_pdf import page_as_pdf
from vapenvila.analysis.wording import Language
from vapenvila.cli.answers import AsJson, Lang, Level, Seed, answered, checked_language, print_json
from vapenvila.cli.problem_report import options
from vapenvila.cli.problem_report.mapping import ProblemMapping, read_mapping
from vapenvila.cli.problem_report.of_programme import Asked, Copy, tell_of, typed
from vapenvila.cli.problem_report.reading import TABLES, Chosen, data_of, day_of
from vapenvila.cli.progress import progress
from vapenvila.cli.user_error import UserError

app = typer.Typer(no_args_is_help=True)


@app.callback()
def report() -> None:
    """Reports as one page, HTML or PDF."""


@app.command("problem-analysis")
def problem(
    out: options.Out = None,
    mapping: options.MappingFile = None,
    incidents: options.Incidents = None,
    persons: options.Persons = None,
    people: options.People = None,
    ties: options.Ties = None,
    groups: options.Groups = None,
    relations: options.Relations = None,
    population: options.Population = None,
    population_date: options.PopulationDate = "",
    population_source: options.PopulationSource = "",
    place: options.Place = "",
    definition: options.Definition = "",
    first: options.First = "",
    last: options.Last = "",
    programme: options.ProgrammeName = "",
    number: options.Number = None,
    by: options.StandsForIt = "",
    purpose: options.Purpose = "",
    recipient: options.Recipient = "",
    smallest: options.Smallest = 5,
    strict_at_least: options.StrictAtLeast = 0.5,
    unknown_at_most: options.UnknownAtMost = 0.25,
    level: Level = 0.95,
    seed: Seed = 1,
    as_json: AsJson = False,
    lang: Lang = "en",
) -> None:
    """How much of the violence involves groups, and whether the premise of the method holds here at all.

    Example: vapenvila report problem-analysis --incidents shootings.csv --mapping mapping.toml --out analysis.html
    """
    language = checked_language(lang)
    files = _given(out, (incidents, persons, people, ties, groups, relations))
    days = _day(first, "--first"), _day(last, "--last")
    counted = (population, population_date, population_source)
    if programme or by or number is not None:
        wish = typed(days, counted, files, mapping)
        return tell_of(Asked(programme, by, number, Copy(out, purpose, recipient)), wish, as_json, language)
    columns = _mapping(mapping, files)
    named = (definition, place, strict_at_least, unknown_at_most)
    settings = _settings(columns, named, smallest=smallest, level=level, seed=seed)
    return _give(_made(files, columns, Chosen(days[0], days[1], *counted), settings), out, as_json, language)


def _given(out: Path | None, tables: tuple[Path | None, ...]) -> dict[str, Path]:
    """The tables that were named, after a look at where the result goes."""
    _check_out(out)
    return {name: file for name, file in zip(TABLES, tables, strict=True) if file is not None}


def _mapping(mapping: Path | None, files: Mapping[str, Path]) -> ProblemMapping:
    if mapping is None or not files:
        tables = ", ".join(f"--{name}" for name in TABLES)
        raise UserError(f"Give --mapping and at least one table ({tables}).")
    return read_mapping(mapping)


def _settings(
    columns: ProblemMapping,
    named: tuple[str, str, float, float],
    *,
    smallest: int,
    level: float,
    seed: int,
) -> Settings:
    """Definition and place, and thresholds; what is typed goes before what the mapping says."""
    about = columns["about"]
    return answered(
        lambda: Settings(
            definition=named[0] or about.text("definition"),
            place=named[1] or about.text("place"),
            period=about.text("period"),
            smallest=smallest,
            level=level,
            seed=seed,
            strict_at_least=named[2],
            unknown_at_most=named[3],
        )
    )


def _made(
    files: Mapping[str, Path], columns: ProblemMapping, chosen: Chosen, settings: Settings
) -> ProblemAnalysis:
    data = data_of(files, columns, chosen)
    with progress("Reading") as tell:
        return answered(lambda: problem_analysis(data, settings, tell=tell))


def _check_out(out: Path | None) -> None:
    """Refuse a file that cannot be written before anything is worked out."""
    if out is None:
        return
    if out.suffix.lower() not in (".html", ".pdf"):
        raise UserError(f"--out is {out.name}; it ends in .html or .pdf.")
    if not out.parent.is_dir():
        raise UserError(f"There is no folder {out.parent} for --out.")


def _give(made: ProblemAnalysis, out: Path | None, as_json: bool, language: Language) -> None:
    """Write the file, and say the result: as JSON, or as the verdict and what to bear in mind."""
    if out is not None:
        page = made.page(language)
        try:
            if out.suffix.lower() == ".pdf":
                out.write_bytes(page_as_pdf(page))
            else:
                out.write_text(page_as_html(page), encoding="utf-8")
        except OSError as problem:
            raise UserError(f"{out} cannot be written: {problem.strerror}.") from None
    if as_json:
        return print_json({**made.to_dict(language), "file": None if out is None else str(out)})
    print(made.summary(language))
    if out is None:
        for warning in made.warnings(language):
            print(f"– {warning}")
    return None


def _day(text: str, option: str) -> date | None:
    return day_of(text, option) if text else None
