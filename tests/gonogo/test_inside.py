"""URLs that lead inside, and those that look so: documentation, names of XML, the machine itself."""

import json
import time

import pytest

from gonogo.core.disclosure import disclosed_by_probe, disclosed_in_outage
from gonogo.core.inside import is_inside, leads_inside

INSIDE = [
    "http://10.61.152.141:8090/runbooks/404",
    "https://172.16.3.4/errors",
    "http://192.168.7.9",
    "http://169.254.169.254/latest/",
    "http://100.64.1.2/errors",
    "http://[fd12:3456::7]:8090/errors",
    "http://[fe80::1%25eth0]/errors",
    "http://[::ffff:10.1.2.3]/errors",
    "https://wiki.intranet/errors",
    "https://wiki.team.internal:8443/errors/404",
    "https://errors.corp./404",
    "https://errors.team.svc.cluster.local/404",
    "http://wiki/errors/404",
    "http://wiki:8090",
    "ftp://runbooks.lan/404",
    "https://docs@wiki.home.arpa/404",
]
OUTSIDE = [
    "about:blank",
    "https://shop.example/errors/404",
    "https://datatracker.ietf.org/doc/html/rfc9110#section-15.5.5",
    "https://tools.ietf.org/html/rfc7231",
    "http://schemas.xmlsoap.org/soap/envelope/",
    "https://json-schema.org/draft/2020-12/schema",
    "https://errors.pydantic.dev/2.5/v/missing",
    "http://www.w3.org/1999/xhtml",
    "http://tempuri.org/Fault",
    "tag:shop.example,2024:errors",
    "urn:problem:10.0.0.1",
    "http://192.0.2.7/errors",
    "http://203.0.113.9:8080/errors",
    "http://[2001:db8::1]/errors",
    "http://198.51.100.3/errors",
    "http://127.0.0.1:8443/errors",
    "http://localhost:8080/errors/404",
    "http://[::1]:8080/errors",
    "http://172.32.0.1/errors",
    "http://11.0.0.1/errors",
    "http://example/path",
    "http://host:8080/path",
    "http://www.example.internal/path",
    "https://internal.shop.example/errors",
    "https://local.shop.example/errors",
    "https://shop.locals/errors",
    "app://home/errors",
    "chrome-extension://abcdef/errors",
    "A URL begins with http:// or https://.",
    "http://wiki and nothing there",
    "version 10.0.0.1 is needed",
    '<ns2:Fault xmlns:ns2="http://shop/errors"/>',
    '{"Fault": {"@xmlns:ns2": "http://shop/errors"}}',
    'unexpected element (uri:"http://shop/a", local:"b"). Expected elements are <{http://shop/a}c>',
    r'{"body": "<Fault xmlns=\"http://shop:80/errors\"/>"}',
]


@pytest.mark.parametrize("url", INSIDE)
def test_what_only_an_inside_reaches_is_told_from_what_surrounds_it(url: str) -> None:
    for text in (
        url,
        json.dumps({"type": url, "title": "Not Found"}),
        f'<a href="{url}">why</a>',
        f"({url}),",
    ):
        assert len(list(leads_inside(text))) == 1, text


@pytest.mark.parametrize("text", OUTSIDE)
def test_what_anybody_reaches_or_nobody_is_none(text: str) -> None:
    for written in (text, json.dumps({"type": text}), f"<p>{text}</p>"):
        assert list(leads_inside(written)) == []


def test_its_words_are_the_url_without_its_user() -> None:
    (named,) = leads_inside("see http://jane:pw@Wiki.Corp:8090/errors/404.")
    assert (named.host, named.words) == ("wiki.corp", "http://Wiki.Corp:8090/errors/404.")


@pytest.mark.parametrize(
    ("host", "inside"),
    [("shop", True), ("shop.corp", True), ("localhost", False), ("::1", False), ("", False)],
)
def test_a_host_alone_is_inside_or_not(host: str, *, inside: bool) -> None:
    assert is_inside(host) is inside


@pytest.mark.parametrize("url", INSIDE)
def test_a_probe_and_an_error_in_an_outage_have_none_either(url: str) -> None:
    assert disclosed_in_outage(json.dumps({"type": url}))
    if "@" not in url and "%" not in url and not url.startswith("ftp"):
        assert disclosed_by_probe(json.dumps({"status": "pass", "see": url}))


@pytest.mark.parametrize(
    "unit",
    ["a", "a.", "http://", "http://a", "xmlns=", "xmlns='", "uri:'", "{a://", "a:a@", "http://a@", "[::"],
)
def test_a_long_body_is_read_at_once(unit: str) -> None:
    began = time.process_time()
    list(leads_inside((unit * 20_000)[:20_000]))
    assert time.process_time() - began < 1.0
