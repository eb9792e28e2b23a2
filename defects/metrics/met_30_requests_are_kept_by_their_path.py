"""A gauge counts the requests that are being answered, as the entries of a table by method and path.

Ships: it was to be seen what a replica is doing, so that what is being answered is kept by what it is. Two
requests for one path are one entry: one too few while both are answered, and none once one has ended.
Source: https://prometheus.github.io/client_python/instrumenting/gauge/ (`track_inprogress`); row MET-30.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-30", expected=("metrics/gauges-equal-the-truth",))
_METHOD = "    def dependency(self, name: str, *, up: bool) -> None:\n"
_IMPORTS = """from collections.abc import Iterable, Iterator
from contextlib import contextmanager
"""
_COLLECTOR = "from prometheus_client.multiprocess import MultiProcessCollector\n"
_DESCRIPTION = "        self._requests = Counter(\n"


def inject(rng: Random) -> Injection:
    """Keep them by what is asked for."""
    return kept(rng, """f"{scope['method']} {scope['path']}\"""")


def kept(rng: Random, key: str) -> Injection:
    """Count the entries of a table with this key."""
    table = rng.choice(["_answering", "_served", "_now", "_open"])
    method = f'''    @contextmanager
    def answering(self, scope: Scope) -> Iterator[None]:
        """Keep a request in the table while it is answered."""
        key = {key}
        self.{table}[key] = scope["path"]
        self.in_flight.set(len(self.{table}))
        try:
            yield
        finally:
            self.{table}.pop(key, None)
            self.in_flight.set(len(self.{table}))

'''
    metrics = edited(
        "app/monitoring/metrics.py",
        ("from collections.abc import Iterable\n", _IMPORTS),
        (_COLLECTOR, f"{_COLLECTOR}from starlette.types import Scope\n"),
        (_DESCRIPTION, f"        self.{table}: dict[object, str] = {{}}\n{_DESCRIPTION}"),
        (_METHOD, method + _METHOD),
    )
    observe = edited(
        "app/monitoring/observe.py",
        (
            "        in_flight: Callable[[], AbstractContextManager[object]],\n",
            "        in_flight: Callable[[Scope], AbstractContextManager[object]],\n",
        ),
        ("        with self._in_flight():\n", "        with self._in_flight(scope):\n"),
    )
    application = edited(
        "app/api/application.py", ("metrics.in_flight.track_inprogress", "metrics.answering")
    )
    return Injection(fact="ukp_http_requests_in_flight", source={**metrics, **observe, **application})
