"""Names of areas as files spell them: regions in three ways, numbers with a point."""

import re
from collections.abc import Collection
from difflib import get_close_matches
from functools import lru_cache

_ENOUGH_ALIKE = 0.6
_MOST = 5


@lru_cache(maxsize=10_000)
def same_name(name: str) -> frozenset[str]:
    """What two spellings of one name share: “Outer London” is “London (Outer)”.

    “Yorkshire and the Humber” is “Yorkshire and The Humber”, “Stockton on Tees” has no dashes.
    """
    words = re.findall(r"[^\W_]+", name.casefold().replace("’", "").replace("'", ""))
    return frozenset(words) - {"the", "and"}


def area_code(written: str) -> str:
    """808 of "808.0"; empty for "NA"."""
    code = re.sub(r"\.0+$", "", written.strip())
    return "" if code.upper() in ("NA", "N/A", "-") else code


def close_names(name: str, names: Collection[str]) -> list[str]:
    """At most five of the names that the person may have meant, those that hold it first."""
    wanted = name.casefold().strip()
    inside = sorted(each for each in names if wanted and wanted in each.casefold())
    folded = {each.casefold(): each for each in names}
    alike = get_close_matches(wanted, folded, n=_MOST, cutoff=_ENOUGH_ALIKE)
    return list(dict.fromkeys([*inside, *(folded[each] for each in alike)]))[:_MOST]
