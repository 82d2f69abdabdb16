"""Small Parquet files beside the upload that hold an import while it is checked. Deleted with it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl


class Spool:
    """Tables in pieces, by name, in a folder of their own."""

    def __init__(self, folder: Path, *, fresh: bool = True) -> None:
        self.folder = folder
        if fresh and folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._pieces: dict[str, int] = {}

    def write(self, name: str, piece: pl.DataFrame) -> None:
        """Add a piece to the table called `name`."""
        number = self._pieces.get(name, 0)
        self._pieces[name] = number + 1
        piece.write_parquet(self.folder / f"{name}.{number:06d}.parquet", compression="lz4", statistics=False)

    def paths(self, name: str) -> list[Path]:
        """The pieces of a table, in order."""
        return sorted(self.folder.glob(f"{name}.[0-9]*.parquet"))

    def read(self, name: str) -> Iterator[pl.DataFrame]:
        """The pieces of a table, one at a time."""
        for path in self.paths(name):
            yield pl.read_parquet(path)

    def read_one(self, name: str) -> pl.DataFrame:
        """The whole table; for small ones."""
        return pl.concat(list(self.read(name)))

    def keep_only(self, names: tuple[str, ...]) -> None:
        """Delete all tables but these."""
        for path in self.folder.glob("*.parquet"):
            if path.name.split(".")[0] not in names:
                path.unlink(missing_ok=True)

    def remove(self) -> None:
        """Delete everything."""
        shutil.rmtree(self.folder, ignore_errors=True)
