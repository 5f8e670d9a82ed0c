"""Which benchmark is to run? `python -m bench NAME...`, or `all`; then the table is written anew.

Databases are made on first use, which takes minutes, and are kept outside the project.
"""

import argparse
import os
import subprocess
import sys

from bench import report
from bench.servers import database_at, postgres
from bench.site import FOLDER

INDICATORS = "79"
BY_PARTS = {"signals": ("null", "power"), "forecasting": ("m3", "speed")}  # these need no database
BY_ARGUMENTS = {"rating": ("speed", "scale")}  # nor do these
BY_THEMSELVES = {
    "loading": "loading",
    "reading": "reading",
    "finding": "names",
    "form-books": "forms",
    "guessing": "guessing",
    "size": "size",
    "coherence": "coherence",
    "decision_effects": "effects",
    "week": "week",
    "portfolio": "portfolio",
    "shapley": "shapley",
    "modelling": "modelling",
    "hostile_models": "hostile",
    "pooling": "pooling",
}  # each with the name of its database
ON_MANY_ROWS = ("bench.subject_page", "bench.whole_page", "bench.readers")


def run(module: str, database: str, *words: str) -> None:
    """One benchmark in a process of its own; several packages warn about their own parts."""
    environment = {**os.environ, "STYRBORD_DATABASE": database}
    subprocess.run([sys.executable, "-W", "ignore", "-m", module, *words], env=environment, check=True)


def numbers() -> None:
    """Pages and readers on both databases."""
    with postgres() as address:
        for database in (str(FOLDER / "10m.sqlite3"), database_at(address, "bench10m")):
            run("bench.building", database, INDICATORS)
            for module in ON_MANY_ROWS:
                run(module, database)


def main() -> None:
    """Run what was asked for."""
    known = ("numbers", *BY_THEMSELVES, *BY_PARTS, *BY_ARGUMENTS, "report")
    parser = argparse.ArgumentParser(prog="python -m bench", description="Benchmarks, run by hand.")
    parser.add_argument("names", nargs="+", choices=[*known, "all"])
    asked = parser.parse_args().names
    wanted = known if "all" in asked else asked
    if "numbers" in wanted:
        numbers()
    for name, file in BY_THEMSELVES.items():
        if name in wanted:
            run(f"bench.{name.replace('-', '_')}", str(FOLDER / f"{file}.sqlite3"))
    for topic in BY_PARTS.keys() & set(wanted):
        for part in BY_PARTS[topic]:
            run(f"bench.{topic}_{part}", str(FOLDER / f"{topic}.sqlite3"))
    for name in BY_ARGUMENTS.keys() & set(wanted):
        for part in BY_ARGUMENTS[name]:
            run(f"bench.{name}", str(FOLDER / f"{name}.sqlite3"), part)
    report.write()


if __name__ == "__main__":
    main()
