"""Sentences the engine says, kept as an English template and its values so that a page can translate them."""

from collections.abc import Mapping

from vapenvila.rules.decision import say

__all__ = ["SaidError", "UnreadableFileError", "UnusableMappingError", "say"]


class SaidError(Exception):
    """An error whose text a user may read: a template with named values."""

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values: Mapping[str, object] = values
        super().__init__(template.format(**values) if values else template)


class UnreadableFileError(SaidError):
    """The file as a whole cannot be read; nothing of it is used."""


class UnusableMappingError(SaidError):
    """The mapping contradicts itself or names columns the file does not have."""
