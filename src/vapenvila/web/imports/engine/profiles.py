"""The ready profiles: mappings for sources that are known, kept as TOML beside this module."""

from importlib import resources
from pathlib import Path
from typing import Final

from vapenvila.web.imports.engine.mapping import ImportMapping
from vapenvila.web.imports.engine.mapping_reading import mapping_from_toml

PROFILE_NAMES: Final = ("nypd", "philadelphia", "polisen")
RECOGNISED_BY: Final = {
    "nypd": ({"INCIDENT_KEY", "OCCUR_DATE", "OCCUR_TIME", "STATISTICAL_MURDER_FLAG"},),
    "philadelphia": ({"dc_key", "fatal"}, {"dc_key", "fatal", "date_"}),
    "polisen": (
        {"id", "datetime", "name", "type", "location_name"},
        {"id", "datetime", "name", "type", "location.name"},
    ),
}


def profile_path(name: str) -> Path:
    """Where the profile's TOML file lies."""
    return Path(str(resources.files("vapenvila.web.imports.engine").joinpath("ready", f"{name}.toml")))


def profile_named(name: str) -> ImportMapping:
    """The mapping of a ready profile."""
    return mapping_from_toml(profile_path(name))


def mapping_named(name: str) -> ImportMapping:
    """A ready profile by its name, or the mapping in the TOML file of that path."""
    return profile_named(name) if name in PROFILE_NAMES else mapping_from_toml(Path(name))


def recognised_profile(columns: tuple[str, ...]) -> str | None:
    """The profile whose tell-tale columns the file has."""
    present = set(columns)
    return next(
        (name for name in PROFILE_NAMES if any(marks <= present for marks in RECOGNISED_BY[name])), None
    )
