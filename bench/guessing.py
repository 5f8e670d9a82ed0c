"""Do 10,000 guesses stay outside, and does the time of an answer tell which names are known?

`python -m bench.guessing --guesses 10000`, on an empty database of its own. Each guess comes from an address
of its own, the right password among them; so do codes after the right password. Then wrong passwords for
known and unknown names take turns, with the lock-out off.
"""

import argparse
import json
import random
import time
from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.test.utils import setup_test_environment

from bench import site
from bench.site import vendor
from bench.timing import Row, keep, paired, written
from styrbord.services import signing
from styrbord.services.accounts import names
from styrbord.services.rights import OPERATOR
from styrbord.store.people.models import Person
from tests.contract.accounts import PASSWORD, add_app, by_link

SIGN_IN, CODE = "/en/account/sign-in/", "/en/account/second-factor/"
KNOWN, UNKNOWN = "anna@example.org", "nobody@example.org"
ALLOWED = 1.1
SENT_ON = 302


def address(number: int) -> str:
    """An address of its own for each guess."""
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def prepare() -> None:
    """Somebody with a password and an app, and somebody with a password alone."""
    site.migrate()
    setup_test_environment()
    settings.ALLOWED_HOSTS, settings.RATE_LIMITS = ["testserver"], {}
    for name, has_app in ((KNOWN, False), ("eva@example.org", True)):
        post = name.partition("@")[0]
        found = by_link(post)
        user = signing.use_link(signing.make_link(post))
        names.set_name(Person.objects.get(user=user).key, name, by=OPERATOR)
        found.post("/en/account/password/new/", {"password1": PASSWORD, "password2": PASSWORD})
        if has_app:
            add_app(found)


def passwords(count: int, seed: int) -> tuple[int, int]:
    """Guesses that were looked at, and those that came in; the right one comes after the lock-out."""
    right = random.Random(seed).randrange(settings.AXES_FAILURE_LIMIT, count)
    looked = came = 0
    for turn in range(count):
        said = {"login": KNOWN, "password": PASSWORD if turn == right else f"guess number {turn}"}
        status = Client(REMOTE_ADDR=address(turn)).post(SIGN_IN, said).status_code
        looked, came = looked + (status != 429), came + (status == 302)
    return looked, came


def codes(count: int) -> tuple[int, int]:
    """The same with codes, for somebody who has got the password and says it anew when the wait ran out."""
    browser = Client(REMOTE_ADDR="192.0.2.1")
    looked = came = 0
    for turn in range(count):
        said = {"code": f"{turn * 97 % 1_000_000:06d}"}
        status = browser.post(CODE, said, REMOTE_ADDR=address(turn)).status_code
        if status == SENT_ON and SESSION_KEY not in browser.session:
            browser.post(SIGN_IN, {"login": "eva@example.org", "password": PASSWORD})
            status = browser.post(CODE, said, REMOTE_ADDR=address(turn)).status_code
        is_in = SESSION_KEY in browser.session
        looked, came = looked + (is_in or status not in {429, SENT_ON}), came + is_in
    return looked, came


def guess_row(what: str, count: int, found: tuple[int, int], passed: float) -> Row:
    """Row of a run: at most the tries of each spell of lock-out are looked at, and none comes in."""
    looked, came = found
    spells = 1 + int(passed // settings.AXES_COOLOFF_TIME.total_seconds())
    allowed = settings.AXES_FAILURE_LIMIT * spells
    measured = f"{looked} looked at, {came} came in ({written(passed)})"
    return Row(
        f"{count:,} guesses: {what}",
        vendor(),
        measured,
        f"{allowed} looked at, none in",
        looked <= allowed and not came,
    )


def timed(what: str, count: int, found: tuple[int, int], began: float) -> Row:
    """Row of a run that began at a moment."""
    return guess_row(what, count, found, time.perf_counter() - began)


def answer(name: str, turn: int) -> None:
    """A wrong password for a name."""
    Client().post(SIGN_IN, {"login": name, "password": f"wrong words {turn}"})


def names_row(times: int) -> Row:
    """Row of known beside unknown names; neither may take longer by more than a tenth."""
    settings.AXES_FAILURE_LIMIT = 10**9
    pair = paired(lambda turn: answer(KNOWN, turn), lambda turn: answer(UNKNOWN, turn), times=times)
    measured = f"{pair.ratio:.3f} times ({written(pair.ours)} beside {written(pair.base)})"
    is_kept = 1 / ALLOWED <= pair.ratio <= ALLOWED
    return Row(
        "a wrong password for a known name", vendor(), measured, "0.91 to 1.1 times an unknown", is_kept
    )


def outcome(rows: Sequence[Row], guesses: int, seed: int) -> dict[str, object]:
    """Outcome as every scenario gives it; every guess is asked."""
    return {
        "scenario": "guessed passwords and codes",
        "database": vendor(),
        "trials": guesses,
        "fired": guesses,
        "failures": [f"{row.what}: {row.measured}" for row in rows if not row.is_kept],
        "measured": {row.what: row.measured for row in rows},
        "seed": seed,
    }


def main() -> None:
    """Guess, measure, keep."""
    parser = argparse.ArgumentParser(prog="python -m bench.guessing")
    parser.add_argument("--guesses", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    words = parser.parse_args()
    prepare()
    began = time.perf_counter()
    rows = [timed("passwords of one account", words.guesses, passwords(words.guesses, words.seed), began)]
    began = time.perf_counter()
    rows.append(timed("codes of one account", words.guesses, codes(words.guesses), began))
    rows.append(names_row(words.times))
    keep("guessing", vendor(), rows)
    print(json.dumps(outcome(rows, 2 * words.guesses, words.seed)))
    if not all(row.is_kept for row in rows):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
