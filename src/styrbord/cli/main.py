"""Which command was given, and did it work? 0 = done, 1 = refused, 2 = wrong words."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

from styrbord.cli import demo_database
from styrbord.cli.model_words import add_model
from styrbord.cli.portfolio_words import add_portfolio
from styrbord.cli.running import run

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # named nowhere else

_READ = (
    "Read a file as it was published, and write observations, problems, an account of what was taken for"
    " what, and the layout, which can be corrected and given back. Names of territories are matched to"
    " --territories, else to the subjects of a database that --database or STYRBORD_DATABASE names; without"
    " these no database is needed or made. Nothing is loaded. Ends with 0 when the file was read, whatever"
    " problems are told, and with 1 when it was refused."
)
_LEDGER = (
    "seal: chain and seal every new event and publish the heads. verify: walk all of it, compare it with the"
    " published heads, and name the first event that is not as it was sealed; ends with 1 then. proof: print"
    " what shows that an event is in the ledger. check-proof: check such a print against published heads,"
    " without a database."
)
_RECORDS = (
    "export: write events, submissions, packages, editions and forms into an archive with the hash of each"
    " file. rebuild: make a figure anew from the packages that were handed in, and compare; ends with 1 when"
    " it differs. classes: list how long each class of record is kept. retire: write the records of a class"
    " that have had their time into an archive, then erase their words. erase-person: erase a person's name,"
    " sign-in name and free texts."
)
_SIGNALS = (
    "plot-the-dots: control charts as NHSRplotthedots draws them. residual: charts of what is left after"
    " trend, season and memory, with the share of false discoveries held over all series of the table. Writes"
    " points.csv and icons.csv; of a list of cases points_NAME.csv and icons_NAME.csv, or refused_NAME.csv"
    " where a case is refused, and ends with 1 then. An icon 'unknown' means that no verdict is possible."
)
_FORECAST = (
    "Forecast every series of a table. Each gets a method that beat the naive forecast at earlier points of"
    " its own past, else it is labelled naive; intervals are as wide as errors were there. ds is a whole"
    " number or a period (2020, 2020-Q1); an empty y is missing. Series that were never negative stay"
    " so. The result has the columns unique_id, ds, mean, lo-80, hi-80, lo-95, hi-95 and method."
)
_RATE = (
    "Make an index of indicators. The structure has the columns Level, iCode, iName, Direction, Weight, Unit,"
    " Target, Denominator, Parent and Type, the data a line for each unit (uCode) and a column for each"
    " indicator. Writes treated.csv, normalised.csv, scores.csv and ranks.csv; with --sensitivity or --design"
    " also rank_intervals.csv, with --sensitivity sobol.csv, with --design ranks_replicates.csv."
)
_APPRAISE = (
    "Compute named formulas of digital investments: discounting, net present value, internal rate, payback,"
    " optimism bias, earned value, joint allocation with its core test, benefits, lights and more. CASES is a"
    " list in JSON of objects with id, formula and input; RESULTS an object of results by id. A case with an"
    " unknown formula or a wrong input gets an error with code and message there, and the others run on."
)
_TICK = (
    "Writes the releases whose moment has come, sends each reminder and escalation once, tells owners of"
    " silent indicators, forgets sessions that have run out, and seals the ledger when there is much new."
    " Run it by a timer, as often as every minute; a second one at the same time does nothing."
)


def parser() -> argparse.ArgumentParser:
    """Words of the command line."""
    top = argparse.ArgumentParser(prog="styrbord", description="The steering board.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _load(commands)
    _read(commands)
    _signals(commands)
    _forecast(commands)
    _rate(commands)
    _appraise(commands)
    add_model(commands)
    serve = commands.add_parser("serve", help="serve the board")
    demo = commands.add_parser("demo", help="load the example county and serve it")
    demo.add_argument("--fresh", action="store_true", help="make the example's database anew")
    for command in (serve, demo):
        command.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1, 8000 if not given")
    pages = commands.add_parser("pages", help="export or import the pages as text")
    pages.add_argument("action", choices=("export", "import"), help="write the text, or publish it")
    pages.add_argument("file", type=Path, nargs="?", help="a file; the terminal when left out")
    form = commands.add_parser("form", help="publish forms from text, export them, or list them")
    form.add_argument("action", choices=("publish", "export", "list"), help="what to do")
    form.add_argument("file", type=Path, nargs="?", help="a file; the terminal when left out")
    commands.add_parser(
        "tick", help="do everything that is due: releases, reminders, seals", description=_TICK
    )
    worker = commands.add_parser("worker", help="do long work that was asked for, one job after the other")
    worker.add_argument("--once", action="store_true", help="end when nothing waits")
    _link(commands)
    add_portfolio(commands)
    commands.add_parser("setup", help="make or update the database")
    _ledger(commands)
    _people(commands)
    _records(commands)
    _backup(commands)
    for command in commands.choices.values():
        command.add_argument("--database", metavar="D", help="a file (SQLite) or a postgresql:// address")
    return top


def _link(commands: Commands) -> None:
    link = commands.add_parser("sign-in-link", help="print a link that signs in once")
    link.add_argument(
        "name", help="code of the post that signs in, added if it is not there; or a person's key"
    )
    link.add_argument("--editor", action="store_true", help="the post edits the whole board")
    link.add_argument("--administrator", action="store_true", help="the post gives rights")
    link.add_argument(
        "--reset",
        action="store_true",
        help="take password, second factors and sessions of a person away first",
    )
    link.add_argument(
        "--mail",
        metavar="ADDRESS",
        help="the person, named by the key, signs in with this e-mail address from now on; '' erases it",
    )
    link.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1, 8000 if not given")
    link.add_argument("--site", metavar="URL", help="address of the site, where it is not on 127.0.0.1")


def _people(commands: Commands) -> None:
    post = commands.add_parser("post", help="list the posts with their roles, or add one")
    post.add_argument("code", nargs="?", help="code of a new post; the list when left out")
    post.add_argument("--title", metavar="WORDS", help="what the new post is called")
    grant = commands.add_parser("grant", help="give a post a role")
    grant.add_argument("post", help="code of the post")
    grant.add_argument("role", help="preparer, reviewer, releaser, editor, analyst, owner and so on")
    grant.add_argument("--subject", metavar="CODE", help="only for this subject and all below it")
    grant.add_argument(
        "--hierarchy", metavar="CODE", default="administrative", help="hierarchy that 'below' is meant in"
    )
    grant.add_argument("--rubric", metavar="CODE", action="append", help="only for this rubric; repeatable")
    grant.add_argument("--from", dest="first", type=_day, metavar="DAY", help="first day; today if not given")
    grant.add_argument("--to", dest="last", type=_day, metavar="DAY", help="last day; open if not given")
    grant.add_argument("--basis", required=True, metavar="WORDS", help="document that gives the power")
    revoke = commands.add_parser("revoke", help="take a role away at once")
    revoke.add_argument("post", help="code of the post")
    revoke.add_argument("number", type=int, help="number of the grant, as the list of posts tells it")


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _load(commands: Commands) -> argparse.ArgumentParser:
    load = commands.add_parser(
        "load", help="load a data pack or a file as it was published: all of its editions or none"
    )
    load.add_argument("pack", type=Path, help="the folder of a pack or of a reading, or the file itself")
    load.add_argument("--describe", type=Path, metavar="FILE", help="a pack.toml that stands elsewhere")
    load.add_argument("--layout", type=Path, metavar="FILE", help="of a file: the layout.toml to read it by")
    load.add_argument(
        "--scheduled",
        metavar="NAME",
        help="name of the source when a timer loads it: a failure is told to the owners and stands beside"
        " the old values until a load of this name works",
    )
    load.add_argument(
        "--datasets",
        metavar="CODES",
        default="",
        help="datasets that the source feeds, with commas; needed only if its first load may fail",
    )
    _of_file(load)
    return load


def _read(commands: Commands) -> argparse.ArgumentParser:
    read = commands.add_parser(
        "read",
        help="read a file as it was published, and say what was taken for what; needs no database",
        description=_READ,
    )
    read.add_argument("file", type=Path, help="workbook, CSV, JSON-stat, PX or SDMX, known by its content")
    read.add_argument("--sheet", metavar="NAME", help="read this sheet alone")
    read.add_argument(
        "--layout", type=Path, metavar="FILE", help="read by this layout.toml, corrected by hand"
    )
    _of_file(read)
    read.add_argument(
        "--out",
        type=Path,
        metavar="FOLDER",
        help="folder of the results, named after the file if not given; only an earlier result is replaced",
    )
    return read


def _forecast(commands: Commands) -> None:
    forecast = commands.add_parser(
        "forecast",
        help="forecast the series of a file, with intervals; needs no database",
        description=_FORECAST,
    )
    add = forecast.add_argument
    add("input", type=Path, help="a table with the columns unique_id, ds, y")
    add("--horizon", type=int, required=True, metavar="H", help="periods to forecast")
    add("--season", type=int, required=True, metavar="S", help="periods in a season: 1, 4, 12")
    add("--level", type=int, nargs="+", default=[80, 95], metavar="L", help="percents; 80 95 if not given")
    add(
        "--hierarchy",
        type=Path,
        metavar="FILE",
        help="a table unique_id, parent_id: forecasts add up over it",
    )
    add("--arima", action="store_true", help="fit ARIMA too; takes about forty times as long")
    add("--may-be-negative", action="store_true", help="values may fall below zero though they never did")
    add("--cluster", metavar="ADDRESS", help="scheduler of a Dask cluster that the work is spread over")
    add("--out", type=Path, required=True, metavar="FILE", help="the table of forecasts, replaced as a whole")


def _rate(commands: Commands) -> None:
    rate = commands.add_parser(
        "rate",
        help="rate units by an index, with the doubt about their places; needs no database",
        description=_RATE,
    )
    add = rate.add_argument
    add(
        "--structure", type=Path, required=True, metavar="FILE", help="indicators and aggregates of the index"
    )
    add("--data", type=Path, required=True, metavar="FILE", help="values of the units")
    add(
        "--method",
        metavar="METHOD",
        help="text of a method (TOML or JSON), or the code of a shipped one such as asem; the usual steps if"
        " left out",
    )
    add(
        "--sensitivity",
        type=int,
        metavar="N",
        help="recalculate N times (choices + 2): between which places, how sure, which choice matters;"
        " a power of two balances best",
    )
    add(
        "--seed",
        type=int,
        metavar="S",
        help="whole number that the recalculations are drawn from; 1 if left out",
    )
    add("--design", type=Path, metavar="FILE", help="recalculate as this table says: a line each")
    add("--weights-sets", type=Path, metavar="FILE", help="sets of weights that the design chooses among")
    add(
        "--published",
        type=Path,
        metavar="FILE",
        help="uCode, index and place (and Time) as others printed them: tells which rows do not agree",
    )
    add("--out", type=Path, required=True, metavar="DIR", help="folder of the results")


def _appraise(commands: Commands) -> None:
    appraise = commands.add_parser(
        "appraise",
        help="compute formulas of investments for the cases of a file; needs no database",
        description=_APPRAISE,
    )
    appraise.add_argument("cases", type=Path, metavar="CASES", help="a list of cases in JSON")
    appraise.add_argument(
        "--out", type=Path, required=True, metavar="RESULTS", help="the results, replaced as a whole"
    )


def _signals(commands: Commands) -> None:
    signals = commands.add_parser(
        "signals",
        help="find the signals in series of a file, or in a whole list of cases; needs no database",
        description=_SIGNALS,
    )
    add = signals.add_argument
    add("input", type=Path, nargs="?", help="CSV with the columns date and value, perhaps series, trajectory")
    add(
        "--cases",
        type=Path,
        metavar="FILE",
        help="a list of cases instead: name, input, direction, target ...",
    )
    add("--rule", metavar="NAME", default="plot-the-dots", help="plot-the-dots or residual")
    add("--direction", metavar="WAY", default="increase", help="increase, decrease or neutral: what is good")
    add("--target", metavar="T", help="a number, or 'A 5;B 7.5' by series")
    add("--rebase", metavar="DAYS", help="days that begin anew: '2020-03-01;2021-03-01', or by series")
    add("--fix", metavar="N", help="the first N rows of each group make its limits, 12 or more")
    add("--facet", metavar="COLUMN", nargs="?", const="series", help="the column of the series")
    add("--no-screen", action="store_true", help="keep large moving ranges in the limits")
    add("--short", metavar="N", help="groups with fewer rows have trial limits; 13 if not given")
    add("--due", metavar="DAY", help="first day of the last period that should have a value")
    add("--date", metavar="COLUMN", default="date", help="the column of the dates")
    add("--value", metavar="COLUMN", default="value", help="the column of the values")
    add("--out", type=Path, metavar="DIR", required=True, help="folder of the results")


def _ledger(commands: Commands) -> None:
    ledger = commands.add_parser(
        "ledger", help="seal the ledger, verify it, or show that one event is in it", description=_LEDGER
    )
    ledger.add_argument("action", choices=("seal", "verify", "proof", "check-proof"), help="what to do")
    ledger.add_argument("what", nargs="?", help="proof: an event's number; check-proof: the proof's file")
    ledger.add_argument(
        "--heads", type=Path, metavar="FILE", help="file of published heads; else that of the settings"
    )
    ledger.add_argument("--new-heads", action="store_true", help="seal: the file of heads is begun anew")
    ledger.add_argument("--chain-alone", action="store_true", help="verify: do without published heads")


def _records(commands: Commands) -> None:
    found = commands.add_parser(
        "records",
        help="export the records, rebuild a figure, erase what has had its time",
        description=_RECORDS,
    )
    actions = ("export", "rebuild", "classes", "retire", "erase-person")
    found.add_argument("action", choices=actions, help="what to do")
    found.add_argument("what", nargs="*", help="rebuild: INDICATOR SUBJECT PERIOD; erase-person: a key")
    found.add_argument("--class", dest="name", metavar="NAME", help="retire: class of records")
    found.add_argument("--before", type=_day, metavar="DAY", help="retire: only what is from before this day")
    found.add_argument("--archive", type=Path, metavar="FILE", help="export, retire: a new file")


def _backup(commands: Commands) -> None:
    backup = commands.add_parser("backup", help="write the whole database into one file")
    backup.add_argument("file", type=Path, help="a new file; it holds everything and is for your eyes only")
    restore = commands.add_parser("restore", help="make a database from a backup, and check it whole")
    restore.add_argument("file", type=Path, help="what `styrbord backup` wrote")
    restore.add_argument(
        "--despite-ledger",
        action="store_true",
        help="restore although the backed-up ledger does not verify",
    )


def _of_file(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--territories",
        type=Path,
        metavar="FILE",
        help="of a file: a territories.csv whose names and codes are matched; else those of the database",
    )
    command.add_argument("--structure", type=Path, metavar="FILE", help="of SDMX: its structure message")
    command.add_argument("--language", metavar="L", help="of PX and SDMX: take the words in en, ru, sv ...")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command."""
    words = parser().parse_args(argv)
    if words.database:
        os.environ["STYRBORD_DATABASE"] = words.database
    if words.command == "demo":
        demo_database.choose()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "styrbord.conf.settings")
    return run(words, sys.stdout, sys.stderr)
