"""Which word and which mark is shown for a stage, a class, a role, a light or a step of an investment?"""

from collections.abc import Mapping

from django.utils.translation import pgettext_lazy

from styrbord.web.code_words import Word

STAGES: Mapping[str, Word] = {
    "idea": pgettext_lazy("stage of an investment", "Idea"),
    "appraising": pgettext_lazy("stage of an investment", "Appraising"),
    "decided": pgettext_lazy("stage of an investment", "Decided"),
    "procuring": pgettext_lazy("stage of an investment", "Procuring"),
    "executing": pgettext_lazy("stage of an investment", "Executing"),
    "delivered": pgettext_lazy("stage of an investment", "Delivered"),
    "realising": pgettext_lazy("stage of an investment", "Realising benefits"),
    "closed": pgettext_lazy("stage of an investment", "Closed"),
    "paused": pgettext_lazy("stage of an investment", "Paused"),
    "stopped": pgettext_lazy("stage of an investment", "Stopped"),
}
CLASSES: Mapping[str, Word] = {
    "internal": pgettext_lazy("class of an investment", "internal"),
    "joint": pgettext_lazy("class of an investment", "joint"),
    "shared-infrastructure": pgettext_lazy("class of an investment", "shared infrastructure"),
}
PROCESSES: Mapping[str, Word] = {
    "light": pgettext_lazy("process of an investment", "light"),
    "full": pgettext_lazy("process of an investment", "full"),
}
ACCESS: Mapping[str, Word] = {
    "open": pgettext_lazy("who sees an investment", "everyone, once it is decided"),
    "internal": pgettext_lazy("who sees an investment", "who may see internal numbers of its lead body"),
    "restricted": pgettext_lazy("who sees an investment", "its parties and who decides on it"),
}
ROLES: Mapping[str, Word] = {
    "lead": pgettext_lazy("role of a body", "leads"),
    "financier": pgettext_lazy("role of a body", "pays"),
    "builder": pgettext_lazy("role of a body", "builds"),
    "operator": pgettext_lazy("role of a body", "runs what is delivered"),
    "user": pgettext_lazy("role of a body", "uses it"),
    "beneficiary": pgettext_lazy("role of a body", "gains"),
    "follow-up": pgettext_lazy("role of a body", "follows up the benefits"),
}
BENEFITS: Mapping[str, Word] = {
    "cashable_own": pgettext_lazy("class of a benefit", "lowers the bearer's budget"),
    "redeployed_own": pgettext_lazy("class of a benefit", "frees the bearer's time for other work"),
    "priced_other_public": pgettext_lazy("class of a benefit", "gain at another public body"),
    "priced_citizen_business": pgettext_lazy("class of a benefit", "gain of citizens and firms"),
    "not_priced": pgettext_lazy("class of a benefit", "not valued in money"),
}
GAINS: Mapping[str, Word] = {
    "cashable_own": pgettext_lazy("gain", "lower budget"),
    "redeployed_own": pgettext_lazy("gain", "freed time"),
    "priced_other_public": pgettext_lazy("gain", "other bodies"),
    "priced_citizen_business": pgettext_lazy("gain", "citizens and firms"),
    "not_priced": pgettext_lazy("gain", "not valued"),
}
COSTS: Mapping[str, Word] = {
    "capital": pgettext_lazy("kind of cost", "once"),
    "operating": pgettext_lazy("kind of cost", "every year"),
}
CHANGES: Mapping[str, Word] = {
    "new": pgettext_lazy("kind of change", "something new"),
    "better": pgettext_lazy("kind of change", "something better"),
    "stop": pgettext_lazy("kind of change", "something that is left undone"),
}
EXPLICIT: Mapping[str, Word] = {
    "observable": pgettext_lazy("how far a benefit can be pinned down", "can be seen"),
    "measurable": pgettext_lazy("how far a benefit can be pinned down", "can be measured"),
    "quantifiable": pgettext_lazy("how far a benefit can be pinned down", "its size is known beforehand"),
    "financial": pgettext_lazy("how far a benefit can be pinned down", "its worth in money is known"),
}
OPTIONS: Mapping[str, Word] = {
    "business-as-usual": pgettext_lazy("option", "business as usual"),
    "do-minimum": pgettext_lazy("option", "the least that must be done"),
    "preferred": pgettext_lazy("option", "preferred"),
    "other": pgettext_lazy("option", "another way"),
}
PRICES: Mapping[str, Word] = {
    "nominal": pgettext_lazy("prices", "prices of each year (nominal)"),
    "real": pgettext_lazy("prices", "prices of one year (real)"),
}
CONDITIONS: Mapping[str, Word] = {
    "economic": pgettext_lazy("precondition", "economic"),
    "legal": pgettext_lazy("precondition", "legal"),
}
NODES: Mapping[str, Word] = {
    "enabler": pgettext_lazy("node of an effect map", "enabler"),
    "enabling-change": pgettext_lazy("node of an effect map", "enabling change"),
    "business-change": pgettext_lazy("node of an effect map", "change of work"),
    "benefit": pgettext_lazy("node of an effect map", "benefit"),
    "objective": pgettext_lazy("node of an effect map", "objective"),
}
LIGHTS: Mapping[str, Word] = {
    "green": pgettext_lazy("light", "On plan"),
    "yellow": pgettext_lazy("light", "Small deviation"),
    "amber": pgettext_lazy("light", "Large deviation"),
    "red": pgettext_lazy("light", "Off plan"),
    "": pgettext_lazy("light", "Not rated"),
}
LIGHT_MARKS: Mapping[str, str] = {
    "green": "on-plan", "yellow": "watch", "amber": "watch", "red": "act", "": "no-data",
}  # fmt: skip
PARTS: Mapping[str, Word] = {
    "cost": pgettext_lazy("part of a computed rating", "Cost"),
    "schedule": pgettext_lazy("part of a computed rating", "Time"),
    "milestones": pgettext_lazy("part of a computed rating", "Milestones"),
    "benefits": pgettext_lazy("part of a computed rating", "Benefits at risk"),
    "age": pgettext_lazy("part of a computed rating", "Age of the report"),
}
VERBS: Mapping[str, Word] = {
    "propose": pgettext_lazy("investment", "Propose it for appraisal"),
    "return": pgettext_lazy("investment", "Send it back to its lead"),
    "approve": pgettext_lazy("investment", "Decide for it"),
    "procure": pgettext_lazy("investment", "Begin the procurement"),
    "start": pgettext_lazy("investment", "Start the execution"),
    "deliver": pgettext_lazy("investment", "Take over what is delivered"),
    "realise": pgettext_lazy("investment", "Begin to realise the benefits"),
    "close": pgettext_lazy("investment", "Close it"),
    "pause": pgettext_lazy("investment", "Pause it"),
    "resume": pgettext_lazy("investment", "Resume it"),
    "stop": pgettext_lazy("investment", "Stop it for good"),
}
DONE: Mapping[str, Word] = {
    "begin": pgettext_lazy("step of an investment", "wrote it down"),
    "plan": pgettext_lazy("step of an investment", "changed the plan"),
    "propose": pgettext_lazy("step of an investment", "proposed it"),
    "return": pgettext_lazy("step of an investment", "sent it back"),
    "approve": pgettext_lazy("step of an investment", "decided for it"),
    "procure": pgettext_lazy("step of an investment", "began the procurement"),
    "start": pgettext_lazy("step of an investment", "started the execution"),
    "deliver": pgettext_lazy("step of an investment", "took over what was delivered"),
    "realise": pgettext_lazy("step of an investment", "began to realise the benefits"),
    "close": pgettext_lazy("step of an investment", "closed it"),
    "pause": pgettext_lazy("step of an investment", "paused it"),
    "resume": pgettext_lazy("step of an investment", "resumed it"),
    "stop": pgettext_lazy("step of an investment", "stopped it for good"),
    "apply": pgettext_lazy("step of an investment", "applied a change request"),
    "assent": pgettext_lazy("step of an investment", "gave an assent"),
    "report": pgettext_lazy("step of an investment", "reported"),
}
CHANGE_STATES: Mapping[str, Word] = {
    "draft": pgettext_lazy("state of a change request", "Draft"),
    "computed": pgettext_lazy("state of a change request", "Effect shown, agreement asked for"),
    "agreed": pgettext_lazy("state of a change request", "Agreed, waits for the decision"),
    "approved": pgettext_lazy("state of a change request", "Approved, to be applied"),
    "applied": pgettext_lazy("state of a change request", "Applied"),
    "rejected": pgettext_lazy("state of a change request", "Rejected"),
    "withdrawn": pgettext_lazy("state of a change request", "Withdrawn"),
}
CHANGE_VERBS: Mapping[str, Word] = {
    "change": pgettext_lazy("change request", "Change it"),
    "preview": pgettext_lazy("change request", "Show its effect and ask for agreement"),
    "agree": pgettext_lazy("change request", "Agree for my body"),
    "approve": pgettext_lazy("change request", "Approve it"),
    "apply": pgettext_lazy("change request", "Apply it"),
    "reject": pgettext_lazy("change request", "Reject it"),
    "withdraw": pgettext_lazy("change request", "Withdraw it"),
}
CHANGE_DONE: Mapping[str, Word] = {
    "begin": pgettext_lazy("step of a change request", "drafted it"),
    "change": pgettext_lazy("step of a change request", "changed it"),
    "preview": pgettext_lazy("step of a change request", "had its effect shown"),
    "agree": pgettext_lazy("step of a change request", "agreed"),
    "settle": pgettext_lazy("step of a change request", "found that all had agreed"),
    "approve": pgettext_lazy("step of a change request", "approved it"),
    "apply": pgettext_lazy("step of a change request", "applied it"),
    "sign": pgettext_lazy("step of a change request", "signed that there is no effect"),
    "reject": pgettext_lazy("step of a change request", "rejected it"),
    "withdraw": pgettext_lazy("step of a change request", "withdrew it"),
}
ASSENTS: Mapping[str, Word] = {
    "line": pgettext_lazy("assent", "line of money or benefit"),
    "picture": pgettext_lazy("assent", "common target picture"),
    "agreement": pgettext_lazy("assent", "agreement"),
    "deliverable": pgettext_lazy("assent", "deliverable"),
}
DELTAS: Mapping[str, Word] = {
    "line": pgettext_lazy("what changes", "Money of"),
    "money": pgettext_lazy("what changes", "Money of"),
    "result": pgettext_lazy("what changes", "Result"),
    "date": pgettext_lazy("what changes", "Day of delivery"),
}
EFFECTS: Mapping[str, Word] = {
    "result": pgettext_lazy("node of the tree of goals", "Result"),
    "series": pgettext_lazy("node of the tree of goals", "Indicator"),
    "goal": pgettext_lazy("node of the tree of goals", "Goal"),
}
CHANCES: Mapping[str, Word] = {
    "no-series": pgettext_lazy("why a chance is not known", "not known: no series"),
    "no-forecast": pgettext_lazy("why a chance is not known", "not known: no forecast"),
    "beyond": pgettext_lazy("why a chance is not known", "not known: the forecast ends before"),
    "": pgettext_lazy("why a chance is not known", "not known"),
}
VIEWS: Mapping[str, Word] = {
    "investor": pgettext_lazy("whose view", "The lead body"),
    "other-bodies": pgettext_lazy("whose view", "Other public bodies"),
    "citizens-and-firms": pgettext_lazy("whose view", "Citizens and firms"),
}
FACTS: Mapping[str, Word] = {
    "adopted": pgettext_lazy("money", "Adopted"),
    "amended": pgettext_lazy("money", "Amended"),
    "planned": pgettext_lazy("money", "Planned"),
    "committed": pgettext_lazy("money", "Committed"),
    "contracted": pgettext_lazy("money", "Contracted"),
    "paid": pgettext_lazy("money", "Paid"),
    "executed": pgettext_lazy("money", "Executed"),
    "left": pgettext_lazy("money", "Left"),
}
TOTALS: Mapping[str, Word] = {
    "owner": pgettext_lazy("totals of investments by", "Owner"),
    "lead": pgettext_lazy("totals of investments by", "Lead body"),
    "goal": pgettext_lazy("totals of investments by", "Goal"),
    "component": pgettext_lazy("totals of investments by", "Shared component"),
    "class": pgettext_lazy("totals of investments by", "Class"),
    "risk": pgettext_lazy("totals of investments by", "Computed rating"),
    "programme": pgettext_lazy("totals of investments by", "Programme"),
    "stage": pgettext_lazy("totals of investments by", "Stage"),
    "body": pgettext_lazy("totals of investments by", "Body that pays"),
    "system": pgettext_lazy("totals of investments by", "Information system"),
    "kind": pgettext_lazy("totals of investments by", "Kind of cost"),
}
FILTERS: Mapping[str, Word] = {**TOTALS, "kind": TOTALS["class"]}
NEEDS: Mapping[str, Word] = {
    "reason": pgettext_lazy("said with a move", "Reason"),
    "words": pgettext_lazy("said with a move", "In words"),
    "document": pgettext_lazy("said with a move", "Registered document"),
    "residual": pgettext_lazy("said with a move", "Residual value"),
    "successor": pgettext_lazy("said with a move", "What takes its place"),
    "expires": pgettext_lazy("said with a move", "Last day"),
    "to": pgettext_lazy("said with a move", "Who is asked"),
    "due": pgettext_lazy("said with a move", "Answer due by"),
}


def word(table: str, code: object) -> str:
    """Word of a code in one of our tables; a code that is not in the table is its own word."""
    return str(globals()[table].get(str(code), code))
