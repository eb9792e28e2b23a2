"""A rule that knew a seed's words would be proven by them: no distinctive literal stands on both sides."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from gonogo.core.discover import discover
from gonogo.proofs.sources import ROOT
from proving.catalogue import Seed, seeds

SHORTEST = 5
VOCABULARY = {
    # what standards call things; both sides have to speak of them
    "'unsafe-eval'", "'unsafe-inline'", "127.0.0.1", "access-control-allow-origin",
    "0.0.0.0",  # noqa: S104 - a word here, nothing listens
    "# eof", "a line's end", "application/problem+json", "application/xhtml+xml", "content-security-policy",
    "content-type", "hs256", "latin-1", 'le="+inf"', "not found", "read_only", "retry-after",
    "stop_grace_period", "strict-transport-security", "text/html", "text/plain", "utf-8", "@sha256:",
    "http://", "https://",
    "same-origin",
    "process_resident_memory_bytes", "process_start_time_seconds", "process_virtual_memory_bytes",
    # what SQL calls what it makes
    "create database", "create index", "create table", "drop index", "if not exists",
    # what GNU make calls an option, and where many services begin
    "--ignore-errors", "/api/v1",
    "--user",  # of sudo, as of chown and of valkey-cli
    # what Compose calls updates, and a file of variables
    "env_file", "failure_action", "max_failure_ratio", "max_failure_ratio:",
    "rollback_config", "start_period", "stop-first", "update_config",
    "version:",  # what packages call theirs in their metadata
    # what Linux calls capabilities
    "dac_override", "net_admin", "net_bind_service", "net_raw", "sys_ptrace",
    # what OpenSSH calls a key, and Docker the bounds of a log
    "id_ed25519", "id_rsa", "json-file", "max-file", "max-size",
    # secrets that manuals print, for everybody to sign with
    "super-secret-key", "your-256-bit-secret",
    # fields of requests and answers, which a client chooses
    "accept-encoding", "accept-language", "content-encoding", "content-location", "sec-ch-ua", "user-agent",
    "x-forwarded-for", "x-forwarded-host", "x-host",
    "x-original-host", "x-client-ip", "x-real-ip", "cache-control", "return_to",
    "x-client-version", "x-device-id",
    "tenant-",  # of x-tenant-id, and of what a release calls its own
    # how a shell ends well, and what most services call the id of a request
    "exit 0", "request_id",
    ".github",  # where GitHub looks for workflows
    # what GitHub calls what a stranger chooses
    "head_ref",
    # what GitHub calls the file of variables, and what Alertmanager calls a wait
    "github_env", "group_interval",
    # in which gateways say who was signed in, and what they have taken off a path
    "x-auth-request-user", "x-forwarded-prefix", "x-forwarded-user", "x-ingress-path", "x-remote-user",
    "x-script-name", "x-webauth-user",
    # what the text format calls its comments, and its names their ends; headers of delivery networks
    "# help", "# type", "_ratio", "_requests", "_seconds", "_waiting", "info,", "cf-connecting-ip",
    "true-client-ip",
    # a domain of private networks, a scheme as a pattern, an option of PyJWT, an end of templates
    ".internal", "https?://", "verify_signature", "jinja2",
    "{name}",  # a word that is put in
    ".json",  # how a file of data ends
    "_kept",  # how a name of anything may end
}  # fmt: skip
RULE_IDS = {rule.id for rule in discover()}


def literals(path: Path) -> set[str]:
    """Return the text literals of a module, its documentation left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
    }


def distinctive(path: Path) -> Iterator[str]:
    """Give the literals by which a rule could know a seed: single words of the language are none."""
    for literal in literals(path):
        word = literal.strip().casefold()
        plain = word.isalpha() or word in VOCABULARY or literal in RULE_IDS
        if len(word) >= SHORTEST and not plain:
            yield word


@lru_cache
def judging_literals() -> tuple[tuple[str, str], ...]:
    """Return every literal of the rules and of what they share, with its file; experiments are no judges."""
    files = [p for p in (ROOT / "suites").rglob("*.py") if "core" not in p.parts]
    return tuple((p.relative_to(ROOT).as_posix(), word.casefold()) for p in files for word in literals(p))


@lru_cache
def all_of_them() -> str:
    """Return those literals in one text: most words are in none of them, which is seen at once."""
    return "\0".join(literal for _, literal in judging_literals())


@pytest.mark.parametrize("seed", [pytest.param(seed, id=seed.id) for seed in seeds()])
def test_shares_no_literal_with_a_rule(seed: Seed) -> None:
    shared = [
        f"{word!r} is in {file}: {literal!r}"
        for word in distinctive(seed.path)
        if word in all_of_them()
        for file, literal in judging_literals()
        if word in literal
    ]
    assert shared == []
