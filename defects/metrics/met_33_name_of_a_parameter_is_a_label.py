"""The parameters of queries are counted by their names, which anybody chooses.

Ships: an old parameter was to be taken away, and a counter should tell who still sends it. Its values are
no label, as everybody knows; its name is one. Campaigns, trackers and scanners append names of their own,
and each is a series for the life of the process.
Source: prometheus/docs, "Instrumentation" (labels); starlette-prometheus#7, sglang#31193 (17,700 paths);
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
_MIDDLEWARE = "class LeaveOutLongCookies:\n"
_IMPORTED = "from app.api.middleware import AnswerFailures, AnswerHead, "
_ADDED = "    app.add_middleware(Identify)\n"
_METRICS = '        latest: Literal["livemostrecent"] = "livemostrecent"\n'
_METHOD = "    def announce(self, method: str"
SERIES = ("ukp_http_query_parameters", "ukp_http_parameters_sent", "ukp_http_query_names")


def inject(rng: Random) -> Injection:
    """Count each name."""
    series, label = rng.choice(SERIES), rng.choice(["name", "parameter", "key"])
    return Injection(fact=series, source=counting(series, label, "name"))


def counting(series: str, label: str, value: str) -> dict[str, str | None]:
    """Count the names of a query's parameters by a value that is made of each."""
    middleware = f'''class CountParameters:
    """Counts the parameters of each query, so that old ones can be taken away."""

    KNOWN = frozenset({{"limit", "offset", "q"}})

    def __init__(self, app: ASGIApp, count: Callable[[str], None]) -> None:
        self._app, self._count = app, count

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        query = scope.get("query_string", b"").decode("latin-1")
        for name in {{pair.partition("=")[0] for pair in query.split("&") if pair}}:
            self._count({value})
        await self._app(scope, receive, send)


'''
    counter = f"""        self._parameters = Counter(
            "{series}", "Requests with a parameter.", ["{label}"], registry=self._own
        )
"""
    method = '''    def parameter(self, name: str) -> None:
        """Count a request that has a parameter of this name."""
        self._parameters.labels(name).inc()

'''
    return (
        edited(
            "app/api/middleware.py",
            ("import secrets\n", "import secrets\nfrom collections.abc import Callable\n"),
            (_MIDDLEWARE, middleware + _MIDDLEWARE),
        )
        | edited(
            "app/api/application.py",
            (_IMPORTED, _IMPORTED + "CountParameters, "),
            (_ADDED, f"    app.add_middleware(CountParameters, count=metrics.parameter)\n{_ADDED}"),
        )
        | edited("app/monitoring/metrics.py", (_METRICS, counter + _METRICS), (_METHOD, method + _METHOD))
    )
