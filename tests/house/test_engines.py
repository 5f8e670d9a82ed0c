"""Does the site stay without the engines of heavy work?"""

import subprocess
import sys

from tests.house.files import ROOT

HEAVY = ("statsforecast", "numba", "statsmodels", "fugue", "distributed")
LOAD = f"""
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "styrbord.conf.settings")
import django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
print(*[name for name in {HEAVY!r} if name in sys.modules])
"""


def test_a_web_process_loads_no_engine_of_forecasts() -> None:
    command = [sys.executable, "-W", "ignore", "-c", LOAD]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout.strip()) == (0, ""), told.stderr
