import pytest

from gonogo.core.finding import Outcome, Severity
from tests.judging import Case
from tests.suites.security.examples import CONTRACT, response, surface

CASE = Case(
    "security/server-does-not-tell-its-version",
    CONTRACT,
    clean=surface(response(headers=(("server", "shop"),))),
    broken=surface(response(headers=(("server", "nginx/1.25.3"),))),
)


def test_it_only_advises() -> None:
    assert CASE.rule.severity is Severity.ADVISORY


@pytest.mark.parametrize(
    "header",
    [("server", "Werkzeug/3.0 Python/3.13"), ("x-powered-by", "PHP/8"), ("x-aspnet-version", "4.0.30319")],
)
def test_a_version_is_named(header: tuple[str, str]) -> None:
    assert [p.observed for p in CASE.problems(surface(response(headers=(header,))))] == [header[1]]


@pytest.mark.parametrize("value", ["uvicorn", "nginx", "Apache", "h2o", "gws"])
def test_a_product_alone_passes(value: str) -> None:
    assert CASE.problems(surface(response(headers=(("server", value),)))) == ()


@pytest.mark.parametrize("status", [403, 404, 503])
def test_a_service_that_serves_nothing_shows_nothing(status: int) -> None:
    refused = response(status, headers=())
    assert CASE.finding(surface(refused, control=(refused,))).outcome is Outcome.INCONCLUSIVE


def test_a_public_page_beside_errors_shows_that_somebody_is_served() -> None:
    error = response(404, headers=(), promised=404)
    assert CASE.finding(surface(error, control=(error,))).outcome is Outcome.INCONCLUSIVE
    shown = surface(error, control=(response(headers=()),))
    assert CASE.finding(shown).outcome is Outcome.PASSED
    told = surface(error, control=(response(headers=(("server", "nginx/1.25.3"),)),))
    assert [p.observed for p in CASE.problems(told)] == ["nginx/1.25.3"]


def test_without_an_answer_nothing_is_established() -> None:
    assert CASE.finding(surface(response(None), control=())).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("server", "Apache/2.4.58 (Debian)"),
        ("server", "gunicorn 21.2"),
        ("server", "Jetty(9.4.z-SNAPSHOT)"),
        ("x-powered-by", "Express v4.18"),
        ("x-generator", "Drupal 10"),
    ],
)
def test_a_version_on_one_class_of_response_is_enough(name: str, value: str) -> None:
    error = response(502, name="bad gateway", headers=((name, value),), promised=502)
    assert [p.observed for p in CASE.problems(surface(response(headers=()), error))] == [value]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("via", "1.1 varnish/6.0", "varnish/6.0"),
        ("via", "kong/2.8.1", "kong/2.8.1"),
        ("via", "1.1 kong/3.9.0-enterprise-edition", "kong/3.9.0-enterprise-edition"),
        ("via", "HTTP/1.1 edge, 1.1 shop (squid/5.7)", "(squid/5.7)"),
        ("x-powered-by", "Express v4", "Express v4"),
        ("x-framework", "Nuxt 3", "Nuxt 3"),
        ("x-umbraco-version", "13.4.1", "13.4.1"),
        ("microsoftsharepointteamservices", "16.0.0.10337", "16.0.0.10337"),
    ],
)
def test_whoever_passes_it_on_and_other_products_tell_theirs(name: str, value: str, told: str) -> None:
    assert [p.observed for p in CASE.problems(surface(response(headers=((name, value),))))] == [told]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("via", "1.1 vegur"),
        ("via", "1.1 shop-7.example:8080"),
        ("via", "HTTP/1.1 edge, http/2.0 google"),
        ("via", "2.0 a1b2.cloudfront.net (CloudFront)"),
        ("via", "1.1 eu-west-1/7"),
        ("x-runtime", "0.0123"),
        ("x-app-version", "1.4.2"),
        ("x-influxdb-version", "v2.7.1"),
        ("docker-distribution-api-version", "registry/2.0"),
        ("server", "shop-v2"),
    ],
)
def test_a_version_of_a_protocol_or_of_what_is_served_is_none_of_its_software(name: str, value: str) -> None:
    assert CASE.finding(surface(response(headers=((name, value),)))).outcome is Outcome.PASSED


HTML = ("content-type", "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (200, '<head><meta name="generator" content="Hugo 0.147.2"></head>', "Hugo 0.147.2"),
        (200, "<META content='Docusaurus v2.4' NAME=Generator>", "Docusaurus v2.4"),
        (404, "<hr><center>nginx/1.25.3</center>", "nginx/1.25.3"),
        (404, "<h3>Apache Tomcat/9.0.31</h3>", "Apache Tomcat/9.0.31"),
        (500, "<address>Apache/2.4.58 (Debian) Server at shop.example Port 80</address>", "Apache/2.4.58"),
        (404, "<i>Powered by Jetty:// 9.4.51.v20230217</i>", "Jetty:// 9.4.51.v20230217"),
    ],
)
def test_a_page_that_tells_a_version_is_named(status: int, body: str, told: str) -> None:
    page = response(status, headers=(HTML,), promised=status, body=body)
    seen = surface(page, control=(response(headers=()),))
    assert [p.observed for p in CASE.problems(seen)] == [told]


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, '<meta name="generator" content="Hugo">', HTML[1]),
        (200, "<p>How to install nginx/1.25.3</p>", HTML[1]),
        (200, '<meta name="viewport" content="width=device-width, initial-scale=1.0">', HTML[1]),
        (404, "<center>nginx</center>", HTML[1]),
        (404, '{"about": "nginx/1.25.3"}', "application/json"),
        (404, "<p>No article 4.2 here</p>", HTML[1]),
    ],
)
def test_a_page_without_one_passes(status: int, body: str, kind: str) -> None:
    page = response(status, headers=(("content-type", kind),), promised=status, body=body)
    assert CASE.problems(surface(page, control=(response(headers=()),))) == ()
