"""How a command of the analysis answers: sentences for people, or one JSON object and nothing else on standard output."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated, Protocol, TypeVar

import typer

from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.result_form import JsonValue
from vapenvila.analysis.wording import Language, check_language
from vapenvila.cli.user_error import UserError

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Lang = Annotated[str, typer.Option("--lang", help="Language of the sentences: en or sv.")]
Level = Annotated[float, typer.Option("--level", help="Confidence level of the intervals.")]
Seed = Annotated[
    int, typer.Option("--seed", help="Seed of the random numbers; the same seed gives the same result.")
]

Made = TypeVar("Made")


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


def show(result: Result, as_json: bool, lang: str) -> None:
    """Print the result: one JSON object, or its summary and warnings."""
    language = checked_language(lang)
    if as_json:
        print_json(result.to_dict(language))
        return
    print(result.summary(language))
    for warning in result.warnings(language):
        print(f"– {warning}")


def answered(make: Callable[[], Made]) -> Made:
    """What `make` gives; input that the method refuses with a sentence becomes the user's error."""
    with only_ours_on_standard_output():
        try:
            return make()
        except InputError as problem:
            raise UserError(str(problem)) from None


def checked_language(lang: str) -> Language:
    """The language, if there are sentences in it."""
    return answered(lambda: check_language(lang))


def print_json(values: Mapping[str, object]) -> None:
    """One JSON object on one line."""
    print(json.dumps(values, ensure_ascii=False, allow_nan=False))


@contextmanager
def only_ours_on_standard_output() -> Iterator[None]:
    """Sends to standard error what compiled libraries write on standard output by themselves, past Python."""
    try:
        ours = os.dup(1)
    except OSError:  # a process without standard output has nothing to keep clean
        yield
        return
    sys.stdout.flush()
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(ours, 1)
        os.close(ours)
