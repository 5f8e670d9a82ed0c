"""How do forms go out as text, come in, and get listed?"""

from argparse import Namespace
from typing import TextIO

from styrbord.cli import texts
from styrbord.core.base.text import chosen
from styrbord.services import clock
from styrbord.services.collection import forms
from styrbord.services.rights import OPERATOR


def run(words: Namespace, out: TextIO) -> None:
    """Publish forms from text, write them as text, or list them."""
    {"publish": _publish, "export": _export, "list": _list}[words.action](words, out)


def _publish(words: Namespace, out: TextIO) -> None:
    before = _numbers()
    forms.publish(texts.read(words.file), by=OPERATOR)
    changed = {code: number for code, number in _numbers().items() if before.get(code) != number}
    for code, number in changed.items():
        print(f"Published {code}, version {number}.", file=out)
    if not changed:
        print("Nothing changed.", file=out)


def _export(words: Namespace, out: TextIO) -> None:
    texts.write(words.file, forms.export(), out)


def _list(words: Namespace, out: TextIO) -> None:
    today = clock.now().date()
    for one in forms.known():
        periods = forms.open_periods(one, today)
        newest = f"{periods[-1]} due {forms.due_day(one, periods[-1])}" if periods else "no period has ended"
        print(f"{one.code}  {chosen(one.names, 'en')}  {one.frequency}  {newest}", file=out)


def _numbers() -> dict[str, int]:
    return {one.code: forms.versions(one.code)[0].number for one in forms.known()}
