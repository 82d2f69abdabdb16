"""One form for the street and number of an address, so that two ways of writing it are seen to be one place."""

import re

_CUT = re.compile(
    r"[,;\n]|\b\d{3}\s?\d{2}\b|\blgh\b|\bapt\b|\bvån\b", re.IGNORECASE
)  # what follows is not street or number
_NUMBER = re.compile(r"(\d+)\s*([a-zåäö]?)\s*$")


def street_and_number(address: str) -> str:
    """Street and number with its letter, folded: "Storgatan 12 B, lgh 1203, 123 45 Ort" and "storgatan 12b" are one.

    Empty where there is no number: a street alone is no address. The town is left out, because most notes leave it out.
    """
    street = " ".join(_CUT.split(address.strip(), maxsplit=1)[0].replace(".", " ").split()).casefold()
    found = _NUMBER.search(street)
    if found is None or not street[: found.start()].strip():
        return ""
    return f"{street[: found.start()].strip()} {found[1]}{found[2]}"
