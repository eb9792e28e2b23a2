"""What clients call themselves is kept percent-encoded, and the finished exposition is decoded.

Ships: the program that asked last is one series, so that who floods the service can be read off a
dashboard. It was encoded as in an address, which no reader of the exposition can stumble over; people could
not read it, and the whole text is decoded just before it is sent. The library escapes what it is given, and
what it was given held nothing to escape: a quotation mark or a backslash comes out of the decoding as the
client wrote it.
Source: own; CWE-179 (checked or escaped first, decoded afterwards); prometheus/docs, "Exposition formats"
(label_value).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-06",
    expected=("metrics/hostile-text-is-escaped",),
    collateral=(
        "metrics/text-format-is-valid",
        "metrics/openmetrics-is-valid",
        "metrics/readers-agree",
        "metrics/label-values-are-bounded",
    ),
)
_PROGRAMS = '''"""The program that asked last, as it calls itself: one series, whoever asks."""

from collections.abc import Iterator
from urllib.parse import quote

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from app.monitoring.observe import Served

_OWN = ("/metrics", "/health")


class LastProgram(Collector):
    """Remembers the User-Agent of the last request that was no probe and no scrape."""

    def __init__(self) -> None:
        self._program: str | None = None

    def saw(self, served: Served) -> None:
        """Look at a finished request."""
        if not served.route.startswith(_OWN):
            self._program = quote(served.program, safe="")

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Return the series, without a sample before the first request."""
        family = GaugeMetricFamily("{series}", "The program that asked last.", labels=["{label}"])
        if self._program is not None:
            family.add_metric([self._program], 1.0)
        yield family
'''
_PLAIN = '''

def _readable(exposition: bytes) -> bytes:
    """Decode what is percent-encoded, so that people can read it."""
    return unquote(exposition.decode()).encode()
'''
_QUALITIES = "\n\ndef _qualities("


def inject(rng: Random) -> Injection:
    """Decode all of it."""
    return telling_programs(rng, _PLAIN, "from urllib.parse import unquote\n")


def telling_programs(rng: Random, readable: str, imports: str) -> Injection:
    """Tell the last program, and make the exposition readable in the end."""
    series = f"ukp_{rng.choice(['last', 'latest', 'newest'])}_{rng.choice(['program', 'agent', 'caller'])}"
    label = rng.choice(["name", "said", "as"])
    programs = _PROGRAMS.replace("{series}", series).replace("{label}", label)
    exposition = edited(
        "app/monitoring/exposition.py",
        ("from functools import partial\n", f"from functools import partial\n{imports}"),
        ("        return generate(registry), f", "        return _readable(generate(registry)), f"),
        ("    return generate_latest(registry), C", "    return _readable(generate_latest(registry)), C"),
        (_QUALITIES, f"{readable}{_QUALITIES}"),
    )
    observe = edited(
        "app/monitoring/observe.py",
        ("    client_address: str\n", "    client_address: str\n    program: str\n"),
        (
            '            failure=self._scope.get("state", {}).get("failure"),\n',
            (
                '            program=dict(self._scope["headers"])'
                '.get(b"user-agent", b"").decode("latin-1"),\n'
                '            failure=self._scope.get("state", {}).get("failure"),\n'
            ),
        ),
    )
    application = edited(
        "app/api/application.py",
        (
            "from app.monitoring.observe import ObserveRequests\n",
            (
                "from app.monitoring.observe import ObserveRequests\n"
                "from app.monitoring.programs import LastProgram\n"
            ),
        ),
        (
            "    metrics = app.state.services.metrics\n    app.add_middleware(AnswerForOwnHosts",
            (
                "    metrics = app.state.services.metrics\n"
                "    last_program = LastProgram()\n"
                "    metrics.registry.register(last_program)\n"
                "    app.add_middleware(AnswerForOwnHosts"
            ),
        ),
        (
            "        recorders=(metrics.record, log_access),\n",
            "        recorders=(metrics.record, log_access, last_program.saw),\n",
        ),
    )
    source = {"app/monitoring/programs.py": programs} | exposition | observe | application
    return Injection(fact=series, source=source)
