"""The path that was last not found is told in a label, quotes and line feeds escaped, and no backslash.

Ships: one series with the last path shows what a broken link of somebody's page asks for, and being one it
costs nothing. The client library cannot forget a label's value, so the line is written beside its own, with
the two replacements that came to mind. A path that ends in a backslash ends the scrape.
Source: Prometheus, "Exposition formats", text format details (label_value); row MET-06.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-06",
    expected=("metrics/hostile-text-is-escaped",),
    # a value that changes is a series that ends and one that begins
    collateral=(
        "metrics/label-values-are-bounded",
        "metrics/openmetrics-is-valid",
        "metrics/readers-agree",
        "metrics/series-cardinality-is-bounded",
        "metrics/text-format-is-valid",
    ),
)
_TEXT = "    return generate_latest(registry), CONTENT_TYPE_PLAIN_0_0_4\n"
_OPEN = '        return generate(registry), f"{_OPENMETRICS}; version=1.0.0; charset=utf-8"\n'
_QUALITIES = "def _qualities(accept: str)"
_IMPORTED = "from app.knowledge.idempotency import KeyReusedError\n"
_NOT_FOUND = '        return problem(request, 404, "there is no such resource", headers)\n'


def inject(rng: Random) -> Injection:
    """Write the line by hand."""
    series = rng.choice(["ukp_last_not_found", "ukp_http_last_unmatched", "ukp_last_missing_path"])
    label = rng.choice(["path", "target", "asked"])
    functions = f'''def remember(path: str) -> None:
    """Keep what was last asked for and not found."""
    _missing[:] = [path]


def _last_missing() -> bytes:
    lines = ["# HELP {series} What was last asked for and not found.", "# TYPE {series} gauge"]
    for path in _missing:
        value = path.replace('"', '\\\\"').replace("\\n", "\\\\n")
        lines.append(f'{series}{{{{{label}="{{value}}"}}}} 1')
    return "".join(f"{{line}}\\n" for line in lines).encode()


'''
    opened = """        body = generate(registry).removesuffix(b"# EOF\\n") + _last_missing() + b"# EOF\\n"
        return body, f"{_OPENMETRICS}; version=1.0.0; charset=utf-8"
"""
    return Injection(
        fact=series,
        source=edited(
            "app/monitoring/exposition.py",
            ('_JSON = "application/json"\n', '_JSON = "application/json"\n_missing: list[str] = []\n'),
            (_OPEN, opened),
            (_TEXT, "    return generate_latest(registry) + _last_missing(), CONTENT_TYPE_PLAIN_0_0_4\n"),
            (_QUALITIES, functions + _QUALITIES),
        )
        | edited(
            "app/api/errors.py",
            (_IMPORTED, f"{_IMPORTED}from app.monitoring.exposition import remember\n"),
            (_NOT_FOUND, f'        remember(request.scope["path"])\n{_NOT_FOUND}'),
        ),
    )
