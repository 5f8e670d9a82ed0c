"""What stands in a folder of extensions?

The only place that imports by name: a rule, a method or a source is found by its file alone.
"""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType

from styrbord.core.base.codes import suggestions
from styrbord.core.base.problems import Problem, Refused, define

define(
    "catalogue.unknown",
    "'{name}' is not in {package}.",
    "It has: {nearest}.",
)


class BrokenExtensionError(Exception):
    """A file of a catalogue cannot be loaded; the message names the file and the cause."""


def names_in(package: str) -> tuple[str, ...]:
    """Names of the modules in a package, sorted, without loading them.

    Files whose name begins with an underscore are the package's own and are left out.

    Returns
    -------
    tuple of str
        Empty when the folder holds none.

    Raises
    ------
    BrokenExtensionError
        If the package cannot be loaded or is a module.
    """
    folder = getattr(_loaded(package), "__path__", None)
    if folder is None:
        raise BrokenExtensionError(f"{package} is a module; a catalogue is a folder with an __init__.py")
    return tuple(sorted(found.name for found in iter_modules(folder) if not found.name.startswith("_")))


def modules_in(package: str) -> dict[str, ModuleType]:
    """Modules in a package by their own name, sorted.

    Returns
    -------
    dict of str to module
        Empty when the folder holds none.

    Raises
    ------
    BrokenExtensionError
        If the package or one of its files cannot be loaded; names the file.
    """
    return {name: _loaded(f"{package}.{name}") for name in names_in(package)}


def module_in(package: str, name: str) -> ModuleType:
    """One module of a package, loading no other.

    Returns
    -------
    module

    Raises
    ------
    Refused
        `catalogue.unknown` when the package has no such module.
    BrokenExtensionError
        If its file cannot be loaded.
    """
    known = names_in(package)
    if name not in known:
        near = ", ".join(suggestions(name, known)) or "nothing"
        raise Refused(
            Problem("catalogue.unknown", params={"name": name, "package": package, "nearest": near})
        )
    return _loaded(f"{package}.{name}")


def _loaded(dotted: str) -> ModuleType:
    try:
        return import_module(dotted)
    except Exception as cause:
        raise BrokenExtensionError(
            f"{_file_of(dotted)} cannot be loaded: {type(cause).__name__}: {cause}"
        ) from cause


def _file_of(dotted: str) -> str:
    try:
        found = find_spec(dotted)
    except ImportError:
        found = None
    return found.origin if found and found.origin else dotted
