"""Each pair of the time machine is whole: versions, hashes, a source, a rule, a contract and a service."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from gonogo.contract.load import load_contract
from proving.upstream import entries
from proving.upstream.entries import BrokenPairError, Pair, Release

PAIRS = entries.read_all()
RELEASES = [
    pytest.param(pair, release, id=f"{pair.id}-{release.label}")
    for pair in PAIRS
    for release in pair.releases
]
_RULE = re.compile(r"(config|health|latency|metrics|rollback|security)/[a-z0-9]+(-[a-z0-9]+)+")
_PINNED = re.compile(
    r"^([a-z0-9][a-z0-9._-]*)==(\S+?)(?: ;.*?)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
    re.MULTILINE,
)
_INTEGRITY = re.compile(r"sha(512|1)-[A-Za-z0-9+/]+={0,2}")
GOOD = {
    "product": "shop",
    "registry": "PyPI",
    "source": ["CVE-1"],
    "fault": "it is shut",
    "expected": ["health/liveness-answers"],
    "releases": {label: [f"shop=={n}"] for n, label in enumerate(entries.LABELS)},
}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_a_pair_says_what_broke_where_that_is_told_and_who_has_to_refuse_it(pair: Pair) -> None:
    assert all(pair.source)
    assert len(pair.fault.split()) >= 5
    assert pair.fault.endswith(".")
    assert pair.expected
    assert all(_RULE.fullmatch(rule) for rule in pair.expected + pair.collateral)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_its_three_versions_differ_and_are_exact(pair: Pair) -> None:
    versions = [release.version for release in pair.releases]
    assert len(set(versions)) == 3
    assert not [version for version in versions if set("<>~^*x ") & set(version)]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_its_contract_is_one_and_starts_its_own_service(pair: Pair) -> None:
    contract = load_contract(pair.contract)
    assert contract.service == pair.id
    assert contract.identity
    assert contract.health
    assert contract.health.liveness
    assert contract.deployment
    assert contract.deployment.local
    (service,) = (word for word in contract.deployment.local.command if word.startswith("app."))
    assert (pair.folder / service).is_file()
    assert any("${RELEASE}" in value for value in contract.deployment.local.environment.values())


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_an_interpreter_sees_the_release_alone(pair: Pair) -> None:
    contract = load_contract(pair.contract)
    assert contract.deployment
    assert contract.deployment.local
    command = contract.deployment.local.command
    assert command[:2] == (("node", "app.js") if pair.registry == "npm" else ("{python}", "-S"))


@pytest.mark.parametrize(("pair", "release"), RELEASES)
def test_everything_that_is_installed_is_pinned_by_its_hash(pair: Pair, release: Release) -> None:
    text = release.lock.read_text(encoding="utf-8")
    found = _of_npm(text) if pair.registry == "npm" else _of_pypi(text)
    assert found[pair.product] == release.version


def _of_pypi(text: str) -> dict[str, str]:
    pinned = list(_PINNED.finditer(text))
    assert "".join(match[0] for match in pinned) == text
    return {match[1]: match[2] for match in pinned}


def _of_npm(text: str) -> dict[str, str]:
    packages = {name: told for name, told in json.loads(text)["packages"].items() if name}
    assert all(_INTEGRITY.fullmatch(told["integrity"]) for told in packages.values())
    assert not [name for name, told in packages.items() if "resolved" in told]
    return {name.removeprefix("node_modules/"): told["version"] for name, told in packages.items()}


def test_there_are_many_of_many_products_from_both_registries() -> None:
    assert len(PAIRS) >= 26
    assert len({pair.product for pair in PAIRS}) >= 20
    assert {pair.registry for pair in PAIRS} == {"PyPI", "npm"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"registry": "CPAN"}, "registry: CPAN; there are PyPI, npm"),
        ({"owner": "somebody"}, "unknown: owner"),
        ({"releases": {"bad": ["shop==1"]}}, "expected bad, mended, today"),
        ({"releases": {label: ["shop<2"] for label in entries.LABELS}}, "one exact version of shop first"),
        ({"releases": {label: ["till==2"] for label in entries.LABELS}}, "one exact version of shop first"),
    ],
)
def test_a_pair_that_cannot_be_used_says_why(tmp_path: Path, change: dict[str, object], said: str) -> None:
    path = tmp_path / entries.ENTRY
    path.write_text(yaml.safe_dump(GOOD | change, sort_keys=False))
    with pytest.raises(BrokenPairError, match=re.escape(said)) as wrong:
        entries.read(path)
    assert str(path) in str(wrong.value)


def test_words_of_npm_are_dependencies() -> None:
    assert entries.npm_package(["@a/b@1.2.3", "ws@8.17.0"]) == {"@a/b": "1.2.3", "ws": "8.17.0"}


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="no such pair: nobody; there are a2wsgi-left"):
        entries.named(PAIRS, ["nobody"])
    assert entries.named(PAIRS, []) == list(PAIRS)


def test_a_hash_is_that_of_every_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "FOLDER", tmp_path.parent)
    (tmp_path / entries.ENTRY).write_text(yaml.safe_dump(GOOD, sort_keys=False))
    pair = entries.read(tmp_path / entries.ENTRY)
    before = entries.pair_hash(pair)
    (tmp_path / "app.py").write_text("")
    assert entries.pair_hash(pair) != before
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "app.pyc").write_text("")
    (tmp_path / "app.py").unlink()
    assert entries.pair_hash(pair) == before


def test_each_pair_stands_in_the_table_that_people_read() -> None:
    rows = [line.split(" | ")[0] for line in (entries.FOLDER.parent / "README.md").read_text().splitlines()]
    assert sorted(set(rows) & {f"| {pair.id}" for pair in PAIRS}) == [f"| {pair.id}" for pair in PAIRS]
