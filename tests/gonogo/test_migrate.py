from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.cli.main import USAGE, main
from gonogo.contract.errors import ContractError
from gonogo.contract.load import load_contract
from gonogo.contract.migrate import migrated

BLOCK = """# what we promise
service: shop
latency:
  journeys:
    - name: browse  # the page that everybody opens
      path: /
      rate_per_second: 5
      p50_seconds: 0.1  # agreed in May
      # the tail is what hurts
      p99_seconds: 1
      error_ratio: 0.01
    - {name: buy, path: /buy, rate_per_second: 1, p95_seconds: 0.5, p99_seconds: null, status: 200}
waivers: []
"""
TODAY = """# what we promise
service: shop
latency:
  journeys:
    - name: browse  # the page that everybody opens
      path: /
      rate_per_second: 5
      budgets: {p50: 0.1, p99: 1}  # agreed in May
      # the tail is what hurts
      error_ratio: 0.01
    - {name: buy, path: /buy, rate_per_second: 1, budgets: {p95: 0.5}, status: 200}
waivers: []
"""


def kept(folder: Path, text: str) -> Path:
    path = folder / "a contract.yaml"
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_percentiles_become_one_mapping_and_all_else_stays(tmp_path: Path, end: str) -> None:
    path = kept(tmp_path, BLOCK.replace("\n", end))
    with pytest.raises(ContractError, match="gonogo migrate-contract"):
        load_contract(path)
    assert main(["migrate-contract", str(path)]) == 0
    assert path.read_bytes().decode() == TODAY.replace("\n", end)
    assert load_contract(path).latency is not None
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_one_of_today_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = kept(tmp_path, TODAY)
    assert main(["migrate-contract", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}: nothing to change\n"
    assert path.read_text() == TODAY


@pytest.mark.parametrize("text", ["", "[]", "servce: x"])
@pytest.mark.parametrize("more", [[], ["--check"]])
def test_what_is_no_contract_is_only_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, more: list[str]
) -> None:
    assert main(["migrate-contract", *more, str(kept(tmp_path, text))]) == USAGE
    said = capsys.readouterr()
    assert said.out == ""
    assert "the contract" in said.err


def test_a_check_says_what_would_change_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = kept(tmp_path, BLOCK)
    assert main(["migrate-contract", "--check", str(path)]) == USAGE
    assert (
        f"{path}: line 8: p50_seconds, p99_seconds became `budgets: {{p50: 0.1, p99: 1}}`"
        in capsys.readouterr().out
    )
    assert path.read_text() == BLOCK


def test_a_rule_is_called_by_its_name_of_today(tmp_path: Path) -> None:
    old = "metrics/label-growth-is-bounded"
    lines = [
        "service: shop",
        f"required: [{old}]",
        "waivers:",
        f"  - {{rule: {old}, owner: kim, reason: known, ",
    ]
    path = kept(tmp_path, "\n".join(lines) + "expires: 2026-12-01}\n")
    assert migrated(path)[0].count("metrics/series-cardinality-is-bounded") == 2
    with pytest.raises(ContractError, match="it is called metrics/series-cardinality-is-bounded now"):
        load_contract(path, frozenset({"metrics/series-cardinality-is-bounded"}))


def test_an_alias_is_not_guessed_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    latency = "latency:\n  duration_seconds: &one 1\n  journeys:\n    - {name: a, p99_seconds: *one}\n"
    text = f"service: shop\n{latency}"
    path = kept(tmp_path, text)
    assert main(["migrate-contract", str(path)]) == USAGE
    assert "line 5: p99_seconds is an alias (*)" in capsys.readouterr().err
    assert path.read_text() == text


@pytest.mark.parametrize("text", ["", "[", "service: [shop", "- 1", "service: x\nlatency: 3\n"])
def test_what_is_no_contract_is_said_in_a_sentence_and_stays(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = kept(tmp_path, text)
    assert main(["migrate-contract", str(path)]) == USAGE
    assert "Traceback" not in capsys.readouterr().err
    assert path.read_text() == text


def test_keys_that_nobody_knows_may_be_a_newer_versions(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match="a contract of a newer version may have keys"):
        load_contract(kept(tmp_path, "service: shop\nqueueing: {}\n"))
    with pytest.raises(ContractError) as near:
        load_contract(kept(tmp_path, "service: shop\nhelth: {}\n"))
    assert "newer" not in str(near.value)
