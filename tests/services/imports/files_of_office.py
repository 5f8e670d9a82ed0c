"""Which small files, as an office publishes them, does a test read?"""

import json
from pathlib import Path

from styrbord.services.loading import load_pack
from tests.contract.packs import Written


def json_stat(first: str = "n1", name: str = "Fjordby") -> bytes:
    """A table of JSON-stat with two territories and two years."""
    return json.dumps(
        {
            "version": "2.0",
            "class": "dataset",
            "label": "Jobs in towns",
            "id": ["geo", "time"],
            "size": [2, 2],
            "role": {"geo": ["geo"], "time": ["time"]},
            "dimension": {
                "geo": {"category": {"index": [first, "n2"], "label": {first: name, "n2": "Skogby"}}},
                "time": {"category": {"index": ["2020", "2021"]}},
            },
            "value": [1, 7.5, None, 4],
        }
    ).encode()


def load_tree(folder: Path) -> None:
    """Load a tree of subjects."""
    load_pack(Written().observe("people", "n1", {"2020": 10}).described(code="small").write(folder))
