"""Which words does `styrbord model` take?"""

import argparse
from pathlib import Path

_ABOUT = (
    "Estimate a model written as text (behavioural equations and identities), and solve it. Data are a long"
    " table (variable, period, value) or a wide one (the period, then a column for each variable); a period"
    " is 1921, 2040-S1, 2040-Q1 or 2040-01; an empty cell and NA are missing. All are written, or none."
)
Words = argparse.ArgumentParser


def add_model(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its five actions."""
    model = commands.add_parser(
        "model", help="estimate and solve a model written as text; needs no database", description=_ABOUT
    )
    actions = model.add_subparsers(dest="action", required=True, metavar="ACTION")
    _estimate(actions.add_parser("estimate", help="estimate the behavioural equations of a model"))
    _simulate(actions.add_parser("simulate", help="solve a model over some periods"))
    _multipliers(actions.add_parser("multipliers", help="tell how targets move with instruments"))
    _target(actions.add_parser("target", help="find the instruments that bring targets about"))
    _scenarios(actions.add_parser("scenarios", help="solve a model under several scenarios"))


def _file(words: Words, name: str, said: str, *, required: bool = True) -> None:
    words.add_argument(name, type=Path, required=required, metavar="FILE", help=said)


def _begin(words: Words) -> None:
    words.add_argument("text", type=Path, metavar="MODEL", help="text of the model, from MODEL to END")
    _file(words, "--data", "series, long or wide; of territories long with the column territory")


def _end(words: Words) -> None:
    words.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder of the results")


def _estimate(words: Words) -> None:
    _begin(words)
    words.add_argument(
        "--method",
        choices=("ols", "iv", "3sls", "ridge", "partial", "pooled", "fixed"),
        help="least squares (where left out), two or three stages, ridge; of territories also partial pooling"
        " (where left out and the text has POOL>), pooled, fixed effects",
    )
    words.add_argument(
        "--allow-thin", action="store_true", help="estimate also with fewer than four periods a coefficient"
    )
    words.add_argument(
        "--from", dest="first", metavar="P", help="first period, where the text has no TSRANGE"
    )
    words.add_argument("--to", dest="last", metavar="P", help="last period, where the text has no TSRANGE")
    words.add_argument(
        "--co-tolerance",
        type=float,
        metavar="X",
        default=1e-10,
        help="change of an autoregressive coefficient at which iterating ends",
    )
    _file(
        words,
        "--against",
        "coefficients.csv of an earlier estimate: changes.csv tells what moved",
        required=False,
    )
    _end(words)


def _run(words: Words) -> None:
    """Words of every run."""
    _begin(words)
    said = "coefficients.csv of an estimate: equation, coefficient, value; of behavioural equations alone"
    _file(words, "--coefficients", said, required=False)
    words.add_argument(
        "--territory", metavar="NAME", help="which one to solve, where data are of territories"
    )
    words.add_argument("--from", dest="first", required=True, metavar="P", help="first period")
    words.add_argument("--to", dest="last", required=True, metavar="P", help="last period")
    words.add_argument(
        "--exogenise",
        default="",
        metavar="LIST",
        help="variables whose values are taken from the data: cn:1923-1925,i",
    )
    _file(words, "--addfactors", "add-factors: variable, period, value", required=False)


def _simulate(words: Words) -> None:
    _run(words)
    words.add_argument(
        "--run",
        choices=("dynamic", "static", "forecast"),
        default="dynamic",
        help="lagged values solved, those of the data, or solved without history in the run",
    )
    _file(
        words,
        "--shocks",
        "added to add-factors and exogenous series: variable, period, replica, value",
        required=False,
    )
    words.add_argument(
        "--draws", type=int, metavar="N", help="replicas with residuals of the past, drawn by whole periods"
    )
    words.add_argument("--past", metavar="P:P", help="periods of these residuals: 1921:1940")
    words.add_argument("--seed", type=int, default=1, metavar="N", help="of chance; the same gives the same")
    words.add_argument(
        "--tracking", action="store_true", help="add the add-factors with which the model repeats the data"
    )
    _end(words)


def _multipliers(words: Words) -> None:
    _run(words)
    words.add_argument("--targets", required=True, metavar="LIST", help="endogenous variables: cn,y")
    words.add_argument(
        "--instruments",
        required=True,
        metavar="LIST",
        help="exogenous variables, or equations whose add-factor moves: g,t",
    )
    _end(words)


def _target(words: Words) -> None:
    _run(words)
    said = "targets: variable, period, value; those of the model's text when left out"
    _file(words, "--targets", said, required=False)
    words.add_argument(
        "--instruments",
        required=True,
        metavar="LIST",
        help="exogenous variables, or equations whose add-factor moves, with weight and bounds: w2,g*2=10:30",
    )
    _end(words)


def _scenarios(words: Words) -> None:
    _run(words)
    _file(words, "--scenarios", "scenarios in TOML")
    _end(words)
