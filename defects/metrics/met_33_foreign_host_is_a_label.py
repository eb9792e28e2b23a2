"""What is asked of a foreign host is counted by the name of that host.

Ships: a name missing in the list of own hosts should be found quickly, so a counter names it. Scanners and
forgotten DNS entries send names without end; each of them is a series for the life of the process.
Source: sglang#31193 (17,700 paths), starlette-prometheus#7; prometheus/docs, labels.
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
_IMPORT = "from starlette.requests import Request\n"
_INIT = """    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self._app, self._hosts = app, hosts
"""
_CALLING = """    def __init__(self, app: ASGIApp, hosts: Hosts, refused: Callable[[str], None]) -> None:
        self._app, self._hosts, self._refused = app, hosts, refused
"""
_REFUSED = '        return 421, "this service does not answer for that host"\n'
_ADDED = "app.add_middleware(AnswerForOwnHosts, hosts=Hosts(settings.allowed_hosts))"
_ANNOUNCE = "    def announce(self, method: str"
_LATEST = '        latest: Literal["livemostrecent"] = "livemostrecent"\n'


def inject(rng: Random) -> Injection:
    """Count by host."""
    series = rng.choice(["ukp_http_misdirected_requests", "ukp_http_foreign_hosts", "ukp_http_unknown_hosts"])
    label = rng.choice(["host", "server_name", "authority"])
    counter = f"""        self._foreign = Counter(
            "{series}",
            "Requests that were meant for another host.",
            ["{label}"],
            registry=self._own,
        )
"""
    method = '''    def misdirected(self, host: str) -> None:
        """Count a request that asks another host."""
        self._foreign.labels(host).inc()

'''
    source = (
        edited(
            "app/api/hosts.py",
            (
                "from starlette.requests import",
                "from collections.abc import Callable\n\nfrom starlette.requests import",
            ),
            (_INIT, _CALLING),
            (_REFUSED, f"        self._refused(host)\n{_REFUSED}"),
        )
        | edited(
            "app/api/application.py",
            (_ADDED, _ADDED.replace("allowed_hosts))", "allowed_hosts), refused=metrics.misdirected)")),
        )
        | edited("app/monitoring/metrics.py", (_LATEST, counter + _LATEST), (_ANNOUNCE, method + _ANNOUNCE))
    )
    return Injection(fact=series, source=source)
