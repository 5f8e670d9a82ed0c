"""Which word and which mark is shown for a state, a move or a choice of what belongs to investments?"""

from collections.abc import Mapping

from django.utils.translation import pgettext_lazy

from styrbord.web.code_words import Word

NOUNS: Mapping[str, Word] = {
    "benefit": pgettext_lazy("matter", "Benefit"),
    "measurement": pgettext_lazy("matter", "Measurement of a benefit"),
    "change": pgettext_lazy("matter", "Change request"),
    "stop": pgettext_lazy("matter", "Stop order"),
    "waiver": pgettext_lazy("matter", "Waiver"),
    "conformity": pgettext_lazy("matter", "Form of conformity"),
    "opinion": pgettext_lazy("matter", "Opinion"),
    "advice": pgettext_lazy("matter", "Advice of the experts"),
    "obstacle": pgettext_lazy("matter", "Legal obstacle"),
    "item": pgettext_lazy("matter", "Item of an agenda"),
    "proposal": pgettext_lazy("matter", "Proposal"),
}
STATES: Mapping[str, Word] = {
    "benefit.identified": pgettext_lazy("state of a benefit", "Identified"),
    "benefit.specified": pgettext_lazy("state of a benefit", "Specified"),
    "benefit.baselined": pgettext_lazy("state of a benefit", "Start measured"),
    "benefit.planned": pgettext_lazy("state of a benefit", "Planned"),
    "benefit.realising": pgettext_lazy("state of a benefit", "Being realised"),
    "benefit.realised": pgettext_lazy("state of a benefit", "Realised"),
    "benefit.partly": pgettext_lazy("state of a benefit", "Realised in part"),
    "benefit.lost": pgettext_lazy("state of a benefit", "Lost"),
    "benefit.replaced": pgettext_lazy("state of a benefit", "Replaced"),
    "measurement.draft": pgettext_lazy("state of a measurement", "Draft"),
    "measurement.submitted": pgettext_lazy("state of a measurement", "Waits for verification"),
    "measurement.verified": pgettext_lazy("state of a measurement", "Verified"),
    "stop.proposed": pgettext_lazy("state of a stop order", "Proposed, the owner may answer"),
    "stop.heard": pgettext_lazy("state of a stop order", "The owner has answered"),
    "stop.in-force": pgettext_lazy("state of a stop order", "In force"),
    "stop.appealed": pgettext_lazy("state of a stop order", "In force, appealed"),
    "stop.final": pgettext_lazy("state of a stop order", "In force, upheld on appeal"),
    "stop.lifted": pgettext_lazy("state of a stop order", "Lifted"),
    "stop.dropped": pgettext_lazy("state of a stop order", "Not put in force"),
    "waiver.asked": pgettext_lazy("state of a waiver", "Asked for"),
    "waiver.granted": pgettext_lazy("state of a waiver", "Granted"),
    "waiver.refused": pgettext_lazy("state of a waiver", "Refused"),
    "waiver.withdrawn": pgettext_lazy("state of a waiver", "Withdrawn"),
    "waiver.revoked": pgettext_lazy("state of a waiver", "Revoked"),
    "conformity.draft": pgettext_lazy("state of a form of conformity", "Draft"),
    "conformity.in-review": pgettext_lazy("state of a form of conformity", "With the board of architecture"),
    "conformity.approved": pgettext_lazy("state of a form of conformity", "Approved"),
    "conformity.rejected": pgettext_lazy("state of a form of conformity", "Rejected"),
    "opinion.asked": pgettext_lazy("state of an opinion", "Asked for"),
    "opinion.silent": pgettext_lazy("state of an opinion", "Silent until its day"),
    "opinion.given": pgettext_lazy("state of an opinion", "Given, waits for an answer"),
    "opinion.answered": pgettext_lazy("state of an opinion", "Answered"),
    "advice.given": pgettext_lazy("state of advice", "Given, waits for an answer"),
    "advice.answered": pgettext_lazy("state of advice", "Answered"),
    "advice.followed": pgettext_lazy("state of advice", "Followed"),
    "advice.not-followed": pgettext_lazy("state of advice", "Not followed"),
    "obstacle.open": pgettext_lazy("state of an obstacle", "Open"),
    "obstacle.referred": pgettext_lazy("state of an obstacle", "Referred"),
    "obstacle.answered": pgettext_lazy("state of an obstacle", "Answered, to be decided"),
    "obstacle.removed": pgettext_lazy("state of an obstacle", "Removed"),
    "obstacle.standing": pgettext_lazy("state of an obstacle", "Stands"),
    "item.on-agenda": pgettext_lazy("state of an item", "On the agenda"),
    "item.concluded": pgettext_lazy("state of an item", "Concluded"),
    "item.postponed": pgettext_lazy("state of an item", "Postponed"),
    "proposal.proposed": pgettext_lazy("state of a proposal", "Proposed"),
    "proposal.accepted": pgettext_lazy("state of a proposal", "Accepted"),
    "proposal.rejected": pgettext_lazy("state of a proposal", "Rejected"),
    "proposal.done": pgettext_lazy("state of a proposal", "Done"),
}
MARKS: Mapping[str, str] = {
    "benefit.realised": "on-plan", "benefit.partly": "watch", "benefit.lost": "act",
    "benefit.identified": "no-target", "benefit.specified": "no-target", "benefit.replaced": "no-data",
    "measurement.draft": "no-data", "measurement.submitted": "watch", "measurement.verified": "on-plan",
    "stop.proposed": "watch", "stop.heard": "watch", "stop.in-force": "act", "stop.appealed": "act",
    "stop.final": "act", "stop.lifted": "on-plan", "stop.dropped": "no-target",
    "waiver.asked": "watch", "waiver.granted": "on-plan", "waiver.refused": "act", "waiver.revoked": "act",
    "waiver.withdrawn": "no-target",
    "conformity.draft": "no-target", "conformity.in-review": "watch", "conformity.approved": "on-plan",
    "conformity.rejected": "act",
    "opinion.asked": "no-target", "opinion.silent": "no-data", "opinion.given": "watch",
    "opinion.answered": "on-plan",
    "advice.given": "watch", "advice.answered": "no-target", "advice.followed": "on-plan",
    "advice.not-followed": "no-data",
    "obstacle.open": "act", "obstacle.referred": "watch", "obstacle.answered": "watch",
    "obstacle.removed": "on-plan", "obstacle.standing": "act",
    "item.on-agenda": "no-target", "item.concluded": "on-plan", "item.postponed": "watch",
    "proposal.proposed": "watch", "proposal.accepted": "no-target", "proposal.rejected": "no-data",
    "proposal.done": "on-plan",
}  # fmt: skip
VERBS: Mapping[str, Word] = {
    "benefit.specify": pgettext_lazy("benefit", "It is specified"),
    "benefit.baseline": pgettext_lazy("benefit", "Approve the value at the start"),
    "benefit.plan": pgettext_lazy("benefit", "It is planned"),
    "benefit.start": pgettext_lazy("benefit", "Begin to realise it"),
    "benefit.realise": pgettext_lazy("benefit", "It is realised"),
    "benefit.fall-short": pgettext_lazy("benefit", "It is realised in part"),
    "benefit.lose": pgettext_lazy("benefit", "It is lost"),
    "benefit.resume": pgettext_lazy("benefit", "Go on with it"),
    "benefit.replace": pgettext_lazy("benefit", "Another one takes its place"),
    "measurement.change": pgettext_lazy("measurement", "Change the draft"),
    "measurement.submit": pgettext_lazy("measurement", "Hand it in"),
    "measurement.verify": pgettext_lazy("measurement", "Verify it"),
    "measurement.return": pgettext_lazy("measurement", "Send it back"),
    "stop.hear": pgettext_lazy("stop order", "Answer as the owner"),
    "stop.put-in-force": pgettext_lazy("stop order", "Put it in force"),
    "stop.drop": pgettext_lazy("stop order", "Do not put it in force"),
    "stop.appeal": pgettext_lazy("stop order", "Appeal it"),
    "stop.lift": pgettext_lazy("stop order", "Lift it"),
    "stop.uphold": pgettext_lazy("stop order", "Uphold it against the appeal"),
    "stop.override": pgettext_lazy("stop order", "Let work go on until a day"),
    "waiver.grant": pgettext_lazy("waiver", "Grant it"),
    "waiver.refuse": pgettext_lazy("waiver", "Refuse it"),
    "waiver.withdraw": pgettext_lazy("waiver", "Withdraw it"),
    "waiver.revoke": pgettext_lazy("waiver", "Revoke it"),
    "conformity.change": pgettext_lazy("form of conformity", "Save the answers"),
    "conformity.submit": pgettext_lazy("form of conformity", "Hand it in"),
    "conformity.approve": pgettext_lazy("form of conformity", "Approve it"),
    "conformity.reject": pgettext_lazy("form of conformity", "Reject it"),
    "conformity.revise": pgettext_lazy("form of conformity", "Answer anew"),
    "opinion.give": pgettext_lazy("opinion", "Give the opinion of my body"),
    "opinion.answer": pgettext_lazy("opinion", "Answer it"),
    "advice.answer": pgettext_lazy("advice", "Answer it"),
    "advice.follow": pgettext_lazy("advice", "It was followed"),
    "advice.pass-by": pgettext_lazy("advice", "It was not followed"),
    "obstacle.refer": pgettext_lazy("obstacle", "Refer it to a body"),
    "obstacle.answer": pgettext_lazy("obstacle", "Answer it for my body"),
    "obstacle.remove": pgettext_lazy("obstacle", "It is removed"),
    "obstacle.stand": pgettext_lazy("obstacle", "It stands"),
    "item.conclude": pgettext_lazy("item", "Conclude"),
    "item.postpone": pgettext_lazy("item", "Postpone it"),
    "item.put": pgettext_lazy("item", "Put it on the agenda again"),
    "proposal.accept": pgettext_lazy("proposal", "Accept it"),
    "proposal.reject": pgettext_lazy("proposal", "Reject it"),
    "proposal.finish": pgettext_lazy("proposal", "It is done"),
}
DONE: Mapping[str, Word] = {
    "benefit.begin": pgettext_lazy("step of a benefit", "named it"),
    "benefit.specify": pgettext_lazy("step of a benefit", "specified it"),
    "benefit.baseline": pgettext_lazy("step of a benefit", "approved the value at the start"),
    "benefit.plan": pgettext_lazy("step of a benefit", "planned it"),
    "benefit.start": pgettext_lazy("step of a benefit", "began to realise it"),
    "benefit.realise": pgettext_lazy("step of a benefit", "said that it is realised"),
    "benefit.fall-short": pgettext_lazy("step of a benefit", "said that it is realised in part"),
    "benefit.lose": pgettext_lazy("step of a benefit", "said that it is lost"),
    "benefit.resume": pgettext_lazy("step of a benefit", "went on with it"),
    "benefit.replace": pgettext_lazy("step of a benefit", "put another one in its place"),
    "measurement.begin": pgettext_lazy("step of a measurement", "wrote it down"),
    "measurement.change": pgettext_lazy("step of a measurement", "changed it"),
    "measurement.submit": pgettext_lazy("step of a measurement", "handed it in"),
    "measurement.verify": pgettext_lazy("step of a measurement", "verified it"),
    "measurement.return": pgettext_lazy("step of a measurement", "sent it back"),
    "stop.begin": pgettext_lazy("step of a stop order", "proposed it"),
    "stop.hear": pgettext_lazy("step of a stop order", "answered as the owner"),
    "stop.put-in-force": pgettext_lazy("step of a stop order", "put it in force"),
    "stop.drop": pgettext_lazy("step of a stop order", "did not put it in force"),
    "stop.appeal": pgettext_lazy("step of a stop order", "appealed it"),
    "stop.lift": pgettext_lazy("step of a stop order", "lifted it"),
    "stop.uphold": pgettext_lazy("step of a stop order", "upheld it"),
    "stop.override": pgettext_lazy("step of a stop order", "let work go on until a day"),
    "waiver.begin": pgettext_lazy("step of a waiver", "asked for it"),
    "waiver.grant": pgettext_lazy("step of a waiver", "granted it"),
    "waiver.refuse": pgettext_lazy("step of a waiver", "refused it"),
    "waiver.withdraw": pgettext_lazy("step of a waiver", "withdrew it"),
    "waiver.revoke": pgettext_lazy("step of a waiver", "revoked it"),
    "conformity.begin": pgettext_lazy("step of a form of conformity", "began it"),
    "conformity.change": pgettext_lazy("step of a form of conformity", "changed the answers"),
    "conformity.submit": pgettext_lazy("step of a form of conformity", "handed it in"),
    "conformity.approve": pgettext_lazy("step of a form of conformity", "approved it"),
    "conformity.reject": pgettext_lazy("step of a form of conformity", "rejected it"),
    "conformity.revise": pgettext_lazy("step of a form of conformity", "opened it again"),
    "opinion.begin": pgettext_lazy("step of an opinion", "asked for it"),
    "opinion.give": pgettext_lazy("step of an opinion", "gave it"),
    "opinion.lapse": pgettext_lazy("step of an opinion", "recorded the silence"),
    "opinion.answer": pgettext_lazy("step of an opinion", "answered it"),
    "advice.begin": pgettext_lazy("step of advice", "gave it"),
    "advice.answer": pgettext_lazy("step of advice", "answered it"),
    "advice.follow": pgettext_lazy("step of advice", "found that it was followed"),
    "advice.pass-by": pgettext_lazy("step of advice", "found that it was not followed"),
    "obstacle.begin": pgettext_lazy("step of an obstacle", "told it"),
    "obstacle.refer": pgettext_lazy("step of an obstacle", "referred it"),
    "obstacle.answer": pgettext_lazy("step of an obstacle", "answered it"),
    "obstacle.remove": pgettext_lazy("step of an obstacle", "found that it is removed"),
    "obstacle.stand": pgettext_lazy("step of an obstacle", "found that it stands"),
    "item.begin": pgettext_lazy("step of an item", "put it on the agenda"),
    "item.conclude": pgettext_lazy("step of an item", "concluded"),
    "item.postpone": pgettext_lazy("step of an item", "postponed it"),
    "item.put": pgettext_lazy("step of an item", "put it on the agenda again"),
    "proposal.begin": pgettext_lazy("step of a proposal", "made it"),
    "proposal.accept": pgettext_lazy("step of a proposal", "accepted it"),
    "proposal.reject": pgettext_lazy("step of a proposal", "rejected it"),
    "proposal.finish": pgettext_lazy("step of a proposal", "said that it is done"),
}
OUTCOMES: Mapping[str, Word] = {
    "supported": pgettext_lazy("conclusion", "supported"),
    "supported-with-conditions": pgettext_lazy("conclusion", "supported with conditions"),
    "returned": pgettext_lazy("conclusion", "sent back"),
    "rejected": pgettext_lazy("conclusion", "rejected"),
}
VOTES: Mapping[str, Word] = {
    "for": pgettext_lazy("vote", "for"),
    "against": pgettext_lazy("vote", "against"),
    "abstain": pgettext_lazy("vote", "abstains"),
}
GROUNDS: Mapping[str, Word] = {
    "non-conformity": pgettext_lazy("ground of a stop order", "does not fit the common platform"),
    "duplicate": pgettext_lazy("ground of a stop order", "makes what is there already"),
    "no-benefit": pgettext_lazy("ground of a stop order", "brings no benefit"),
    "no-legal-basis": pgettext_lazy("ground of a stop order", "has no legal basis"),
}
ANSWERS: Mapping[str, Word] = {
    "": pgettext_lazy("answer to a requirement", "not answered"),
    "met": pgettext_lazy("answer to a requirement", "met"),
    "not-met": pgettext_lazy("answer to a requirement", "not met"),
    "not-applicable": pgettext_lazy("answer to a requirement", "not applicable"),
}
REQUIREMENT_STATES: Mapping[str, Word] = {
    "met": pgettext_lazy("requirement", "met and approved"),
    "waived": pgettext_lazy("requirement", "waived"),
    "not-applicable": pgettext_lazy("requirement", "not applicable"),
    "not-met": pgettext_lazy("requirement", "not met"),
    "": pgettext_lazy("requirement", "not judged"),
}
REQUIREMENT_MARKS: Mapping[str, str] = {
    "met": "on-plan", "waived": "watch", "not-applicable": "no-target", "not-met": "act", "": "no-data",
}  # fmt: skip
WEIGHTS: Mapping[str, Word] = {
    "required": pgettext_lazy("weight of a requirement", "required"),
    "recommended": pgettext_lazy("weight of a requirement", "recommended"),
    "optional": pgettext_lazy("weight of a requirement", "optional"),
}
SCOPES: Mapping[str, Word] = {
    "all": pgettext_lazy("scope", "all investments"),
    "both": pgettext_lazy("scope", "all investments"),
    "internal": pgettext_lazy("scope", "internal ones"),
    "joint": pgettext_lazy("scope", "joint ones"),
    "shared-infrastructure": pgettext_lazy("scope", "shared infrastructure"),
}
SEATS: Mapping[str, Word] = {
    "body": pgettext_lazy("seat", "Body that decides the gates"),
    "controller": pgettext_lazy("seat", "Controller who verifies numbers"),
    "board": pgettext_lazy("seat", "Board of architecture"),
    "authority": pgettext_lazy("seat", "Authority for stop orders"),
    "chair": pgettext_lazy("seat", "Chair of the subcommittee"),
    "member": pgettext_lazy("seat", "Member of the subcommittee"),
    "expert": pgettext_lazy("seat", "Group of experts"),
}
SHARING: Mapping[str, Word] = {
    "as-planned": pgettext_lazy("way of sharing a cost", "As planned"),
    "equal": pgettext_lazy("way of sharing a cost", "Equal parts"),
    "by-benefit": pgettext_lazy("way of sharing a cost", "By benefit"),
    "separable": pgettext_lazy("way of sharing a cost", "Own costs, then by remaining benefit"),
    "shapley": pgettext_lazy("way of sharing a cost", "Shapley value of costs"),
    "shapley-of-gains": pgettext_lazy("way of sharing a cost", "Shapley value of gains"),
    "nucleolus": pgettext_lazy("way of sharing a cost", "Nucleolus"),
}
KINDS: Mapping[str, Word] = {
    "capital": pgettext_lazy("column of who pays and gains", "Pays: once"),
    "operating": pgettext_lazy("column of who pays and gains", "Pays: every year"),
    "cashable_own": pgettext_lazy("column of who pays and gains", "Gains: own budget"),
    "redeployed_own": pgettext_lazy("column of who pays and gains", "Gains: own time"),
    "priced_other_public": pgettext_lazy("column of who pays and gains", "Gains: other bodies"),
    "priced_citizen_business": pgettext_lazy("column of who pays and gains", "Gains: citizens and firms"),
}
GROUPS: Mapping[str, Word] = {
    "citizens": pgettext_lazy("group outside", "Citizens"),
    "residents": pgettext_lazy("group outside", "Residents"),
    "firms": pgettext_lazy("group outside", "Firms"),
    "businesses": pgettext_lazy("group outside", "Firms"),
    "state": pgettext_lazy("group outside", "The state"),
}
DUES: Mapping[str, Word] = {
    "ahead": pgettext_lazy("measurement", "to come"),
    "due": pgettext_lazy("measurement", "due"),
    "overdue": pgettext_lazy("measurement", "overdue"),
    "done": pgettext_lazy("measurement", "done"),
    "done-late": pgettext_lazy("measurement", "done late"),
}
DUE_MARKS: Mapping[str, str] = {
    "ahead": "no-target", "due": "watch", "overdue": "act", "done": "on-plan", "done-late": "watch",
}  # fmt: skip
FUND_KINDS: Mapping[str, Word] = {
    "granted": pgettext_lazy("money of a fund", "granted"),
    "reserved": pgettext_lazy("money of a fund", "reserved"),
    "released": pgettext_lazy("money of a fund", "released"),
    "paid-out": pgettext_lazy("money of a fund", "paid out"),
}
FUND_VERBS: Mapping[str, Word] = {
    "grant": pgettext_lazy("joint fund", "Give it money"),
    "apply": pgettext_lazy("joint fund", "Apply for money"),
    "reserve": pgettext_lazy("joint fund", "Reserve money"),
    "release": pgettext_lazy("joint fund", "Release what is reserved"),
    "pay-out": pgettext_lazy("joint fund", "Pay out for a verified result"),
}


def word(table: str, code: object) -> str:
    """Word of a code in one of our tables; a code that is not in the table is its own word."""
    return str(globals()[table].get(str(code), code))


def of_noun(table: str, noun: str, code: str) -> str:
    """Word of a state or verb of a noun, as STATES of a benefit."""
    found = globals()[table].get(f"{noun}.{code}")
    return str(found) if found is not None else code


def mark_of(noun: str, state: str) -> str:
    """Mark of a state; "" for one without."""
    return MARKS.get(f"{noun}.{state}", "")
