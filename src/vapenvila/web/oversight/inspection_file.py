"""The trail for a supervisory authority: a ZIP of events, cover and signature that can be checked without this system."""

import hashlib
import json
import zipfile
from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import IO, Any

from vapenvila.web.audit.models import ExportRecord
from vapenvila.web.oversight.queries import EventLine
from vapenvila.web.oversight.trail_file import write_trail_file
from vapenvila.web.vault.signing import public_key, sign

HOW = (
    "The signature (Ed25519) is over the bytes of cover.json. cover.json holds the SHA-256 of events.csv and of the newest "
    "seal of the trail. Ask the city for the public key by another way, and compare."
)


def write_inspection_file(
    lines: Iterable[EventLine], export: ExportRecord, cover: list[tuple[str, str]], seal: str
) -> tuple[IO[bytes], int, str]:
    """An open file at its beginning, the number of events in it, and the SHA-256 of the events."""
    events, count = write_trail_file(lines, str(export))
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    with events, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as together:
        digest = hashlib.sha256()
        with together.open("events.csv", "w", force_zip64=True) as part:
            while chunk := events.read(1 << 20):
                digest.update(chunk)
                part.write(chunk)
        export.row_count = count
        told: dict[str, Any] = {
            "number": str(export),
            "cover": dict(cover) | {"rows": count},
            "events_sha256": digest.hexdigest(),
            "newest_seal": seal,
        }
        text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()
        together.writestr("cover.json", text)
        together.writestr("signature.json", json.dumps(_signed(text), indent=1))
    file.seek(0)
    return file, count, digest.hexdigest()


def _signed(text: bytes) -> dict[str, str]:
    name, signature = sign(text)
    return {
        "key": name,
        "public_key": public_key()[1].hex(),
        "signature": signature.hex(),
        "how_to_check": HOW,
    }
