"""The page counts its readers by the language that their browser asks for, whatever that is.

Ships: somebody wants to know which translation to begin with. A language looks like one of a few; the header
holds what its sender likes, and each value is a series for the life of the process.
Source: RFC 9110, 12.5.4 (Accept-Language is the client's own text); Prometheus, "Instrumentation" (labels);
row MET-33.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-33",
    expected=("metrics/series-cardinality-is-bounded",),
    collateral=("metrics/label-values-are-bounded",),
)
_CREATED = '        latest: Literal["livemostrecent"] = "livemostrecent"\n'
_METHOD = "    def announce(self, method: str"
_SHOWN = '    """Show the search form, and below it what was found; nobody\'s page asks to sign in."""\n'
_CONSTANT = 'class Metrics:\n    """Every series'


def inject(rng: Random) -> Injection:
    """Count the first one of the list."""
    return counting(rng, "", "first")


def counting(rng: Random, constant: str, value: str) -> Injection:
    """Count pages by a value that is made of the ``first`` language of the header."""
    series = rng.choice(["ukp_page_languages", "ukp_page_readers", "ukp_page_views"])
    label, of = rng.choice(["language", "lang", "locale"]), rng.choice(['split("-")[0]', "strip()"])
    counter = f"""        self._languages = Counter(
            "{series}", "Pages shown, by what the browser asks for.", ["{label}"], registry=self._own
        )
"""
    method = f'''    def page_shown(self, accepted: str) -> None:
        """Count a page by the first language of an Accept-Language."""
        first = accepted.split(",")[0].split(";")[0].{of}.lower() or "none"
        self._languages.labels({value}).inc()

'''
    shown = '    services.metrics.page_shown(request.headers.get("accept-language", ""))\n'
    return Injection(
        fact=series,
        source=edited(
            "app/monitoring/metrics.py",
            (_CREATED, counter + _CREATED),
            (_METHOD, method + _METHOD),
            (_CONSTANT, constant + _CONSTANT),
        )
        | edited("app/page/routes.py", (_SHOWN, _SHOWN + shown)),
    )
