"""Cells and sentences as they are written out."""

from vapenvila.analysis.report_page.sentences import say
from vapenvila.analysis.wording import Language


def cell_said(value: object, language: Language) -> str:
    """A cell of a table: a dash for nothing, a decimal comma in Swedish."""
    if value is None or value == "":
        return say("nothing", language)
    if isinstance(value, float):
        text = f"{value:.6g}"
        return text.replace(".", ",") if language == "sv" else text
    return str(value)


def in_marks(text: str) -> list[tuple[str, bool]]:
    """The pieces of a sentence, and whether each is to be typed as it stands (written between ` and `)."""
    return [(piece, at % 2 == 1) for at, piece in enumerate(text.split("`")) if piece]
