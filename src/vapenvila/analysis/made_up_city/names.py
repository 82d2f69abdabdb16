"""Names nobody bears: every one says that it is made up. No register was used."""

import numpy as np

_GIVEN = (
    "Påhittad",
    "Påhittelina",
    "Fabulus",
    "Fabelina",
    "Saggan",
    "Sagobert",
    "Diktus",
    "Dikta",
    "Låtsas",
    "Låtsela",
    "Mytas",
    "Mytta",
    "Hittepå",
    "Hittepia",
    "Luftolf",
    "Lufta",
    "Drömmer",
    "Drömmelin",
    "Pappkalle",
    "Papplina",
    "Skuggo",
    "Skuggina",
    "Övningsson",
    "Övna",
    "Exempel",
    "Exempla",
    "Kuliss",
    "Kulissa",
    "Fantas",
    "Fantina",
)

_SURNAMES = (
    "Påhittsson",
    "Påhittberg",
    "Påhittlund",
    "Sagoström",
    "Sagoberg",
    "Sagodal",
    "Fabelgren",
    "Fabelkvist",
    "Fabelholm",
    "Diktarsson",
    "Diktlund",
    "Diktfors",
    "Låtsasberg",
    "Låtsasdal",
    "Låtsaslind",
    "Mytlund",
    "Mytström",
    "Mytgren",
    "Hittepåsson",
    "Hittepåstrand",
    "Luftslottsson",
    "Luftdal",
    "Drömfors",
    "Drömkvist",
    "Pappholm",
    "Pappstrand",
    "Skuggdiktsson",
    "Övningsberg",
    "Övningslund",
    "Exempelsson",
    "Exempelgren",
    "Kulissberg",
    "Kulisström",
    "Fantasidal",
    "Fantasiholm",
)

_DISTRICT_BEGINNINGS = (
    "Kopparmåne",
    "Vitsäl",
    "Grånäbb",
    "Tjärvind",
    "Blåmussle",
    "Kvicksilver",
    "Saltdimme",
    "Norrskens",
    "Pimpsten",
    "Bärnstens",
    "Havsgrind",
    "Lunnefågel",
    "Snöklocke",
    "Tångfyr",
    "Ankarsten",
    "Silverhake",
    "Dimvakts",
    "Vågskum",
    "Lotsgubbe",
    "Sjöhäst",
)

_DISTRICT_ENDINGS = (
    "torp",
    "höjden",
    "kajen",
    "gärdet",
    "backen",
    "sätra",
    "ängen",
    "parken",
    "hamn",
    "vreten",
    "lunden",
    "viken",
)


def display_names(count: int, rng: np.random.Generator) -> tuple[str, ...]:
    """`count` made-up names, not unique; each part tells that it is invented."""
    given = rng.integers(len(_GIVEN), size=count)
    surname = rng.integers(len(_SURNAMES), size=count)
    return tuple(f"{_GIVEN[g]} {_SURNAMES[s]}" for g, s in zip(given.tolist(), surname.tolist(), strict=True))


def district_names(count: int, rng: np.random.Generator) -> tuple[str, ...]:
    """`count` different invented district names (at most 240 without a number behind them)."""
    whole = [beginning + ending for beginning in _DISTRICT_BEGINNINGS for ending in _DISTRICT_ENDINGS]
    order = rng.permutation(len(whole))
    rounds = range(count // len(whole) + 1)
    named = [whole[i] if turn == 0 else f"{whole[i]} {turn + 1}" for turn in rounds for i in order]
    return tuple(named[:count])
