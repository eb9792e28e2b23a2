"""Hosts, origins and closed paths in a form that no request could meet are refused, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.contract.errors import ContractError
from gonogo.contract.load import load_contract


def said(tmp_path: Path, security: str) -> str:
    path = tmp_path / "release.yaml"
    path.write_text(f"service: x\nsecurity: {{{security}}}\n")
    try:
        load_contract(path)
    except ContractError as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize(
    ("security", "words"),
    [
        (
            "trusted_origins: ['https://app.example.com/']",
            "trusted_origins.0: 'https://app.example.com/' is not",
        ),
        (
            "trusted_origins: ['https://a.example', app.example]",
            "trusted_origins.1: 'app.example' is not legal",
        ),
        ("trusted_origins: ['*']", "an origin is expected as a browser sends it"),
        ("trusted_origins: ['https://*.a.example']", "scheme://host or scheme://host:port"),
        ("trusted_origins: ['null']", "an origin is expected"),
        ("trusted_origins: ['https://me@a.example']", "an origin is expected"),
        ("trusted_origins: ['https://a.example:']", "an origin is expected"),
        ("private_paths: ['/admin/*']", "private_paths.0: '/admin/*' is not legal: it is asked for as it is"),
        ("private_paths: [/admin, 'POST /admin/**/x']", "private_paths.1: 'POST /admin/**/x'"),
        ("hosts: ['https://a.example']", "security.hosts.0: 'https://a.example' is not legal: a host is"),
        ("hosts: ['a.example/']", "without a scheme or a path"),
        ("redirects: {hosts: ['https://a.example']}", "redirects.hosts.0: 'https://a.example' is not legal"),
        ("redirects: {hosts: ['a.*.example']}", "redirects.hosts.0: 'a.*.example' is not legal: a * stands"),
        ("redirects: {endpoint: /go, own: 'https://a.example'}", "write {url} where the URL stands"),
        ("redirects: {endpoint: '/go?u={url}'}", "security.redirects.own: missing"),
    ],
)
def test_what_no_request_could_meet_is_refused(tmp_path: Path, security: str, words: str) -> None:
    assert words in said(tmp_path, security)


@pytest.mark.parametrize(
    "security",
    [
        "trusted_origins: ['https://app.example.com', 'http://localhost:3000', 'http://[::1]:8080']",
        "trusted_origins: ['capacitor://localhost', 'chrome-extension://abcdefgh', 'https://bücher.example']",
        "private_paths: [/admin, 'POST /admin/{id}', '/search?q=*']",
        "hosts: ['*.shop.example', 'shop.example:8443', '[::1]', 'app-*.shop.example', localhost]",
        "redirects: {}",
        "redirects: {hosts: ['*.shop.example', 'shop.example:8443']}",
        "redirects: {own: 'https://a.example'}",
        "redirects: {endpoint: '/go?u={url}', own: 'https://a.example/x?y=*'}",
        "redirects: {endpoint: '/go/{url}', own: '/home'}",
    ],
)
def test_what_one_could_meet_is_taken(tmp_path: Path, security: str) -> None:
    assert said(tmp_path, security) == ""
