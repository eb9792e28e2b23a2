import pytest

from gonogo.contract.security import Security
from gonogo.suites.security.experiments.lookalikes import lookalikes

OWN = ["http://127.0.0.1.untrusted.example", "http://localhost.untrusted.example", "http://untrusted0.1"]


@pytest.mark.parametrize(
    ("promised", "more"),
    [
        ({}, []),
        ({"hosts": ("localhost", "127.0.0.1", "::1", "10.*")}, []),
        (
            {"hosts": ("localhost", "*.shop.example:8443")},
            [
                "https://shop.example.untrusted.example",
                "https://untrustedshop.example",
                "https://shopxexample",
            ],
        ),
        (
            {"trusted_origins": ("http://127.0.0.1", "http://app.shop.example"), "hosts": ("shop.example",)},
            [
                "http://app.shop.example.untrusted.example",
                "http://untrustedapp.shop.example",
                "http://appxshop.example",
            ],
        ),
    ],
)
def test_each_way_in_which_names_are_compared_carelessly(
    promised: dict[str, tuple[str, ...]], more: list[str]
) -> None:
    assert lookalikes("http://127.0.0.1:8080", Security.model_validate(promised)) == [*OWN, *more]


def test_the_own_origin_is_taken_once() -> None:
    promised = Security.model_validate({"trusted_origins": ("https://shop.example",)})
    assert lookalikes("https://shop.example", promised) == [
        "https://shop.example.untrusted.example",
        "http://localhost.untrusted.example",
        "https://untrustedshop.example",
    ]
