"""What an answer shows, to whoever looks into it: headers, text, tables, printed pages."""

import io
import re
import zipfile
from typing import Any

from pypdf import PdfReader

# Identity of the request, token of the form, clock, how long the session still lasts, signature of a message.
CHANGING = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|\b[A-Za-z0-9]{64}\b|csrftoken=\w+; expires=[^;]+"
    r"|\b\d{2}:\d{2}(?::\d{2})?\b|data-seconds=\"\d+\"|:\w{6}:[\w-]{20,}"
)
SHORT = 5


def shown(answer: Any) -> str:
    """Everything readable in an answer."""
    body = b"".join(answer) if getattr(answer, "streaming", False) else answer.content
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    cookies = "\n".join(morsel.OutputString() for morsel in answer.cookies.values())
    return f"{headers}\n{cookies}\n{_text(body)}"


def _text(body: bytes) -> str:
    if body.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages) + body.decode(
            "latin-1"
        )
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return body.decode("utf-8", "replace")


def comparable(text: str, *own: str) -> str:
    """An answer without what differs each time it is given, and without the words that were in the question.

    What changes goes first: the words of a question may lie inside the names around it ("seconds").
    """
    text = CHANGING.sub("…", text)
    for word in own:
        if len(masked := CHANGING.sub("…", word)) > SHORT:
            text = text.replace(masked, "…")
    return text
