"""Is the work of others fetched by the build and never committed?"""

import subprocess

from tests.house.files import ROOT, committed

BUILT = (
    "src/styrbord/web/static/vendor/theme.css",
    "src/styrbord/web/static/vendor/fonts/inter-latin-400-normal.woff2",
    "src/styrbord/charts/fonts/Inter_400Regular.ttf",
    "src/styrbord/documents/fonts/DejaVuSans.ttf",
    "node_modules/htmx.org/dist/htmx.js",
    "var/test-assets/axe.min.js",
    "src/styrbord/locale/ru/LC_MESSAGES/django.mo",
)


def test_git_ignores_whatever_the_build_makes() -> None:
    command = ["git", "check-ignore", "--no-index", *BUILT]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    assert sorted(told) == sorted(BUILT)


def test_no_font_and_no_minified_file_is_committed() -> None:
    foreign = (".woff", ".woff2", ".ttf", ".otf", ".min.js", ".min.css", ".whl", ".mo")
    assert [path.name for path in committed() if path.name.endswith(foreign)] == []
