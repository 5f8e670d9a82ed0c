"""May an investment go on to the next stage, and what becomes of it?"""

from dataclasses import replace
from datetime import date
from functools import partial

from styrbord.core.base.problems import Problem
from styrbord.core.investments.portfolio.dossier import Dossier
from styrbord.core.investments.portfolio.guards import GUARDS
from styrbord.core.investments.portfolio.moving import Said, Standpoint, Who, judged
from styrbord.core.investments.portfolio.workflow import BEFORE, Noun, Stage, move_of

_KEEPING = frozenset({"pause", "resume", "stop", "return"})
"""Moves after which nobody else has asked for anything."""


def why_not(dossier: Dossier, verb: str, who: Who, on: date, said: Said | None = None) -> list[Problem]:
    """Why somebody may not move an investment; everything at once.

    Parameters
    ----------
    on : day of the move, by which waivers and overrides are looked at.
    said : what is said with it; None = not judged, for asking what might be done next.

    Returns
    -------
    list of Problem
        Empty when the move is legal.
    """
    standpoint = Standpoint(Noun.INVESTMENT, dossier.stage, dossier.asked_by)
    checks = {name: partial(guard, dossier, on) for name, guard in GUARDS.items()}
    return judged(standpoint, verb, who, said=said, checks=checks)


def after(dossier: Dossier, verb: str, who: Who, on: date) -> Dossier:
    """The dossier after a move that is not refused.

    Returns
    -------
    Dossier
        A pause keeps the stage it came from. Who proposes or starts a stage has asked for what comes next.
        The day of delivery is written once: it does not move when the investment does.

    Raises
    ------
    ValueError
        If the table has no such move.
    """
    line = move_of(Noun.INVESTMENT, dossier.stage, verb)
    if line is None:
        raise ValueError(f"verb={verb!r} does not leave stage={dossier.stage!r}")
    stage = dossier.paused_in if line.leads_to == BEFORE else Stage(line.leads_to)
    if stage is None:
        raise ValueError("paused_in=None: a paused investment keeps the stage that it came from")
    paused_in = dossier.stage if stage is Stage.PAUSED else None
    delivered_on = dossier.delivered_on or (on if stage is Stage.DELIVERED else None)
    asked_by = dossier.asked_by if line.is_other or verb in _KEEPING else dossier.asked_by | {who.person}
    return replace(dossier, stage=stage, paused_in=paused_in, delivered_on=delivered_on, asked_by=asked_by)
