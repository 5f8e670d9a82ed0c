"""How does the chart engine draw a specification, and a picture of an SVG, with our fonts?"""

import json
import re
import threading
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

import vl_convert

VEGA_LITE = "6.4"
FONTS = Path(__file__).parent / "fonts"
_FORBIDDEN = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
_SUSPECT = re.compile(r"\\u00[01]|\\[bf]|[\ud800-\udfff\ufffe\uffff]")
_LOCK = threading.Lock()


@lru_cache(maxsize=1)
def _registered() -> bool:
    """Tell the engine of Inter once; without it texts of PNG fall back to another face."""
    if FONTS.is_dir():
        vl_convert.register_font_directory(str(FONTS))
    return True


def draw(spec: Mapping[str, Any]) -> str:
    """SVG of a Vega-Lite specification, as the engine writes it.

    Characters that XML forbids are taken out first: the engine ends the whole process at one.
    """
    with _LOCK:
        _registered()
    text = json.dumps(spec, ensure_ascii=False)
    if _SUSPECT.search(text):
        text = json.dumps(_plain(spec), ensure_ascii=False)
    return vl_convert.vegalite_to_svg(text, vl_version=VEGA_LITE)


def to_png(svg: str, *, scale: float) -> bytes:
    """Picture of an SVG, `scale` pixels to one."""
    with _LOCK:
        _registered()
    return vl_convert.svg_to_png(plain(svg), scale=scale)


def plain(text: str) -> str:
    """Text without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)


def _plain(part: Any) -> Any:
    """A part of a specification with plain texts."""
    if isinstance(part, str):
        return plain(part)
    if isinstance(part, Mapping):
        return {name: _plain(inner) for name, inner in part.items()}
    return [_plain(inner) for inner in part] if isinstance(part, list | tuple) else part


def warm_up() -> None:
    """Start the engine (about 0.6 s); needed only before charts with layers that we do not draw."""
    draw({"mark": "point", "data": {"values": [{"x": 1}]}, "encoding": {"x": {"field": "x"}}})


@lru_cache(maxsize=1)
def version() -> str:
    """Versions that decide how a drawing looks, for keys of caches."""
    return f"{installed('vl-convert-python')}/{VEGA_LITE}"
