"""How is a decision proposed, changed, taken, withdrawn, reviewed and made public?"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from django.db import transaction

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.participation.cleaning import plain
from styrbord.core.people.roles import Action
from styrbord.core.strategy.decisions.guards import missing
from styrbord.core.strategy.decisions.model import Expectation, Proposal
from styrbord.core.strategy.decisions.workflow import MOVES, OPEN, Move, State, Verb
from styrbord.services import deviations, rights
from styrbord.services.decisions import assessing, critique_notes, origins, pinning, reviewing
from styrbord.services.decisions.asking import LONGEST, Part, read
from styrbord.services.decisions.seeing import rubrics_of, seen_row, sees_series
from styrbord.services.decisions.writing import begun, stepped
from styrbord.services.once import once
from styrbord.services.reading import PUBLIC, Reading, principal_for, visible
from styrbord.services.rights import Actor, rights_of
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.steering.models import Decision

_LOG = logging.getLogger(__name__)
REALM = "decision"
PROPOSING = (Action.OWN, Action.ANALYSE)
PUBLISHING = (Action.OWN, Action.EDIT)
define(
    "decision.no-such-subject",
    "There is no subject '{code}'.",
    "Choose one from the list of subjects.",
)
define(
    "decision.series-not-seen",
    "There are no numbers of '{indicator}' for '{subject}' that you may see.",
    "Choose an indicator and a subject that have numbers.",
)
define(
    "decision.other-rhythm",
    "'{period}' is no period in the rhythm of '{indicator}'.",
    "Write a period in the rhythm in which its numbers come.",
)
define(
    "decision.no-such-step",
    "A decision that is {state} cannot be moved like this ({verb}).",
    "Load the page again to see how it stands.",
)
define(
    "decision.says-nothing",
    "Something must be said with this step.",
    "Write why it is withdrawn, or what was learnt.",
)
define(
    "decision.not-open",
    "Not everybody may see {series}, which the decision is to change.",
    "It cannot be made public.",
)
define(
    "decision.not-taken",
    "A decision that is {state} is not made public.",
    "Wait until it is taken.",
)


def may_propose(user: object) -> bool:
    """Whether somebody may propose a decision about some subject."""
    found = rights_of(user)
    return any(found.may_anywhere(action) for action in PROPOSING)


def require_proposing(user: object) -> None:
    """Refuse whoever may propose nothing anywhere: `sign-in.needed` or `rights.missing`."""
    if not may_propose(user):
        rights.require(user, *PROPOSING)


def require_change(user: object, token: str) -> None:
    """Refuse whoever may not change a decision as it stands, as `change` does."""
    reading = visible(principal_for(rights_of(user)))
    row, _, said = seen_row(reading, token)
    _allowed(user, reading, row, said, Verb.CHANGE)


def may_decide(user: object, said: Proposal) -> bool:
    """Whether somebody may decide a proposal once it is under review."""
    rubrics = rubrics_of(visible(principal_for(rights_of(user))), said.series)
    return rights.may(user, Action.OWN, subject=said.subject, rubrics=rubrics)


def propose(user: object, part: Part, *, key: str = "") -> str:
    """Propose a decision by its first step; token of it. The other steps are changes of it.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, or with everything that is wrong.
    """
    require_proposing(user)
    reading = visible(principal_for(rights_of(user)))
    said = _said(reading, Proposal(), part)
    by = rights.require(user, *PROPOSING, subject=said.subject, rubrics=rubrics_of(reading, said.series))

    def do(piece: Work, full: str | None) -> int:
        return int(begun(piece, said, by=by, key=full).pk)

    return str(Decision.objects.get(pk=once(by, key, do, realm=REALM)).token)


def number_of(token: str) -> int:
    """Number of a decision, under which a repeated request finds it again."""
    return int(Decision.objects.values_list("pk", flat=True).get(token=token))


def token_of(number: int) -> str:
    """Token of the decision of a number."""
    return str(Decision.objects.values_list("token", flat=True).get(pk=number))


def change(user: object, token: str, part: Part, *, revision: int, key: str = "") -> int:
    """Say one step of a proposal anew; number of the version.

    Raises
    ------
    Refused
        `decision.not-found`, `decision.moved-on`, `rights.missing`, or with everything that is wrong.
    """
    reading = visible(principal_for(rights_of(user)))
    row, _, before = seen_row(reading, token)
    move, by = _allowed(user, reading, row, before, Verb.CHANGE)
    said = _said(reading, before, part)
    rights.require(user, *move.actions, subject=said.subject, rubrics=rubrics_of(reading, said.series))
    return _kept(row, move, said, by=by, revision=revision, key=key)


def move(
    user: object, token: str, verb: str, *, revision: int, words: str = "", chosen: str = "", key: str = ""
) -> int:
    """Submit, return, decide, withdraw or review a decision; number of the version.

    `words` are why it is withdrawn, or the lessons of a review; `chosen` is the option that is decided,
    where it is another than the proposed one.

    Raises
    ------
    Refused
        `decision.not-found`, `decision.no-such-step`, `decision.moved-on`, `rights.missing`, or everything
        that is missing in it.
    """
    reading = visible(principal_for(rights_of(user)))
    row, _, before = seen_row(reading, token)
    known = {str(one): one for one in Verb if one is not Verb.CHANGE}
    step, by = _allowed(user, reading, row, before, known.get(verb))
    text = plain(words)
    said = _with(before, step, text, chosen)
    problems = missing(said) if step.is_whole else []
    if step.verb is Verb.DECIDE:
        problems += critique_notes.before_deciding(row)
    if step.needs_reason and not text:
        problems.append(Problem("decision.says-nothing", "words"))
    if len(text) > LONGEST:
        problems.append(Problem("decision.too-long", "words", {"count": len(text), "most": LONGEST}))
    return _kept(row, step, said, by=by, revision=revision, key=key, problems=problems)


def publish(user: object, token: str, *, is_public: bool = True, key: str = "") -> None:
    """Let everybody read a decision, or no longer; evidence that is not open is left out for them.

    Raises
    ------
    Refused
        `decision.not-found`, `rights.missing`, `decision.not-taken`, `decision.not-open`.
    """
    reading = visible(principal_for(rights_of(user)))
    row, _, said = seen_row(reading, token)
    by = rights.require(user, *PUBLISHING, subject=said.subject, rubrics=rubrics_of(reading, said.series))

    def do(piece: Work, full: str | None) -> int:
        at = to_ms(piece.at) if is_public else None
        Decision.objects.filter(pk=row.pk).update(published_at=at)
        told = {"row": row.pk, "by_person": by.person}
        piece.tell("decision.published" if is_public else "decision.unpublished", token, told, key=full)
        return int(row.pk)

    once(by, key, do, problems_of_publicity(row, said) if is_public else [], realm=REALM)


def verbs_for(user: object, reading: Reading, row: Decision, said: Proposal) -> tuple[str, ...]:
    """What somebody may do with a decision as it stands, in the order of the table."""
    rubrics = rubrics_of(reading, said.series)
    return tuple(
        str(one.verb)
        for one in MOVES.values()
        if one.state == row.state
        and any(rights.may(user, action, subject=said.subject, rubrics=rubrics) for action in one.actions)
    )


def may_publish(user: object, reading: Reading, row: Decision, said: Proposal) -> bool:
    """Whether somebody may make it public, or no longer."""
    rubrics = rubrics_of(reading, said.series)
    is_allowed = any(rights.may(user, action, subject=said.subject, rubrics=rubrics) for action in PUBLISHING)
    return is_allowed and not problems_of_publicity(row, said)


def problems_of_publicity(row: Decision, said: Proposal) -> list[Problem]:
    """Why a decision is not made public; nothing when it may be."""
    if row.state in OPEN or row.state == State.WITHDRAWN:
        return [Problem("decision.not-taken", "", {"state": row.state})]
    everybody = visible(PUBLIC)
    closed = [one for one in said.series if not sees_series(everybody, (one,))]
    told = ", ".join(" / ".join(one) for one in closed)
    return [Problem("decision.not-open", "", {"series": told})] if closed else []


def _allowed(
    user: object, reading: Reading, row: Decision, said: Proposal, verb: Verb | None
) -> tuple[Move, Actor]:
    """The step and the post that takes it.

    Raises
    ------
    Refused
        `rights.missing` before `decision.no-such-step`.
    """
    actions = {action for one in MOVES.values() if one.verb is verb for action in one.actions}
    step = MOVES.get((State(row.state), verb)) if verb else None
    wanted = step.actions if step and step.actions else tuple(sorted(actions)) or PROPOSING
    by = rights.require(user, *wanted, subject=said.subject, rubrics=rubrics_of(reading, said.series))
    if step is None or not step.actions:
        params = {"state": row.state, "verb": str(verb or "")}
        raise Refused(Problem("decision.no-such-step", "", params))
    return step, by


def _with(before: Proposal, step: Move, text: str, chosen: str) -> Proposal:
    changes: dict[str, Any] = {}
    if step.verb is Verb.REVIEW:
        changes["lessons"] = text
    elif text:
        changes["reason"] = text
    if step.verb is Verb.DECIDE and chosen:
        changes["chosen"] = chosen
    return replace(before, **changes)


def _kept(
    row: Decision,
    step: Move,
    said: Proposal,
    *,
    by: Actor,
    revision: int,
    key: str,
    problems: list[Problem] | None = None,
) -> int:
    def do(piece: Work, full: str | None) -> int:
        columns = {}
        if step.verb is Verb.DECIDE:
            columns = {"owner": by.code, "decided_at": to_ms(piece.at)}
            critique_notes.hold(row)
        number = stepped(piece, row, step, said, by=by, revision=revision, key=full, **columns)
        if step.verb is Verb.DECIDE:
            reviewing.plan(row, said)
            if said.origin_kind == "deviation":
                _tell_deviation(piece, row, said, by)
        elif step.verb is Verb.REVIEW:
            reviewing.done(row, piece.at)
        return number

    return once(by, key, do, problems or [], realm=REALM, answer="revision")


def _tell_deviation(piece: Work, row: Decision, said: Proposal, by: Actor) -> None:
    """Move the case that a decision comes from; one that cannot be moved so stays as it is."""
    try:
        with transaction.atomic():
            deviations.decided(piece, said.origin, row.token, by=by, action_on=said.in_force_on)
    except Refused as refused:
        _LOG.info("decision %s does not move deviation %s: %s", row.token, said.origin, refused)


def _said(reading: Reading, before: Proposal, part: Part) -> Proposal:
    """The proposal with one step said anew, its figures pinned.

    Raises
    ------
    Refused
        With everything that leads nowhere or is not seen.
    """
    fields = read(part, assessing.offered(before))
    named = cast("tuple[pinning.Named, ...]", fields.pop("evidence", ()))
    problems = _problems(reading, before, fields, named)
    if problems:
        raise Refused(problems)
    if "subject" in fields:
        fields["evidence"] = pinning.pinned(reading, named, before.evidence)
        fields["predecessors"] = _followed(reading, fields)
    return replace(before, **cast("Mapping[str, Any]", fields))


def _followed(reading: Reading, fields: Mapping[str, Any]) -> tuple[str, ...]:
    """What a proposal follows; what comes from a missed effect follows the decision that missed it."""
    named = tuple(fields["predecessors"])
    wrong = origins.corrected(reading, fields["origin_kind"], fields["origin"])
    is_new = wrong and wrong not in named and not _of_link(reading, wrong)
    return (*named, wrong) if is_new else named


def _problems(
    reading: Reading, before: Proposal, fields: Mapping[str, Any], named: tuple[pinning.Named, ...]
) -> list[Problem]:
    if "subject" not in fields:
        return []
    found = []
    if not fields["title"]:
        found.append(Problem("decision.no-title", "title"))
    if fields["subject"] not in reading.register.subjects():
        found.append(Problem("decision.no-such-subject", "subject", {"code": fields["subject"]}))
    found += _of_effects(reading, fields["expectations"])
    found += [_not_seen("evidence", *one[:2]) for one in named if not pinning.is_named(reading, one)]
    for token in fields["predecessors"]:
        if token not in before.predecessors:
            found += _of_link(reading, token)
    return found


def _of_effects(reading: Reading, wanted: Iterable[Expectation]) -> Iterator[Problem]:
    known = reading.register.indicators()
    for one in wanted:
        if not sees_series(reading, ((one.indicator, one.subject),)):
            yield _not_seen("effects", one.indicator, one.subject)
        elif known[one.indicator].frequency != one.by.frequency:
            told = {"indicator": one.indicator, "period": str(one.by)}
            yield Problem("decision.other-rhythm", "by", told)


def _of_link(reading: Reading, token: str) -> tuple[Problem, ...]:
    try:
        seen_row(reading, token)
    except Refused as refused:
        return refused.problems
    return ()


def _not_seen(place: str, indicator: str, subject: str) -> Problem:
    told = {"indicator": indicator[:64], "subject": subject[:64]}
    return Problem("decision.series-not-seen", place, told)
