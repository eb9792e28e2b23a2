"""A counter of pages has a label with where each began, and so a series more with each page that is read.

Ships: it was to be seen whether anybody reads beyond the first pages. The offset is a validated number with a
bound, and so passed for a bounded label: the bound is a hundred thousand.
Source: Prometheus, "Instrumentation", do not overuse labels; OpenMetrics 1.0.0, "Label"; row MET-35.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-35", expected=("metrics/series-cardinality-is-bounded",))
_LISTED = "    items = await services.library.store.page(limit, offset)\n"
_REQUESTS = "        self._requests = Counter(\n"


def inject(rng: Random) -> Injection:
    """Count pages by their offset."""
    name = f"ukp_article_{rng.choice(['pages', 'listings', 'lists'])}"
    counter = (
        "        self.pages = Counter(\n"
        f'            "{name}", "Pages of articles that were read.", ["offset"], registry=self._own\n'
        "        )\n"
        '        self.pages.labels("0")\n'
    )
    source = edited("app/monitoring/metrics.py", (_REQUESTS, counter + _REQUESTS)) | edited(
        "app/api/articles.py", (_LISTED, f"{_LISTED}    services.metrics.pages.labels(str(offset)).inc()\n")
    )
    return Injection(fact=name, source=source)
