from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.observations.surface import Response
from tests.judging import Case, contract
from tests.suites.security.examples import SECURITY, response, surface

STRICT = "default-src 'none'; frame-ancestors 'none'"


def sending(*policies: str) -> object:
    return surface(response(headers=tuple(("content-security-policy", policy) for policy in policies)))


CASE = Case(
    "security/content-policy-is-strict",
    contract(security=SECURITY | {"strict_content_policy": True}),
    clean=sending(STRICT),
    broken=sending("default-src 'self' 'unsafe-inline'; frame-ancestors 'none'"),
)


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("default-src 'none'", "may be framed"),
        ("frame-ancestors 'none'", "script of any origin"),
        ("script-src *; frame-ancestors 'self'", "script from *"),
        ("default-src https:; frame-ancestors 'self'", "script from https:"),
        ("script-src 'self' 'unsafe-eval'; frame-ancestors 'self'", "script from 'unsafe-eval'"),
        ("script-src 'self' https://*; frame-ancestors 'self'", "script from https://*"),
        ("script-src 'self' *:443; frame-ancestors 'self'", "script from *:443"),
        ("script-src 'self'; script-src-elem *; frame-ancestors 'self'", "script from *"),
        (
            "script-src 'self'; script-src-attr 'unsafe-inline'; frame-ancestors *:*",
            "may be framed; script from 'unsafe-inline'",
        ),
        ("script-src 'self'; frame-ancestors https:", "may be framed"),
        (
            "script-src 'strict-dynamic' 'nonce-abc' 'unsafe-eval'; frame-ancestors 'self'",
            "script from 'unsafe-eval'",
        ),
        ("script-src 'nonce-abc' https:; frame-ancestors 'self'", "script from https:"),
        # what is no nonce and no hash leaves the word beside it as it is
        *(
            (f"script-src 'unsafe-inline' {none}; frame-ancestors 'none'", "script from 'unsafe-inline'")
            for none in (
                *("'nonce-'", "'nonce-{{nonce}}'", "'nonce-$NONCE'", "'nonce-==='", "nonce-abc", "'sha256-'"),
                *("'nonce-a b'", "'sha1-abc='", "'sha256-a?b'"),
            )
        ),
        ("sandbox allow-scripts; frame-ancestors 'none'", "script of any origin"),
        ("sandbox allow-forms ALLOW-SCRIPTS; script-src *; frame-ancestors 'none'", "script from *"),
        ("sandbox", "may be framed"),
        ("", "no policy"),
    ],
)
def test_what_a_policy_lets_in_is_named(policy: str, said: str) -> None:
    assert [p.observed for p in CASE.problems(sending(policy))] == [said]


@pytest.mark.parametrize(
    "policy",
    [
        "script-src 'self' 'nonce-abc' 'unsafe-inline'; frame-ancestors 'none'",
        "default-src *; script-src 'self'; frame-ancestors 'none'",
        "script-src 'nonce-abc' 'strict-dynamic' https: http: * 'unsafe-inline'; frame-ancestors 'none'",
        "script-src 'self' https://*.example.com; frame-ancestors https://*.example.com",
        "script-src 'unsafe-inline' 'sha256-Ab+/_-9='; frame-ancestors 'none'",
        "sandbox; frame-ancestors 'none'",
        "sandbox allow-forms allow-same-origin; default-src *; frame-ancestors 'none'",
        "sandbox; script-src 'unsafe-inline'; frame-ancestors 'none'",
        "default-src *; frame-ancestors 'none', sandbox",
        "script-src 'self'; script-src-elem 'nonce-abc' 'unsafe-inline'; frame-ancestors 'none'",
        "default-src 'self'; style-src 'unsafe-inline'; FRAME-ANCESTORS 'self'",
    ],
)
def test_a_policy_that_holds_passes(policy: str) -> None:
    assert CASE.problems(sending(policy)) == ()


@pytest.mark.parametrize(
    ("policy", "older", "said"),
    [
        ("default-src 'none'", ["SAMEORIGIN"], []),
        ("default-src 'none'", ["DENY", "deny"], []),
        ("default-src 'none'", ["DENY", "SAMEORIGIN"], []),
        ("default-src 'none'", ["ALLOWALL"], ["may be framed"]),
        ("default-src 'none'; frame-ancestors *", ["DENY"], ["may be framed"]),
    ],
)
def test_the_older_header_counts_where_no_policy_names_ancestors(
    policy: str, older: list[str], said: list[str]
) -> None:
    headers = (("content-security-policy", policy), *(("x-frame-options", value) for value in older))
    assert [p.observed for p in CASE.problems(surface(response(headers=headers)))] == said


def test_a_nonce_is_another_one_with_each_answer() -> None:
    def signed(path: str, nonce: str) -> Response:
        policy = f"script-src 'nonce-{nonce}'; frame-ancestors 'none'"
        return response(path=path, headers=(("content-security-policy", policy),))

    (problem,) = CASE.problems(surface(signed("/", "abc"), signed("/gone", "abc"), signed("/new", "def")))
    assert (problem.where, problem.observed) == ("/, /gone", "'nonce-abc' on each of them")
    assert CASE.problems(surface(signed("/", "abc"), signed("/gone", "def"))) == ()
    assert CASE.problems(surface(signed("/", "abc"), signed("/", "abc"))) == ()  # kept by a cache


def test_several_policies_hold_together() -> None:
    assert CASE.problems(sending("script-src 'self'", "frame-ancestors 'none'", STRICT)) == ()


def test_without_an_answer_nothing_is_established() -> None:
    assert CASE.finding(surface(response(None))).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    ("stored", "refused"), [("no-store", True), ("max-age=60", False), ("no-cache", False)]
)
def test_of_one_page_only_what_nobody_keeps_has_another_nonce(stored: str, *, refused: bool) -> None:
    policy = "script-src 'nonce-abc'; frame-ancestors 'none'"
    page = response(path="/", headers=(("content-security-policy", policy), ("cache-control", stored)))
    seen = replace(surface(page), foreign=(page,))
    assert bool(CASE.problems(seen)) == refused
    assert not CASE.problems(replace(surface(page), control=(page,)))


EVERYBODYS = "script from https://cdn.jsdelivr.net"


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ("'self' https://cdn.jsdelivr.net", [EVERYBODYS]),
        ("'nonce-abc' https://cdn.jsdelivr.net/", [f"{EVERYBODYS}/"]),
        ("'self' https://cdn.jsdelivr.net/npm/", [f"{EVERYBODYS}/npm/"]),
        ("'self' unpkg.com:443", ["script from unpkg.com:443"]),
        ("'self' https://storage.googleapis.com", ["script from https://storage.googleapis.com"]),
        ("'self' s3.eu-west-1.amazonaws.com", ["script from s3.eu-west-1.amazonaws.com"]),
        ("'self' https://*.github.io", ["script from https://*.github.io"]),
        ("'self' *.cloudfront.net/app.js", ["script from *.cloudfront.net/app.js"]),
        ("'self' HTTPS://*.COM", ["script from https://*.com"]),
        ("https: *.github.io", ["script from *.github.io; script from https:"]),
        ("'self'; script-src-elem 'self' raw.githack.com", ["script from raw.githack.com"]),
        # what is a package, a bucket, a file or a name of one's own
        ("'self' https://cdn.jsdelivr.net/npm/alpinejs@3.14.1/", []),
        ("'self' https://cdn.jsdelivr.net/gh/shop/", []),
        ("'self' https://cdn.jsdelivr.net/npm/htmx.org@2.0.2/dist/htmx.min.js", []),
        ("'self' https://unpkg.com/htmx.org@2.0.2", []),
        ("'self' https://storage.googleapis.com/shop-assets/", []),
        ("'self' https://shop-assets.s3.amazonaws.com https://d111111abcdef8.cloudfront.net", []),
        (
            "'self' https://shop.github.io https://*.shop.github.io https://*.shop.com https://*.shop.co.uk",
            [],
        ),
        ("'self' https://code.jquery.com https://cdnjs.cloudflare.com https://js.stripe.com", []),
        ("'self' https://*.googleapis.com https://*.gstatic.com https://*.google.com", []),
        ("'self' https://*.intranet.corp *.lan", []),
        ("'nonce-abc' 'strict-dynamic' https://cdn.jsdelivr.net *.github.io", []),
        ("'self'; style-src https://cdn.jsdelivr.net; font-src https://unpkg.com", []),
    ],
)
def test_a_host_where_anybody_publishes_is_anybody(sources: str, said: list[str]) -> None:
    policy = f"script-src {sources}; frame-ancestors 'none'"
    assert [p.observed for p in CASE.problems(sending(policy))] == said


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("script-src *", [EVERYBODYS]),
        ("script-src https:", [EVERYBODYS]),
        ("img-src 'none'", [EVERYBODYS]),
        ("script-src 'self'", []),
        ("script-src https://*.github.io", []),
    ],
)
def test_what_another_policy_keeps_out_is_no_host_of_anybody(other: str, said: list[str]) -> None:
    policy = "script-src https://cdn.jsdelivr.net; frame-ancestors 'none'"
    assert [p.observed for p in CASE.problems(sending(policy, other))] == said
