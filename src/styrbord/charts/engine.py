"""How is a specification drawn by the chart engine, with our fonts?"""

import json
import threading
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

import vl_convert

VEGA_LITE = "6.4"
FONTS = Path(__file__).parent / "fonts"
_LOCK = threading.Lock()


@lru_cache(maxsize=1)
def _registered() -> bool:
    """Tell the engine of Inter once; without it texts of PNG fall back to another face."""
    if FONTS.is_dir():
        vl_convert.register_font_directory(str(FONTS))
    return True


def draw(spec: Mapping[str, Any]) -> str:
    """SVG of a Vega-Lite specification, as the engine writes it."""
    with _LOCK:
        _registered()
    return vl_convert.vegalite_to_svg(json.dumps(spec), vl_version=VEGA_LITE)


def to_png(svg: str, *, scale: float) -> bytes:
    """Picture of an SVG, `scale` pixels to one."""
    with _LOCK:
        _registered()
    return vl_convert.svg_to_png(svg, scale=scale)


def warm_up() -> None:
    """Start the engine (about 0.6 s), so that the first reader does not wait for it."""
    draw({"mark": "point", "data": {"values": [{"x": 1}]}, "encoding": {"x": {"field": "x"}}})


@lru_cache(maxsize=1)
def version() -> str:
    """Versions that decide how a drawing looks, for keys of caches."""
    return f"{installed('vl-convert-python')}/{VEGA_LITE}"
