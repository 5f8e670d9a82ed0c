"""How is it said what is not as it was sealed?"""

from styrbord.core.base.ledger.walking import Fault, Finding
from styrbord.core.base.problems import Problem, define

_ADVICE = "All before holds. Keep the database as it is, and compare with a backup of before."
_MESSAGES = {
    Fault.CHANGED: "Event {first} is not the one that was sealed.",
    Fault.MISSING: "Event {first} was sealed and is gone.",
    Fault.ADDED: "Event {first} was added among sealed ones.",
    Fault.SEAL: "Seal {sequence}, of events {first} to {last}, is not the one that was made.",
    Fault.UNSEALED: "Seal {sequence} is gone; its events {first} to {last} are there and as they were.",
    Fault.REWRITTEN: "Among events {first} to {last} something was changed, and all hashes after it were made"
    " anew: seal {sequence} is not the one that was published.",
    Fault.CUT: "Events up to {last} were sealed and published. Among {first} to {last} some are gone or"
    " changed; the last that is there is {newest}.",
}
for _fault, _message in _MESSAGES.items():
    define(f"ledger.{_fault}", _message, _ADVICE)


def problem_of(finding: Finding, newest: int) -> Problem:
    """Problem that says a finding.

    Parameters
    ----------
    finding : Finding
    newest : int
        Number of the last event that is there, up to the last that was sealed.

    Returns
    -------
    Problem

    Examples
    --------
    >>> problem_of(Finding(Fault.MISSING, 7, 7, 2), 9).message
    'Event 7 was sealed and is gone.'
    """
    said = {"first": finding.first, "last": finding.last, "sequence": finding.sequence, "newest": newest}
    return Problem(f"ledger.{finding.fault}", "", said)
