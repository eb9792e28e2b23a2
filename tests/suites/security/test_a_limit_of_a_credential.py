"""The client that tries has the credential that the limit names, whatever else it says about itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import ClassVar

import pytest

from gonogo.core.finding import Outcome
from gonogo.core.secrets import Secrets
from gonogo.suites.security.experiments.sessions import try_often
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.shop import ShopTarget

PROMISED = contract(
    credentials={"shop": {"header": "X-Key", "value": "first"}},
    security={
        "limits": [
            {
                "form": {"name": "order", "path": "/orders", "fields": {"of": "x"}, "status": 422},
                "credential": "shop",
                "accepted": 5,
            }
        ]
    },
)


class Orders(Handler):
    """Takes five orders of a key, or of what else counts, and none without a key."""

    key: ClassVar[Callable[[Orders], str]]
    counts: ClassVar[Counter[str]]

    def respond(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        del self.headers["Content-Length"]
        key = type(self).key(self)
        self.counts[key] += 1
        status = 401 if self.headers["X-Key"] != "first" else 429 if self.counts[key] > 5 else 422
        self.answer(status, "", "text/plain")


@pytest.mark.parametrize(
    ("key", "outcome"),
    [
        (lambda one: str(one.headers["X-Key"]), Outcome.PASSED),
        (lambda one: str(one.headers["X-Forwarded-For"]), Outcome.FAILED),
        (lambda one: str(one.headers["User-Agent"]), Outcome.FAILED),
    ],
    ids=["the key", "an address that is written", "the browser"],
)
def test_a_limit_for_each_credential_is_tried_with_it(key: Callable[[Orders], str], outcome: Outcome) -> None:
    with Loopback(Orders, key=key, counts=Counter()) as server:
        target = ShopTarget(server.url, PROMISED)
        target.context.secrets = Secrets({})  # type: ignore[misc]
        seen = done(try_often, target, PROMISED)
    case = Case("security/limit-holds-for-a-client", PROMISED, clean=seen, broken=seen)
    finding = case.finding(seen)
    assert finding.outcome is outcome, finding.reason
