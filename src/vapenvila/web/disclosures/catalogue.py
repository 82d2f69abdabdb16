"""The country's catalogue of legal grounds, read once; a fault in it stops the start with one sentence."""

from functools import lru_cache
from importlib.resources import files

from vapenvila.rules.legal_ground import Catalogue, LegalGround, read_catalogue

COUNTRY = "se"


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue in use. Raises `CatalogueError` when it cannot be read."""
    return read_catalogue((files("vapenvila.legal") / f"{COUNTRY}.toml").read_text(encoding="utf-8"))


def ground_called(code: str) -> LegalGround | None:
    """The ground with this code, or None."""
    return catalogue().grounds.get(code)
