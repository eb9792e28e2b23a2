"""Versions of a workflow that YAML takes for numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.suites.config.experiments.versions import versions_cut_short


def found(tmp_path: Path, text: str, file: str = ".github/workflows/ship.yml") -> list[str]:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(text)
    return [f"{one.name} of {one.service}: {one.what}" for one in versions_cut_short(tmp_path)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("jobs: {a: {steps: [{with: {node-version: 20.10}}]}}", "node-version: 20.1, for YAML reads 20.10"),
        ("jobs: {a: {strategy: {matrix: {python: [3.9, 3.10]}}}}", "python: 3.1, for YAML reads 3.10"),
        ("env: {GO_VERSION: 1.20}", "GO_VERSION: 1.2, for YAML reads 1.20"),
        (
            "on: {workflow_call: {inputs: {ruby-version: {default: 3.0}}}}",
            "ruby-version: 3, for YAML reads 3.0",
        ),
        ("jobs: {a: {with: {version: 4.100}}}", "version: 4.1, for YAML reads 4.100"),
    ],
)
def test_a_version_that_loses_a_digit_is_odd(tmp_path: Path, text: str, said: str) -> None:
    name, what = said.split(":", 1)
    assert found(tmp_path, text) == [f"{name} of .github/workflows/ship.yml:{what} so without quotes"]


@pytest.mark.parametrize(
    "text",
    [
        'jobs: {a: {steps: [{with: {node-version: "20.10"}}]}}',
        "jobs: {a: {steps: [{with: {python-version: 3.11, node-version: 20, fetch-depth: 0}}]}}",
        "jobs: {a: {steps: [{with: {version: 3.10.2}}]}}",
        "jobs: {a: {steps: [{with: {least-coverage: 90.0, timeout: 1.50}}]}}",
        "jobs: {a: {strategy: {matrix: {python: ['3.10', 3.x]}}}}",
        "env: {CACHE_VERSION: 1.0}",
        "x: &t {node-version: '20.10', python-version: 3.9}\ny: {<<: *t, python-version: 3.11}",
        "jobs: {a: {steps: [{with: {java-version: 11.0, dotnet-version: 8.0}}]}}",
        "env: {RELEASED: 2025-02-30}",
        f"jobs: {'[' * 2000}",
        "a: &a [*a]",
        "jobs: [",
    ],
)
def test_what_stays_as_it_is_written_passes(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


@pytest.mark.parametrize("content", ["# café\njobs: {}".encode("latin-1"), b"\xff\xfej\x00"])
def test_a_file_that_is_no_text_passes(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / ".github" / "workflows"
    (folder / "folder.yml").mkdir(parents=True)
    (folder / "gone.yml").symlink_to(folder / "nowhere")
    (folder / "ship.yml").write_bytes(content)
    assert list(versions_cut_short(tmp_path)) == []


def test_what_others_wrote_passes(tmp_path: Path) -> None:
    assert found(tmp_path, "python: [3.10]", ".github/actions/x/node_modules/y/ci.yml") == []


def test_a_composite_action_is_read_as_well(tmp_path: Path) -> None:
    text = "inputs: {python-version: {default: 3.10}}"
    assert len(found(tmp_path, text, ".github/actions/prepare/action.yml")) == 1
