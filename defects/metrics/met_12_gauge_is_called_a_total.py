"""A gauge, which rises and falls, is named as a counter is.

Ships: "the total of all articles" is what the page shows, and the series got the word from there; whoever
reads the name graphs a rate of it, in which every deletion is a restart.
Source: cortexproject/cortex#1683; coder/coder#12744; etcd-io/etcd#5229.
"""

from __future__ import annotations

from random import Random
from typing import Any

from prometheus_client import Gauge

from proving.seed import Defect, Injection

DEFECT = Defect("MET-12", expected=("metrics/counters-end-in-total",))


def inject(rng: Random) -> Injection:
    """Serve with the gauge."""
    return Injection(fact=_name(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Set it to how many there are."""
    gauge = Gauge(_name(rng), "How many there are.", registry=app.state.services.metrics.registry)
    gauge.set(rng.randrange(10, 5000))
    return app


def _name(rng: Random) -> str:
    what = [rng.choice(["stored", "open", "known"]), rng.choice(["articles", "owners", "drafts"])]
    return "_".join(["ukp", *what, "total"])
