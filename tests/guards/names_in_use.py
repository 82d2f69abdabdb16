"""Names that the system uses for what it keeps and shows: columns, form fields, template variables, result fields."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.forms import BaseForm

from tests.guards.source_tree import SOURCE, WEB, module_name, parsed, place, python_files, templates

WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
TAG = re.compile(r"\{[{%](.*?)[%}]\}", re.DOTALL)
HEADING = re.compile(r"<(th|dt|label|caption|h[1-6])\b[^>]*>(.*?)</\1>", re.DOTALL)
MARKUP = re.compile(r"<[^>]*>")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


@dataclass(frozen=True)
class Name:
    """A name and where it stands."""

    text: str
    where: str

    @property
    def words(self) -> set[str]:
        """The words a name is made of: risk_score and riskScore both hold risk and score."""
        return {word.lower() for word in WORDS.findall(self.text)}


def columns() -> Iterator[Name]:
    """Fields of every table, libraries' tables included."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            yield Name(field.name, model._meta.label)


def _subclasses(form: type[BaseForm]) -> Iterator[type[BaseForm]]:
    for below in form.__subclasses__():
        yield below
        yield from _subclasses(below)


def form_fields() -> Iterator[Name]:
    """Fields of every form of ours."""
    for file in python_files(WEB):
        if "form" in module_name(file).split(".")[-1] or "forms" in file.parts:
            import_module(module_name(file))
    for form in _subclasses(BaseForm):
        if form.__module__.startswith("vapenvila."):
            for name in getattr(form, "base_fields", {}):
                yield Name(name, f"{form.__module__}.{form.__name__}")


def result_fields(folder: Path = SOURCE) -> Iterator[Name]:
    """Fields of every class in the source: results of analyses, facts of rules, rows of exports."""
    for file in python_files(folder):
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.ClassDef):
                for line in node.body:
                    if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
                        yield Name(line.target.id, f"{place(file)}:{line.lineno} {node.name}")


def dictionary_keys(folder: Path = WEB) -> Iterator[Name]:
    """Keys of literal dictionaries in the web part: what answers in JSON and contexts of pages are made of."""
    for file in python_files(folder):
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.Dict):
                for key in node.keys:
                    if (
                        isinstance(key, ast.Constant)
                        and isinstance(key.value, str)
                        and key.value.isidentifier()
                    ):
                        yield Name(key.value, f"{place(file)}:{key.lineno}")


def columns_of_files(folder: Path = WEB) -> Iterator[Name]:
    """Words in literal rows, named arguments and keys in brackets: what columns of files and added ones are called."""
    for file in python_files(folder):
        for node in ast.walk(parsed(file)):
            match node:
                case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
                    found = [part.value for part in parts if isinstance(part, ast.Constant)]
                case ast.Call(keywords=keywords):
                    found = [keyword.arg for keyword in keywords]
                case ast.Subscript(slice=ast.Constant(value=key)):
                    found = [key]
                case _:
                    continue
            yield from (Name(text, f"{place(file)}:{node.lineno}") for text in found if isinstance(text, str))


def headings() -> Iterator[Name]:
    """What stands over columns, fields and parts of pages, in the words of the source."""
    for file in templates():
        for _tag, text in HEADING.findall(file.read_text(encoding="utf-8")):
            yield Name(MARKUP.sub(" ", text), place(file))


def template_variables() -> Iterator[Name]:
    """Everything named inside template tags, quoted text left out."""
    for file in templates():
        for tag in TAG.findall(file.read_text(encoding="utf-8")):
            for text in re.findall(r"[A-Za-z_][A-Za-z_0-9]*", QUOTED.sub(" ", tag)):
                yield Name(text, place(file))


def every_name() -> list[Name]:
    """All of them."""
    return [*columns(), *form_fields(), *result_fields(), *dictionary_keys(), *template_variables()]


def every_column_and_heading() -> list[Name]:
    """What exported files and pages call what they show."""
    return [*columns_of_files(), *headings()]


def holding(names: list[Name], words: frozenset[str], allowed: dict[str, str]) -> list[str]:
    """Names that hold one of the words and are not allowed by name."""
    return sorted({f"{n.where}: {n.text}" for n in names if n.words & words and n.text not in allowed})
