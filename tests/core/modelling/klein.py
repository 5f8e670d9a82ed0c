"""What do Klein's model of 1950 and the numbers of another program say?"""

import csv
import os
from functools import lru_cache
from pathlib import Path

import pytest

from styrbord.core.base.periods import Period
from styrbord.core.modelling.series import Series, series_of

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "reference" / "modelling"
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
needed = pytest.mark.skipif(
    not FOLDER.is_dir() and not IN_CI, reason="shared/reference/modelling is not here"
)

TEXT = """MODEL
BEHAVIORAL> cn
TSRANGE 1921 1 1941 1
EQ> cn = a1 + a2*p + a3*TSLAG(p,1) + a4*(w1+w2)
COEFF> a1 a2 a3 a4
BEHAVIORAL> i
TSRANGE 1921 1 1941 1
EQ> i = b1 + b2*p + b3*TSLAG(p,1) + b4*TSLAG(k,1)
COEFF> b1 b2 b3 b4
BEHAVIORAL> w1
TSRANGE 1921 1 1941 1
EQ> w1 = c1 + c2*(y+t-w2) + c3*TSLAG(y+t-w2,1) + c4*time
COEFF> c1 c2 c3 c4
IDENTITY> y
EQ> y = cn + i + g - t
IDENTITY> p
EQ> p = y - (w1+w2)
IDENTITY> k
EQ> k = TSLAG(k,1) + i
END
"""
INSTRUMENTS = ("1", "g", "t", "w2", "time", "TSLAG(p,1)", "TSLAG(k,1)", "TSLAG(y+t-w2,1)")


def with_instruments() -> str:
    """The model with the instruments of the textbooks."""
    lines = "\n".join(f"IV> {one}" for one in INSTRUMENTS)
    return "\n".join(f"{line}\n{lines}" if line.startswith("COEFF>") else line for line in TEXT.split("\n"))


def with_memory() -> str:
    """The model from 1923 to 1940 with a first-order error in consumption."""
    shorter = TEXT.replace("TSRANGE 1921 1 1941 1", "TSRANGE 1923 1 1940 1")
    return shorter.replace("COEFF> a1 a2 a3 a4", "COEFF> a1 a2 a3 a4\nERROR> AUTO(1)")


@lru_cache
def data() -> Series:
    """Yearly data 1920 to 1941; time is missing in 1920."""
    cells = [
        (name, Period.parse(row["year"]), float(text))
        for row in rows("klein_data.csv")
        for name, text in row.items()
        if name != "year" and text != "NA"
    ]
    return series_of(cells)


@lru_cache
def rows(name: str) -> list[dict[str, str]]:
    """Lines of a reference file."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def modified() -> str:
    """The model with a second-order error, a restriction, a polynomial lag and branches."""
    changes = (
        ("BEHAVIORAL> cn\nTSRANGE 1921", "BEHAVIORAL> cn\nTSRANGE 1925"),
        ("COEFF> a1 a2 a3 a4", "COEFF> a1 a2 a3 a4\nERROR> AUTO(2)"),
        ("BEHAVIORAL> i\nTSRANGE 1921", "BEHAVIORAL> i\nTSRANGE 1923"),
        ("COEFF> b1 b2 b3 b4", "COEFF> b1 b2 b3 b4\nRESTRICT> b2 + b3 = 1"),
        ("BEHAVIORAL> w1\nTSRANGE 1921", "BEHAVIORAL> w1\nTSRANGE 1925"),
        ("COEFF> c1 c2 c3 c4", "COEFF> c1 c2 c3 c4\nPDL> c3 1 2"),
        (
            "EQ> k = TSLAG(k,1) + i",
            "EQ> k = TSLAG(k,1) + i\nIF> i > 0\nIDENTITY> k\nEQ> k = TSLAG(k,1)\nIF> i <= 0",
        ),
    )
    text = TEXT
    for old, new in changes:
        text = text.replace(old, new)
    return text
