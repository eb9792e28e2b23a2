"""What the rules on tokens and ownership share in their tests."""

from dataclasses import replace

from gonogo.contract.model import Contract
from gonogo.core.secrets import Secrets
from gonogo.suites.security.experiments.ownership import trespass
from gonogo.suites.security.observations.access import (
    Kept,
    Owned,
    TokensTried,
    TokenUse,
    Trespass,
    Trespasses,
)
from tests.judging import contract, done
from tests.suites.shop import ShopTarget

TOKENS = {
    "issue": {"method": "POST", "path": "/login", "credential": "jane"},
    "protected": {"path": "/things"},
    "lifetime_seconds": 600,
}
OWNERSHIP = {
    "create": {"method": "POST", "path": "/things", "status": 201, "credential": "jane"},
    "other": "joe",
}
CREDENTIALS = {"jane": {"value": "x"}, "joe": {"value": "y"}}
CONTRACT = contract(credentials=CREDENTIALS, security={"tokens": TOKENS, "ownership": OWNERSHIP})
VALID = TokenUse("valid", "entry", 200, "")
FORGED = TokenUse("no signature", "entry", 401, "")


def tried(**changes: object) -> TokensTried:
    made = TokensTried((VALID, replace(VALID, source="shop-1")), (FORGED,), (300.0,))
    return replace(made, **changes)  # type: ignore[arg-type]


def trespasses(status: int | None = 403, *, unchanged: bool = True, **changes: object) -> Trespasses:
    made = Trespasses(
        (Trespass("PUT", "/things/1", status, ""), Trespass("DELETE", "/things/1", 404, "")),
        (Kept("PUT", 200, unchanged), Kept("DELETE", 200, unchanged=True)),
        (Owned("GET", "/things/1", 200),),
        (Owned("PUT", "/things/1", 200), Owned("DELETE", "/things/1", 204)),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def seen_of(url: str, promised: Contract = CONTRACT) -> Trespasses:
    """Let a stranger try at a URL, as the rule has it."""
    target = ShopTarget(url, promised)
    target.context.secrets = Secrets()  # type: ignore[misc]
    return done(trespass, target, promised)
