"""What can be done with submissions? Everything that faces and other rooms may ask for, by name."""

from styrbord.services.collection.acting import actor_for, actor_to_open
from styrbord.services.collection.agreeing import disagreements
from styrbord.services.collection.confirming import confirm, confirm_for, take_back_confirmed
from styrbord.services.collection.correcting import correct
from styrbord.services.collection.drafts import open_for, save
from styrbord.services.collection.handing_in import submit, take_back
from styrbord.services.collection.receipts import check_receipt, exported, receipt
from styrbord.services.collection.releasing import reschedule, schedule, unschedule, withdraw
from styrbord.services.collection.reviewing import approve, send_back, unlock
from styrbord.services.collection.rows import states_at
from styrbord.services.collection.seeing import Listed, SubmissionNote, listed, note
from styrbord.services.collection.settling import settle

__all__ = [
    "Listed",
    "SubmissionNote",
    "actor_for",
    "actor_to_open",
    "approve",
    "check_receipt",
    "confirm",
    "confirm_for",
    "correct",
    "disagreements",
    "exported",
    "listed",
    "note",
    "open_for",
    "receipt",
    "reschedule",
    "save",
    "schedule",
    "send_back",
    "settle",
    "states_at",
    "submit",
    "take_back",
    "take_back_confirmed",
    "unlock",
    "unschedule",
    "withdraw",
]
