import pytest

from gonogo.contract.security import Security
from gonogo.suites.security.experiments.lookalikes import lookalikes


@pytest.mark.parametrize(
    ("promised", "begins", "ends"),
    [
        ({}, "http://127.0.0.1", "http://untrusted0.1"),
        ({"hosts": ("localhost", "127.0.0.1", "::1", "10.*")}, "http://127.0.0.1", "http://untrusted0.1"),
        (
            {"hosts": ("localhost", "*.shop.example:8443")},
            "https://shop.example",
            "https://untrustedshop.example",
        ),
        (
            {"trusted_origins": ("http://127.0.0.1", "http://app.shop.example"), "hosts": ("shop.example",)},
            "http://app.shop.example",
            "http://untrustedapp.shop.example",
        ),
    ],
)
def test_each_way_in_which_names_are_compared_carelessly(
    promised: dict[str, tuple[str, ...]], begins: str, ends: str
) -> None:
    assert lookalikes("http://127.0.0.1:8080", Security.model_validate(promised)) == [
        f"{begins}.untrusted.example",
        "http://localhost.untrusted.example",
        ends,
    ]


def test_of_an_own_name_its_last_two_parts_are_taken() -> None:
    promised = Security.model_validate({"trusted_origins": ("https://www.shop.example",)})
    assert lookalikes("https://www.shop.example", promised) == [
        "https://www.shop.example.untrusted.example",
        "http://localhost.untrusted.example",
        "https://untrustedshop.example",
    ]
