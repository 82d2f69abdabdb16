"""Plane coordinates to latitude and longitude, by the exact formulas, for the systems cities send.

Transverse Mercator: Gauss–Krüger series to the fourth order (Lantmäteriet's formulas, better than a
millimetre).
Lambert conformal conic with two standard parallels: Snyder 1987, "Map Projections: A Working Manual", p.
107–109.
Web Mercator: the sphere. Datums closer than two metres to WGS 84 (SWEREF 99, ETRS 89, NAD 83) are taken as
equal to it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vapenvila.web.imports.engine.sentences import UnusableMappingError, say

Floats = NDArray[np.float64]
SEMI_MAJOR: Final = 6378137.0
FLATTENING: Final = 1 / 298.257222101
US_FOOT: Final = 1200 / 3937


@dataclass(frozen=True, slots=True)
class TransverseMercator:
    """A Gauss–Krüger system; lengths in `unit` metres."""

    central_meridian: float
    scale: float
    false_easting: float
    false_northing: float
    latitude_of_origin: float = 0.0
    unit: float = 1.0

    def to_geographic(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Latitude and longitude in degrees of points x east, y north."""
        n = FLATTENING / (2 - FLATTENING)
        radius = SEMI_MAJOR / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
        xi = (y * self.unit - self.false_northing) / (self.scale * radius) + self._origin_arc(n)
        eta = (x * self.unit - self.false_easting) / (self.scale * radius)
        deltas = (
            n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96 - n**4 / 360,
            n**2 / 48 + n**3 / 15 - 437 * n**4 / 1440,
            17 * n**3 / 480 - 37 * n**4 / 840,
            4397 * n**4 / 161280,
        )
        xi_prime, eta_prime = xi.copy(), eta.copy()
        for order, delta in enumerate(deltas, start=1):
            xi_prime -= delta * np.sin(2 * order * xi) * np.cosh(2 * order * eta)
            eta_prime -= delta * np.cos(2 * order * xi) * np.sinh(2 * order * eta)
        conformal = np.arcsin(np.sin(xi_prime) / np.cosh(eta_prime))
        turn = np.arctan2(np.sinh(eta_prime), np.cos(xi_prime))
        return np.degrees(_geodetic(conformal)), self.central_meridian + np.degrees(turn)

    def _origin_arc(self, n: float) -> float:
        phi = np.radians(self.latitude_of_origin)
        chi = float(np.arcsin(np.tanh(_isometric(np.asarray([phi]))))[0])
        betas = (
            n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16 + 41 * n**4 / 180,
            13 * n**2 / 48 - 3 * n**3 / 5 + 557 * n**4 / 1440,
            61 * n**3 / 240 - 103 * n**4 / 140,
            49561 * n**4 / 161280,
        )
        return chi + sum(beta * float(np.sin(2 * order * chi)) for order, beta in enumerate(betas, start=1))


@dataclass(frozen=True, slots=True)
class LambertConic:
    """Lambert conformal conic with two standard parallels; lengths in `unit` metres."""

    parallels: tuple[float, float]
    latitude_of_origin: float
    central_meridian: float
    false_easting: float
    false_northing: float
    unit: float = 1.0

    def to_geographic(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Latitude and longitude in degrees of points x east, y north."""
        first, second = (np.asarray([np.radians(p)]) for p in self.parallels)
        origin = np.asarray([np.radians(self.latitude_of_origin)])
        cone = float((np.log(_parallel_radius(first)) - np.log(_parallel_radius(second)))[0])
        cone /= float((_isometric(second) - _isometric(first))[0])
        factor = float((_parallel_radius(first) * np.exp(cone * _isometric(first)) / cone)[0])
        rho_origin = SEMI_MAJOR * factor * float(np.exp(-cone * _isometric(origin))[0])
        east = x * self.unit - self.false_easting
        north = rho_origin - (y * self.unit - self.false_northing)
        rho = np.sign(cone) * np.hypot(east, north)
        isometric = -np.log(rho / (SEMI_MAJOR * factor)) / cone
        turn = np.arctan2(np.sign(cone) * east, np.sign(cone) * north) / cone
        return np.degrees(_geodetic(np.arcsin(np.tanh(isometric)))), self.central_meridian + np.degrees(turn)


@dataclass(frozen=True, slots=True)
class WebMercator:
    """The system of web maps (EPSG 3857)."""

    def to_geographic(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Latitude and longitude in degrees of points x east, y north."""
        return np.degrees(np.arctan(np.sinh(y / SEMI_MAJOR))), np.degrees(x / SEMI_MAJOR)


@dataclass(frozen=True, slots=True)
class Geographic:
    """Already degrees: x is the longitude and y the latitude (EPSG 4326)."""

    def to_geographic(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Latitude and longitude, unchanged."""
        return y, x


Projection = TransverseMercator | LambertConic | WebMercator | Geographic


def _eccentricity() -> float:
    return float(np.sqrt(FLATTENING * (2 - FLATTENING)))


def _isometric(latitude: Floats) -> Floats:
    e = _eccentricity()
    sine = np.sin(latitude)
    return np.asarray(np.arctanh(sine) - e * np.arctanh(e * sine))


def _parallel_radius(latitude: Floats) -> Floats:
    e = _eccentricity()
    return np.asarray(np.cos(latitude) / np.sqrt(1 - (e * np.sin(latitude)) ** 2))


def _geodetic(conformal: Floats) -> Floats:
    """Geodetic from conformal latitude, by fixed-point steps on the isometric latitude."""
    e = _eccentricity()
    isometric = np.arctanh(np.sin(conformal))
    latitude = conformal
    for _ in range(8):
        latitude = np.arcsin(np.tanh(isometric + e * np.arctanh(e * np.sin(latitude))))
    return np.asarray(latitude)


def _swedish_zones() -> dict[int, Projection]:
    meridians = {3007: 12.0, 3008: 13.5, 3009: 15.0, 3010: 16.5, 3011: 18.0, 3012: 14.25, 3013: 15.75, 3014: 17.25,
                 3015: 18.75, 3016: 20.25, 3017: 21.75, 3018: 23.25}  # fmt: skip
    return {code: TransverseMercator(meridian, 1.0, 150_000, 0) for code, meridian in meridians.items()}


def _utm_zones() -> dict[int, Projection]:
    zones: dict[int, Projection] = {}
    for zone in range(1, 61):
        meridian = zone * 6.0 - 183
        zones[32600 + zone] = TransverseMercator(meridian, 0.9996, 500_000, 0)
        zones[32700 + zone] = TransverseMercator(meridian, 0.9996, 500_000, 10_000_000)
        if zone <= 23:
            zones[26900 + zone] = TransverseMercator(meridian, 0.9996, 500_000, 0)
        if 28 <= zone <= 38:
            zones[25800 + zone] = TransverseMercator(meridian, 0.9996, 500_000, 0)
    return zones


def _state_plane() -> dict[int, Projection]:
    def lambert(low: float, high: float, origin: float, meridian: float, east: float, north: float = 0.0,
                unit: float = US_FOOT) -> LambertConic:  # fmt: skip
        return LambertConic((low, high), origin, meridian, east, north, unit)

    third = 1 / 3
    return {
        2227: lambert(37.06666666666667, 38.43333333333333,
                      36.5, -120.5, 2_000_000, 500_000),
        2229: lambert(34.03333333333333, 35.46666666666667, 33.5, -118, 2_000_000, 500_000),
        2248: lambert(38.3, 39.45, 37 + 2 * third, -77, 400_000),
        2249: lambert(41.71666666666667, 42.68333333333333, 41, -71.5, 200_000, 750_000),
        2263: lambert(40 + 2 * third, 41.03333333333333, 40.16666666666666, -74, 300_000),
        2272: lambert(39.93333333333333, 40.96666666666667, 39.33333333333334, -77.75, 600_000),
        3435: TransverseMercator(-88.33333333333333, 0.999975, 300_000, 0, 36 + 2 * third, US_FOOT),
        3734: lambert(40.43333333333333, 41.7, 39 + 2 * third, -82.5, 600_000),
        3735: lambert(38.73333333333333, 40.03333333333333, 38, -82.5, 600_000),
        26971: TransverseMercator(-88.33333333333333, 0.999975, 300_000, 0, 36 + 2 * third),
        26985: lambert(38.3, 39.45, 37 + 2 * third, -77, 400_000, unit=1.0),
        26986: lambert(41.71666666666667, 42.68333333333333, 41, -71.5, 200_000, 750_000, unit=1.0),
    }  # fmt: skip


PROJECTIONS: Final[Mapping[int, Projection]] = {
    4326: Geographic(),
    4258: Geographic(),
    4269: Geographic(),
    4619: Geographic(),
    3857: WebMercator(),
    3006: TransverseMercator(15.0, 0.9996, 500_000, 0),
    **_swedish_zones(),
    **_utm_zones(),
    **_state_plane(),
}
"""Coordinate systems by their EPSG number."""


def geographic_from(epsg: int) -> Callable[[Floats, Floats], tuple[Floats, Floats]]:
    """The function from x, y to latitude, longitude for an EPSG number."""
    projection = PROJECTIONS.get(epsg)
    if projection is None:
        raise UnusableMappingError(
            say("Coordinate system EPSG {epsg} is not known here. Known are 4326, 3857, 3006–3018, UTM "
                "(25828–25838, "
                "269xx, 326xx, 327xx) and US state planes {planes}."),
            epsg=epsg,
            planes=", ".join(str(code) for code in _state_plane()),
        )  # fmt: skip
    return projection.to_geographic
