"""Which events does the ledger keep, and what does each one tell?"""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ROOT / "src" / "styrbord" / "services"
TARGET = ROOT / "docs" / "reference" / "events.md"
HEAD = """# Events

Made from the services' calls of `tell` by `python -m docs.generate`; do not edit.

Every change of the record is one piece of work that tells at least one event in the same transaction.
An event has a moment, an actor, a verb in the past tense, the code of what it is about, and data.
Events are never changed and never deleted: the database itself refuses it.

Every event about a submission (`submission.`...) also holds `row`, `form`, `subject`, `period`, `number`,
`state`, `revision`, `package`, `approvals` and `by_person`, and `reason_sha256` where a reason was given.

Every move of a deviation tells one of `deviation.taken-up`, `deviation.cause-named`,
`deviation.explained`, `deviation.accepted`, `deviation.rejected`, `deviation.decided`,
`deviation.being-verified`, `deviation.gone-back`, `deviation.offered`, `deviation.handed-over`,
`deviation.declined`, `deviation.kept`, `deviation.closed`, `deviation.settled` or `deviation.come-back`.
Each holds `row`, `revision`, `state`, `post`, `by_person`, `indicator`, `subject`, `signal` and
`edition`, and what was said: `cause`, `action`, `to`, `outcome`, `decision`, `words_sha256`.

Every step of a promise tells one of `promise.given`, `promise.accepted`, `promise.declined`, `promise.kept`,
`promise.reopened`, `promise.later-day-wished`, `promise.postponed`, `promise.later-day-refused`,
`promise.released`, `promise.offered`, `promise.handed-over`, `promise.turned-down`, `promise.taken-back` or
`promise.broken`. Each holds `row`, `revision`, `state`, `post`, `by_person`, `subject`, `holder`, `asker`,
`due_on` and, from the day on which it is broken, `broken_on`, and what was said: `due`, `to`,
`source_kind`, `source`, `words_sha256`.

Every step of a decision tells one of `decision.proposed`, `decision.changed`, `decision.submitted`,
`decision.returned`, `decision.decided`, `decision.started`, `decision.checked`, `decision.reviewed` or
`decision.withdrawn`. Each holds `row`, `revision`, `state`, `subject`, `by_person` and `sha256` of all words.
A critique tells `decision.critique-asked` (`posts`, `days`), `decision.concern-raised` (`number`, `post`),
`decision.concerns-ranked` (`post`, `severities`, `count`), `decision.critique-ended` and
`decision.concern-answered` (`number`, `answer`), each with `row` and `by_person`. `stakeholder.added` and
`stakeholder.changed` hold `row`, `revision`, `subject`, `kind`, `interest`, `influence`, `is_retired` and
`by_person`.

Every step of a rating's method tells one of `rating-method.drafted`, `rating-method.changed`,
`rating-method.approved` or `rating-method.withdrawn`, of a run one of `rating-run.made`,
`rating-run.approved`, `rating-run.published`, `rating-run.succeeded` or `rating-run.withdrawn`, of an appeal
one of `rating-appeal.made`, `rating-appeal.upheld` or `rating-appeal.rejected`. Each holds `row`, `revision`,
`state` and `by_person`, and what was said: `text_hash`, `method`, `period`, `question`, `result`, `run`,
`subject`, `words_sha256`.

`circle.founded` and `circle.changed` hold `row`, `revision`, `subject`, `posts`, `chairs`, `weekday`,
`weeks`, `hour` and `by_person`. Every step of a meeting tells one of `meeting.started`, `meeting.item-put`,
`meeting.noted`, `meeting.promise-given`, `meeting.deviation-moved`, `meeting.decision-proposed`,
`meeting.item-done`, `meeting.item-carried`, `meeting.item-reopened` or `meeting.ended`. Each holds `row`,
`circle`, `day`, `state`, `post` and `by_person`, of an item also `number` and `revision`, and what was done:
`items`, `promise`, `holder`, `due`, `deviation`, `move`, `decision`, `present`, `words_sha256`.

Every step of an investment tells `investment.begun`, `investment.planned` (`text_hash`, `change`) or the
past tense of its line in the table of states, such as `investment.approved`. Each holds `row`, `revision`,
`state`, `version` and `by_person`, and what was said: `document`, `residual`, `words_sha256`. Everything
beside it (`investment-benefit`, `-measurement`, `-change`, `-stop`, `-waiver`, `-conformity`, `-opinion`,
`-advice`, `-obstacle`, `-item`, `-proposal`) tells `.begun` and the past tenses of its own table, with `row`,
`revision`, `state`, `investment`, `code`, `by_person`, `sha256` of what it says but for words, and what was
said. `investment.assented` and `investment.dissented` hold `row`, `kind`, `item`, `body`, `mark`, `document`,
`is_given` and `by_person`.
"""


def calls(tree: ast.Module) -> Iterator[tuple[str, list[ast.expr], ast.AST]]:
    """Verb, further arguments and the function around every call of `tell`."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        for node in ast.walk(function):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr == "tell" and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value), node.args[1:], function


def keys(argument: ast.expr, function: ast.AST) -> list[str]:
    """Names in the event's data: of a dictionary written in the call, or in the function around it."""
    if isinstance(argument, ast.Dict):
        return [str(key.value) for key in argument.keys if isinstance(key, ast.Constant)]
    said = [node for node in ast.walk(function) if isinstance(node, ast.Assign | ast.AnnAssign)]
    for node in said:
        names = node.targets if isinstance(node, ast.Assign) else [node.target]
        is_meant = ast.unparse(argument) in map(ast.unparse, names)
        if is_meant and isinstance(node.value, ast.Dict):
            return keys(node.value, function)
    raise SystemExit(f"{ast.unparse(argument)}: write the event's data out, so that the page can name it.")


def rows() -> Iterator[str]:
    """One line an event, in order of verb."""
    found: dict[str, set[str]] = {}
    rooms: dict[str, set[str]] = {}
    for path in sorted(SERVICES.rglob("*.py")):
        for verb, rest, function in calls(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(verb, set()).update(keys(rest[1], function))
            rooms.setdefault(verb, set()).add(path.relative_to(SERVICES.parent).as_posix())
    for verb in sorted(found):
        data = ", ".join(f"`{key}`" for key in sorted(found[verb])) or "none"
        yield f"| `{verb}` | {data} | {', '.join(f'`{room}`' for room in sorted(rooms[verb]))} |"


def text() -> str:
    """The whole page."""
    return "\n".join([HEAD, "| verb | data | told by |", "|---|---|---|", *rows(), ""])
