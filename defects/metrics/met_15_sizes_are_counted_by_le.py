"""Answers are counted by their size, in a label that only a histogram's buckets may have.

Ships: a histogram was too much for it, and the dashboards had `le` in their legend already. Each answer
counts in one class alone: `histogram_quantile` takes the counter for buckets and says nonsense, and what adds
up buckets by a pattern of names takes these in.
Source: OpenMetrics 1.0.0, "Label" and "Histogram"; Prometheus, "Histograms and summaries".
"""

from __future__ import annotations

from random import Random
from typing import Any

from prometheus_client import Counter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("MET-15", expected=("metrics/reserved-labels-are-free",))
_CLASSES = (256, 1_024, 4_096, 16_384)
_REST = "+Inf"
_OWN = ("/metrics", "/health")


def inject(rng: Random) -> Injection:
    """Serve with the counter."""
    return Injection(fact=_name(rng), wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Count each answer that users get in the class of its size."""
    registry = app.state.services.metrics.registry
    counter = Counter(_name(rng), "Answers, by the size of their body.", ["le"], registry=registry)
    for name in (*map(str, _CLASSES), _REST):
        counter.labels(name)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        sent = 0

        async def counted(message: Message) -> None:
            nonlocal sent
            await send(message)
            if message["type"] == "http.response.body":
                sent += len(message.get("body", b""))
                if not message.get("more_body"):
                    counter.labels(_class_of(sent)).inc()

        is_users = scope["type"] == "http" and not scope["path"].startswith(_OWN)
        await app(scope, receive, counted if is_users else send)

    return application


def _class_of(size: int) -> str:
    return next((str(bound) for bound in _CLASSES if size <= bound), _REST)


def _name(rng: Random) -> str:
    return f"ukp_http_{rng.choice(['answers', 'responses', 'bodies'])}_by_size"
