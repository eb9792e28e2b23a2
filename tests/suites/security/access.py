"""What the rules on tokens and ownership share in their tests."""

from dataclasses import replace

from suites.security.observations.access import Kept, TokensTried, TokenUse, Trespass, Trespasses
from tests.judging import contract

TOKENS = {
    "issue": {"method": "POST", "path": "/login", "credential": "jane"},
    "protected": {"path": "/things"},
    "lifetime_seconds": 600,
}
OWNERSHIP = {
    "create": {"method": "POST", "path": "/things", "status": 201, "credential": "jane"},
    "other": "joe",
}
CONTRACT = contract(
    credentials={"jane": {"value": "x"}, "joe": {"value": "y"}},
    security={"tokens": TOKENS, "ownership": OWNERSHIP},
)
VALID = TokenUse("valid", "entry", 200, "")
FORGED = TokenUse("no signature", "entry", 401, "")


def tried(**changes: object) -> TokensTried:
    made = TokensTried((VALID, replace(VALID, source="shop-1")), (FORGED,), (300.0,))
    return replace(made, **changes)  # type: ignore[arg-type]


def trespasses(status: int | None = 403, *, unchanged: bool = True) -> Trespasses:
    return Trespasses(
        (Trespass("PUT", "/things/1", status, ""), Trespass("DELETE", "/things/1", 404, "")),
        (Kept("PUT", 200, unchanged), Kept("DELETE", 200, unchanged=True)),
    )
