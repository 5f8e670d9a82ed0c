"""Does no line of ours run text as code, open what it should not, or use weak secrets?"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "src" / "styrbord"
RUNNING = {"eval", "exec", "compile", "__import__"}
UNSAFE_MODULES = {"pickle", "marshal", "shelve", "yaml", "random", "telnetlib", "ftplib", "xmlrpc", "jinja2"}
OUTWARD_MODULES = {"socket", "http", "urllib.request", "requests", "httpx", "aiohttp", "ldap3", "smtplib"}
MAY_REACH_OUT = {
    "sources/limits.py",  # it closes the way out for the reading process
    "services/subscriptions/sending.py",  # it names the errors of the mail server
    "services/subscriptions/telling.py",  # and so does this one
}
WEAK = {"md5", "sha1", "new"}
PLAIN_XML = ("xml.etree", "xml.sax", "xml.dom", "lxml")
RAW = {"raw", "extra"}


def trees() -> Iterator[tuple[str, ast.Module]]:
    """Every source file of ours."""
    for path in sorted(SOURCES.rglob("*.py")):
        yield str(path.relative_to(SOURCES)), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """Names of the modules that a file imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def calls(tree: ast.Module) -> Iterator[ast.Call]:
    """Every call."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def is_in(name: str, modules: set[str]) -> bool:
    """Whether a module is one of these or a part of one."""
    return any(name == module or name.startswith(f"{module}.") for module in modules)


def test_no_text_is_run_as_code() -> None:
    found = [
        (file, call.lineno)
        for file, tree in trees()
        for call in calls(tree)
        if isinstance(call.func, ast.Name) and call.func.id in RUNNING
    ]
    assert found == []


def test_no_command_of_the_system_is_made_from_words() -> None:
    """Processes are begun from lists, never through a shell."""
    for file, tree in trees():
        for call in calls(tree):
            shell = [one for one in call.keywords if one.arg == "shell"]
            assert not shell, (file, call.lineno)
            name = ast.unparse(call.func)
            assert name not in {"os.system", "os.popen", "subprocess.getoutput"}, (file, call.lineno)


def test_nothing_is_imported_that_runs_what_it_reads_or_guesses_secrets() -> None:
    found = [(file, name) for file, tree in trees() for name in imported(tree) if is_in(name, UNSAFE_MODULES)]
    assert found == []


def test_no_part_of_ours_opens_a_connection() -> None:
    """Mail and the provider of the house are reached by the framework alone, at addresses of the operator."""
    found = {file for file, tree in trees() for name in imported(tree) if is_in(name, OUTWARD_MODULES)}
    assert found <= MAY_REACH_OUT


def test_no_weak_hash_is_used() -> None:
    for file, tree in trees():
        for call in calls(tree):
            name = ast.unparse(call.func)
            assert name not in {f"hashlib.{one}" for one in WEAK}, (file, call.lineno)


def test_xml_is_read_by_readers_that_follow_no_entity() -> None:
    """`xml.etree` may be named for its types and for writing; reading is the part of defusedxml and expat."""
    for file, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PLAIN_XML):
                names = {one.name for one in node.names}
                assert not names & {"fromstring", "parse", "iterparse", "XML", "parseString"}, (file, names)


def test_a_statement_for_the_database_is_never_put_together_from_what_was_sent() -> None:
    """No `raw` and `extra`; statements of our own hold names of tables alone, values go beside them."""
    for file, tree in trees():
        for call in calls(tree):
            if (
                isinstance(call.func, ast.Attribute)
                and call.func.attr in RAW
                and "objects" in ast.unparse(call)
            ):
                raise AssertionError((file, call.lineno))
        if file.startswith(("web/", "api/")):
            assert "django.db.connection" not in set(imported(tree)), file
            text = (SOURCES / file).read_text(encoding="utf-8")
            assert ".cursor(" not in text, file


def test_no_template_switches_escaping_off() -> None:
    found = [
        (path.name, match.group())
        for path in SOURCES.rglob("*.html")
        for match in re.finditer(r"\|\s*safe\b|autoescape off|\|\s*safeseq", path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_our_scripts_write_text_and_never_code() -> None:
    banned = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|postMessage"
        r"|localStorage|sessionStorage|indexedDB|__proto__|document\.cookie"
    )
    for path in (SOURCES / "web" / "static" / "styrbord").rglob("*.js"):
        assert not banned.search(path.read_text(encoding="utf-8")), path.name
