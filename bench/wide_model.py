"""A made-up model of 284 equations with the operations of a large quarterly model, on public quarterly data.

The names and numbers are those of the data set LONGBASE of the Federal Reserve Board in the folder `shared`;
the equations are drawn by chance and mean nothing: growth rates that lean on levels, logarithms, changes in
per cent, moving means, rates with a lower bound in four branches, identities. Add-factors make them hold.
"""

import csv
import gzip
from functools import lru_cache
from pathlib import Path

import numpy as np

from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import Coefficients
from styrbord.core.modelling.tables import data_of, period_of

PATH = Path(__file__).resolve().parents[2] / "shared/reference/modelling/frbus_longbase.csv.gz"
EQUATIONS = 284
FIRST, LAST = "2030-Q1", "2045-Q4"
GROWTH = "TSDELTALOG({own},1) = a{at} + b{at}*LOG(TSLAG({own},1)/(TSLAG({one},1)*TSLAG({two},2)^0.2))"
GROWTH += " + c{at}*TSDELTALOG({one},1) + d{at}*TSLAG(TSDELTALOG({two},1),1) + e{at}*{rate}"
COEFFICIENTS = {"a": 0.004, "b": -0.05, "c": 0.2, "d": 0.1, "e": 0.0005}
IDENTITIES = (
    "LOG({own}) = 0.5*LOG(TSLAG({own},1)) + 0.3*LOG({one}) + 0.1*LOG(MOVAVG({two},4))",
    "{own} = TSLAG({own},1) * ({one}/TSLAG({one},1))^0.4 * EXP(0.001*TSDELTA({rate},1))",
    "TSDELTAP({own},4) = 0.3*TSDELTAP({one},4) + 0.2*TSLAG(TSDELTAP({two},1),1) + 0.05*ABS({rate})",
    "TSDELTA({own}) = 0.2*TSDELTA({one})*TSLAG({own},1)/TSLAG({one},1) + 0.0001*MOVSUM({rate},3)",
)
RATES = (
    "{own} = 0.7*TSLAG({own},1) + 0.2*{rate} + 5*TSDELTALOG({one},1) - 2*LOG(TSLAG({two},1)/TSLAG({two},2))",
    "TSDELTA({own},1) = 0.3*TSDELTA({rate},1) + 0.1*(TSLAG({rate},1) - TSLAG({own},1)) + TSDELTALOG({one},4)",
)
BRANCHES = (
    ("{rate} > 0.125 & TSLAG({own},1) > 0.125", "{own} = 0.8*TSLAG({own},1) + 0.2*{rate}"),
    ("{rate} > 0.125 & TSLAG({own},1) <= 0.125", "{own} = 0.1 + 0.2*{rate}"),
    ("{rate} <= 0.125 & TSLAG({own},1) > 0.125", "{own} = 0.8*TSLAG({own},1) + 0.025"),
    ("{rate} <= 0.125 & TSLAG({own},1) <= 0.125", "{own} = 0.125"),
)


@lru_cache
def data() -> Series:
    """All series of the data set."""
    with gzip.open(PATH, "rt", encoding="utf-8", newline="") as file:
        return data_of(list(csv.reader(file)), PATH.name)


def names() -> tuple[list[str], list[str], list[str]]:
    """Series above 0 that move, small ones, and others, without a gap over the periods that are used."""
    known = data()
    first, last = (period_of(one).ordinal for one in (FIRST, LAST))
    levels: list[str] = []
    rates: list[str] = []
    others: list[str] = []
    for name in known.values:
        own = known.window(name, first, last)
        if not np.isfinite(own).all():
            continue
        if own.min() > 0.2 and own.max() / own.min() < 50 and own.std() > 1e-9:
            levels.append(name)
        else:
            (rates if np.abs(own).max() < 20 and own.std() > 1e-9 else others).append(name)
    return levels, rates, others


def made() -> tuple[str, Coefficients]:
    """Text and coefficients."""
    draw = np.random.default_rng(0)
    levels, rates, more = names()
    explained = draw.permutation([*levels, *rates, *more][:EQUATIONS]).tolist()
    lines = ["MODEL"]
    values: dict[tuple[str, str], float] = {}
    for at, own in enumerate(explained):
        others = [name for name in levels if name != own]
        one, two = (str(name) for name in draw.choice(others, 2, replace=False))
        rate = str(draw.choice([name for name in rates if name != own]))
        words = {"own": own, "one": one, "two": two, "rate": rate, "at": at}
        if own in levels and at % 5 < 3:
            lines += [f"BEHAVIORAL> {own}", f"EQ> {GROWTH.format(**words)}"]
            lines += [f"COEFF> {' '.join(f'{letter}{at}' for letter in COEFFICIENTS)}"]
            values |= {(own, f"{letter}{at}"): value for letter, value in COEFFICIENTS.items()}
        elif own not in levels and at % 9 == 0:
            for condition, right in BRANCHES:
                lines += [
                    f"IDENTITY> {own}",
                    f"IF> {condition.format(**words)}",
                    f"EQ> {right.format(**words)}",
                ]
        else:
            forms = IDENTITIES if own in levels else RATES
            lines += [f"IDENTITY> {own}", f"EQ> {forms[at % len(forms)].format(**words)}"]
    return "\n".join([*lines, "END"]), values
