"""Who the embedded server runs as. PostgreSQL refuses to run as root, so root lends it a user of its own."""

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

USER = "pgserver"
ROOT_PLACE = Path("/var/lib/vapenvila")  # used by root when its own folders are closed to other users


def system_user() -> str | None:
    """None for an ordinary user. For root: the user `pgserver`, made if need be, or the machine's `nobody`."""
    if os.geteuid() != 0:
        return None
    for attempt in range(2):
        try:
            return pwd.getpwnam(USER).pw_name
        except KeyError:
            useradd = shutil.which("useradd")
            if attempt == 0 and useradd:
                subprocess.run([useradd, "--system", USER], check=False, capture_output=True)  # noqa: S603 — found on the path
    return "nobody"


def give(folder: Path, user: str | None) -> None:
    """Let the server's user own a folder."""
    if user is not None:
        shutil.chown(folder, user)


def reachable(path: Path) -> bool:
    """Whether every folder down to this path lets other users pass through."""
    return all(
        not folder.exists() or folder.stat().st_mode & stat.S_IXOTH for folder in (path, *path.parents)
    )


def openly_readable(programs: Path, *, name: str) -> Path:
    """The folder of programs itself, or a copy below /var/lib that other users can run."""
    if reachable(programs) and (programs / "bin" / "postgres").stat().st_mode & stat.S_IXOTH:
        return programs
    copy = ROOT_PLACE / name
    if not copy.exists():
        unfinished = copy.with_name(f"{name}.{os.getpid()}")
        shutil.copytree(programs, unfinished, symlinks=True)
        for path in (unfinished, *unfinished.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | stat.S_IRGRP | stat.S_IROTH | _passage(path))
        unfinished.rename(copy)
    return copy


def _passage(path: Path) -> int:
    runs = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
    return stat.S_IXGRP | stat.S_IXOTH if runs else 0
