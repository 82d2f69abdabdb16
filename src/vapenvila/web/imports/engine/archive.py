"""Opening files from strangers: compressed ones only within bounds, workbooks only after a look at their
contents."""

import gzip
import io
import zipfile
from pathlib import Path
from typing import IO, cast

from vapenvila.web.imports.engine import limits
from vapenvila.web.imports.engine.sentences import UnreadableFileError, say

GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGIC = b"PK\x03\x04"


class _BoundedStream(io.RawIOBase):
    """Reads a gzip stream and stops when it grows beyond all measure."""

    def __init__(self, stream: IO[bytes], packed_size: int) -> None:
        super().__init__()
        self._stream = stream
        self._packed = max(packed_size, 1)
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))  # the io protocol gives any writable buffer
        try:
            chunk = self._stream.read(len(view))
        except EOFError:
            raise UnreadableFileError(
                say("The compressed file ends too early: it was cut off. Get the file again.")
            ) from None
        except (OSError, gzip.zlib.error) as problem:  # type: ignore[attr-defined]  # gzip re-exports zlib
            raise UnreadableFileError(say("The compressed file is damaged. Get the file again.")) from problem
        self._given += len(chunk)
        if self._given > limits.MAX_EXPANDED_BYTES:
            raise UnreadableFileError(say("The compressed file grows to more than 4 GB. Split it up."))
        if (
            self._given > limits.RATIO_APPLIES_FROM
            and self._given / self._packed > limits.MAX_EXPANSION_RATIO
        ):
            raise UnreadableFileError(
                say("The compressed file grows more than 250 times when unpacked and was not opened further.")
            )
        view[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        self._stream.close()
        super().close()


def check_size(path: Path) -> int:
    """Size of the file, refused when it is empty or larger than accepted."""
    try:
        size = path.stat().st_size
    except OSError:
        raise UnreadableFileError(say("There is no file {name}."), name=path.name) from None
    if path.is_dir():
        raise UnreadableFileError(say("{name} is a folder, not a file."), name=path.name)
    if size == 0:
        raise UnreadableFileError(say("The file is empty."))
    if size > limits.MAX_FILE_BYTES:
        raise UnreadableFileError(
            say("The file is {size} MB; at most 2,048 MB are accepted. Split it up."),
            size=size // limits.MEGABYTE,
        )
    return size


def is_gzip(path: Path) -> bool:
    """Whether the file is gzip, told by its first bytes and not by its name."""
    with path.open("rb") as stream:
        return stream.read(2) == GZIP_MAGIC


def open_bytes(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked on the way if it is gzip."""
    size = check_size(path)
    if not is_gzip(path):
        return path.open("rb")
    unpacked = gzip.open(path, "rb")  # noqa: SIM115 (closed with the reader that is given back)
    bounded = _BoundedStream(cast("IO[bytes]", unpacked), size)
    return io.BufferedReader(bounded, buffer_size=1 << 18)


def first_bytes(path: Path, count: int = 1 << 16) -> bytes:
    """The first bytes of the (unpacked) file."""
    with open_bytes(path) as stream:
        return stream.read(count)


def check_workbook(path: Path) -> zipfile.ZipFile:
    """Open an XLSX container after checking that unpacking it is safe."""
    try:
        archive = zipfile.ZipFile(path)
        members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as problem:
        raise UnreadableFileError(
            say("The workbook is damaged or was cut off and cannot be opened. Get the file again.")
        ) from problem
    total = sum(m.file_size for m in members)
    packed = sum(m.compress_size for m in members) or 1
    if len(members) > limits.MAX_WORKBOOK_MEMBERS:
        raise UnreadableFileError(
            say("The workbook holds {count} parts and was not opened."), count=len(members)
        )
    if total > limits.RATIO_APPLIES_FROM and total / packed > limits.MAX_EXPANSION_RATIO:
        raise UnreadableFileError(
            say("The workbook grows {ratio} times when unpacked and was not opened."),
            ratio=round(total / packed),
        )
    if total > limits.MAX_WORKBOOK_BYTES:
        raise UnreadableFileError(
            say("The workbook grows to {size} MB when unpacked and was not opened. Save it as CSV."),
            size=total // limits.MEGABYTE,
        )
    if any(m.flag_bits & 0x1 for m in members):
        raise UnreadableFileError(say("The workbook is protected by a password. Save it without one."))
    return archive
