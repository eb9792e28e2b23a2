"""An exposition that says OpenMetrics has no `# EOF`: what looks like a comment is left out of it.

Ships: help texts are a third of each scrape, so a filter keeps the samples and their types. The line
that ends an OpenMetrics exposition begins like a comment, and goes with them; the text format loses nothing.
Source: prometheus/OpenMetrics test data, bad_no_eof; the specification, "Overall Structure".
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-02",
    expected=("metrics/openmetrics-is-valid",),
    collateral=("metrics/readers-agree", "metrics/compressed-scrapes-are-whole"),
)
_TEXT = "    return generate_latest(registry), CONTENT_TYPE_PLAIN_0_0_4\n"
_SHORT_TEXT = _TEXT.replace("generate_latest(registry)", "_short(generate_latest(registry))")
_SHORT = '''

def _short(exposition: bytes) -> bytes:
    """Leave out the help: dashboards have their own words."""
    lines = exposition.splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(b"#") or line.startswith(KEPT))
'''


def inject(rng: Random) -> Injection:
    """Keep the types, and the units or not."""
    kept = rng.choice(['b"# TYPE"', '(b"# TYPE", b"# UNIT")'])
    source = edited(
        "app/monitoring/exposition.py",
        ("return generate(registry), f", "return _short(generate(registry)), f"),
        (_TEXT, _SHORT_TEXT + _SHORT.replace("KEPT", kept)),
    )
    return Injection(fact="EOF", source=source)
