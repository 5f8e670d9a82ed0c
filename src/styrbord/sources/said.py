"""Under which name does a reading write what it found, and how?"""

import json
from pathlib import Path
from typing import Any

ACCOUNT = "account.json"


def write_json(path: Path, words: Any) -> None:
    """A JSON file for our own pages."""
    path.write_text(json.dumps(words, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
