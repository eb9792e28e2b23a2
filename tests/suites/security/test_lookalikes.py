import re

import pytest

from gonogo.contract.security import Security
from gonogo.suites.security.experiments.lookalikes import _beside, _dotless, lookalikes

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
                "https://wwwxshop.example",
            ],
        ),
        (
            {"trusted_origins": ("http://127.0.0.1", "http://app.shop.example"), "hosts": ("shop.example",)},
            [
                "http://app.shop.example.untrusted.example",
                "http://untrustedapp.shop.example",
                "http://appxshop.example",
                "http://app.shop.example:1234",
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
        "https://wwwxshop.example",
    ]


@pytest.mark.parametrize(
    ("trusted", "pattern"),
    [
        ("https://app.shop.example", r"https://(app|admin).shop.example"),
        ("https://app.shop.example", r"https://(app|admin).shop\.example"),
        ("https://shop.example", r"https://(www.)?shop\.example"),
        ("https://eu.app.shop.example", r"https://[a-z.]+.shop.example"),
        ("https://app.shop.co.example", r"https://app.shop.co.example"),
    ],
)
def test_a_dot_that_stands_for_any_letter_takes_one(trusted: str, pattern: str) -> None:
    asked = lookalikes("http://127.0.0.1:8080", Security.model_validate({"trusted_origins": (trusted,)}))
    assert [origin for origin in asked if re.fullmatch(pattern, origin)]


@pytest.mark.parametrize(
    "host",
    ["shop.example", "app.shop.example", "eu.app.shop.example", "shop.co.example", "a.shop.co.example"],
)
def test_whoever_trusts_every_name_of_its_own_domain_takes_none(host: str) -> None:
    (origin,) = _dotless("https", host)
    for domain in (r"shop\.example", r"shop\.co\.example"):
        assert not re.fullmatch(rf"https://([\w-]+\.)*{domain}", origin)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", ""])
def test_what_has_no_domain_has_no_dot_before_it(host: str) -> None:
    assert [*_dotless("http", host)] == []


@pytest.mark.parametrize(
    ("trusted", "beside"),
    [
        (("https://app.shop.example",), ["http://app.shop.example", "https://app.shop.example:1234"]),
        (("http://app.shop.example",), ["http://app.shop.example:1234"]),
        (
            ("https://app.shop.example:8443",),
            ["http://app.shop.example:8443", "https://app.shop.example:1234"],
        ),
        (
            ("https://app.shop.example:1234",),
            ["http://app.shop.example:1234", "https://app.shop.example:4321"],
        ),
        (("https://app.shop.example", "http://app.shop.example/"), ["https://app.shop.example:1234"]),
        (("https://[fd00::5]",), ["http://[fd00::5]", "https://[fd00::5]:1234"]),
        (("http://localhost:3000",), []),
        (("https://127.0.0.1:3000", "http://[::1]:3000"), []),
        (("https://own.example",), []),
        (("*",), []),
        ((), []),
    ],
)
def test_a_trusted_host_has_other_origins(trusted: tuple[str, ...], beside: list[str]) -> None:
    asked = _beside(Security.model_validate({"trusted_origins": trusted}), ("https", "own.example"))
    assert [*asked] == beside
    asked_for = lookalikes("https://own.example", Security.model_validate({"trusted_origins": trusted}))
    assert {*beside} <= {*asked_for}
    assert not {*trusted} & {*asked_for}
