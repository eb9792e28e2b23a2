"""Templates to responses: everything escaped, and a content policy that lets in one stylesheet."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from app.page.assets import public_name

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
EXCERPT_CHARACTERS = 280

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def _excerpt(text: str) -> str:
    """Shorten to whole words."""
    if len(text) <= EXCERPT_CHARACTERS:
        return text
    return text[:EXCERPT_CHARACTERS].rsplit(None, 1)[0] + " …"


_templates.globals["asset"] = lambda file: f"/assets/{public_name(file)}"
_templates.filters["excerpt"] = _excerpt


def page(
    template: str, status: int = 200, headers: Mapping[str, str] | None = None, **values: Any
) -> HTMLResponse:
    """Render a template as a response that no cache keeps."""
    text = _templates.get_template(template).render(**values)
    sent = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store", "Vary": "Cookie"}
    return HTMLResponse(text, status, {**sent, **(headers or {})})


def message(title: str, text: str, status: int, headers: Mapping[str, str] | None = None) -> HTMLResponse:
    """Render an error that a person can read."""
    return page("message.html", status, headers, title=title, text=text, caller=None)
