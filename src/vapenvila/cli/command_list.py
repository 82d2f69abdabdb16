"""All commands, in the order of a working week: name, module, one sentence, and whether the web part is needed.

A module is imported only when its command is called, so that the bare package (analysis alone) still shows help.
Each module has `app = typer.Typer(…)`: one command in it is the command itself, several are sub-commands.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """A command in the list."""

    module: str
    sentence: str
    needs_web: bool = True


_HERE = "vapenvila.cli"

COMMANDS: dict[str, Listed] = {
    "demo": Listed(f"{_HERE}.demo", "Start a made-up city on this machine: database, web and worker."),
    "serve": Listed(f"{_HERE}.serve", "Serve the pages."),
    "worker": Listed(f"{_HERE}.worker", "Do the background work."),
    "import": Listed(
        f"{_HERE}.importing", "Import incidents, persons, ties or memberships, or undo a whole import."
    ),
    "migrate": Listed(f"{_HERE}.migrate", "Create or update roles, tables and the wall between rooms."),
    "programme": Listed(f"{_HERE}.programme", "Open a programme with its first administrator."),
    "keys": Listed(
        f"{_HERE}.keys", "Make, change and list the keys that seal identities and sign documents."
    ),
    "backup": Listed(f"{_HERE}.backup", "Write the whole database to one file with checksums."),
    "restore": Listed(f"{_HERE}.restore", "Put a backup back into an empty database and prove it equal."),
    "reviews": Listed(f"{_HERE}.reviews", "Mark missed reviews and write to the board."),
    "retention": Listed(
        f"{_HERE}.retention", "Count or delete what may no longer be kept, with a certificate."
    ),
    "wall": Listed(f"{_HERE}.wall", "Attack the wall between rooms now, and attest how it held."),
    "disclosure": Listed(f"{_HERE}.disclosure", "Carry a disclosure between two servers as a signed file."),
    "spacetime": Listed(
        f"{_HERE}.spacetime", "Where and when incidents happen and follow each other.", needs_web=False
    ),
    "evaluate": Listed(
        f"{_HERE}.evaluate", "Ask whether a programme worked, with intervals and checks.", needs_web=False
    ),
    "callin": Listed(
        f"{_HERE}.callin", "Choose messengers for a call-in by how many the message reaches.", needs_web=False
    ),
    "network": Listed(
        f"{_HERE}.network", "Describe a network of ties as a whole, never one person.", needs_web=False
    ),
    "concentration": Listed(
        f"{_HERE}.concentration", "Say how concentrated events are in few units.", needs_web=False
    ),
    "report": Listed(f"{_HERE}.report", "Write a report as one page, HTML or PDF."),
    "audit": Listed(f"{_HERE}.audit", "Check the seals of the audit trail, or seal it now."),
}
