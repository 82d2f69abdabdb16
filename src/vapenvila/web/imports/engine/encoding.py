"""Which letters a text file is written in. The whole file is looked at, never just its beginning."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vapenvila.web.imports.engine.archive import open_bytes
from vapenvila.web.imports.engine.sentences import UnreadableFileError, say

UNDEFINED_IN_CP1252: Final = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))
CHUNK: Final = 1 << 20
ESCAPED: Final = re.compile("[\udc80-\udcff]")
STATABLE: Final = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "cp1252",
    "latin-1",
    "cp850",
    "mac-roman",
)


@dataclass(frozen=True, slots=True)
class FoundEncoding:
    """The encoding to read with, and how the file ends."""

    codec: str
    name: str
    ends_with_line_break: bool


def find_encoding(path: Path, stated: str | None = None) -> FoundEncoding:
    """The file's encoding, or UnreadableFileError with a sentence that says where it breaks."""
    with open_bytes(path) as stream:
        start = stream.read(4096)
    if stated:
        name = stated.lower()
        if name not in STATABLE:
            raise UnreadableFileError(
                say("The encoding {name} is not one of those that can be read."), name=stated
            )
        return FoundEncoding("utf-8-sig" if name == "utf-8" else name, name, _last_byte(path) in b"\r\n\0")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(path, "utf-16", "UTF-16")
    if start.startswith(codecs.BOM_UTF8):
        return _checked(path, "utf-8-sig", "UTF-8 with byte-order mark")
    blank = _utf16_without_mark(start)
    if blank:
        return _checked(path, blank, "UTF-16")
    return _utf8_or_western(path)


def _utf16_without_mark(start: bytes) -> str | None:
    if len(start) < 8 or b"\0" not in start:
        return None
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _last_byte(path: Path) -> bytes:
    last = b""
    with open_bytes(path) as stream:
        while chunk := stream.read(CHUNK):
            last = chunk[-1:]
    return last


def _checked(path: Path, codec: str, name: str) -> FoundEncoding:
    decoder = codecs.getincrementaldecoder(codec)()
    lines, last = 1, ""
    with open_bytes(path) as stream:
        while chunk := stream.read(CHUNK):
            try:
                text = decoder.decode(chunk)
            except UnicodeDecodeError:
                raise _broken(name, lines) from None
            lines += text.count("\n")
            last = text[-1:] or last
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise UnreadableFileError(
            say("The file ends in the middle of a letter in line {row}: it was cut off. Get the file again."),
            row=lines,
        ) from None
    return FoundEncoding(codec, name, last in ("\n", "\r"))


def _broken(name: str, line: int) -> UnreadableFileError:
    return UnreadableFileError(
        say(
            "The file says it is {name}, but from line {row} on it holds bytes that are not. Save it "
            "again as UTF-8."
        ),
        name=name,
        row=line,
    )


@dataclass(slots=True)
class _Survey:
    valid_multibyte: int = 0
    invalid: int = 0
    first_invalid_line: int = 0
    undefined_line: int = 0
    lines: int = 1
    last: bytes = b""


def _utf8_or_western(path: Path) -> FoundEncoding:
    survey = _Survey()
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    with open_bytes(path) as stream:
        while chunk := stream.read(CHUNK):
            _look_at(chunk, decoder.decode(chunk), survey)
    tail = decoder.decode(b"", final=True)
    ended = survey.last in (b"\n", b"\r")
    if tail and not survey.invalid:
        if survey.valid_multibyte:
            raise UnreadableFileError(
                say(
                    "The file ends in the middle of a letter in line {row}: it was cut off. Get the "
                    "file again."
                ),
                row=survey.lines,
            )
        return FoundEncoding("cp1252", "Windows-1252", ended)
    if not survey.invalid:
        return FoundEncoding("utf-8", "UTF-8", ended)
    if survey.valid_multibyte > survey.invalid:
        raise UnreadableFileError(
            say(
                "The file is UTF-8, but line {row} holds bytes that are not. Save it again as UTF-8, or "
                "state the "
                "encoding in the mapping."
            ),
            row=survey.first_invalid_line,
        )
    if survey.undefined_line:
        raise UnreadableFileError(
            say(
                "The letters in line {row} can be read neither as UTF-8, UTF-16, Windows-1252 nor Latin-1. "
                "Save the file as UTF-8, or state the encoding in the mapping."
            ),
            row=survey.undefined_line,
        )
    return FoundEncoding("cp1252", "Windows-1252", ended)


def _look_at(chunk: bytes, text: str, survey: _Survey) -> None:
    if b"\0" in chunk:
        raise UnreadableFileError(
            say("This is not a text file: line {row} holds bytes that no text has."), row=survey.lines
        )
    if not text.isascii():
        readable = text.encode("utf-8", "ignore")
        escaped = len(text) - len(readable.decode())
        if escaped and not survey.invalid:
            found = ESCAPED.search(text)
            survey.first_invalid_line = survey.lines + (text.count("\n", 0, found.start()) if found else 0)
        survey.invalid += escaped
        survey.valid_multibyte += len(readable) - (len(text) - escaped)
    if not survey.undefined_line and any(sign in chunk for sign in UNDEFINED_IN_CP1252):
        at = min(chunk.find(bytes((sign,))) for sign in UNDEFINED_IN_CP1252 if sign in chunk)
        survey.undefined_line = survey.lines + chunk.count(b"\n", 0, at)
    survey.lines += chunk.count(b"\n")
    survey.last = chunk[-1:]
