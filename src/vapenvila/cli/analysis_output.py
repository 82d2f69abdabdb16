"""How a command shows a result of the analysis: one JSON object, or the summary and its warnings in plain words."""

import json
from typing import Annotated, Protocol

import typer

from vapenvila.analysis.result_form import JsonValue
from vapenvila.analysis.small_counts.sentences import Language, LanguageError, check_language
from vapenvila.cli.user_error import UserError

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Lang = Annotated[str, typer.Option("--lang", help="Language of the sentences: en or sv.")]
Level = Annotated[float, typer.Option("--level", help="Confidence level of the intervals.")]
Seed = Annotated[
    int, typer.Option("--seed", help="Seed of the random numbers; the same seed gives the same result.")
]


class Result(Protocol):
    """What every result of the analysis can say."""

    def summary(self, language: Language = "en") -> str:
        """The result in plain words."""
        ...

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind."""
        ...

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values."""
        ...


def show(result: Result, as_json: bool, language: str) -> None:
    """Print the result."""
    chosen = checked_language(language)
    if as_json:
        print(json.dumps(result.to_dict(chosen), ensure_ascii=False, allow_nan=False))
        return
    print(result.summary(chosen))
    for warning in result.warnings(chosen):
        print(f"– {warning}")


def checked_language(language: str) -> Language:
    """The language, or a UserError saying which there are."""
    try:
        return check_language(language)
    except LanguageError as problem:
        raise UserError(str(problem)) from None
