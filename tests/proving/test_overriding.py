"""What a seed changes of the compose files, as compose reads it: merged, taken away, replaced."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from proving.overriding import written
from proving.seed import RESET, Replaced

BEFORE: dict[str, Any] = {
    "services": {
        "app": {
            "image": "app:1",
            "read_only": True,
            "ports": ["127.0.0.1:1:1"],
            "environment": {"KEPT": "a", "GONE": "b"},
            "healthcheck": {"test": ["CMD", "healthy"]},
        }
    }
}


def merged(folder: Path, override: dict[str, Any]) -> dict[str, Any]:
    """Have compose itself merge the two files."""
    (folder / "compose.json").write_text(json.dumps(BEFORE), encoding="utf-8")
    (folder / "override.yml").write_text(written(override, str(folder)), encoding="utf-8")
    compose = Path(sys.prefix) / "bin" / "docker-compose"
    done = subprocess.run(
        [compose, "-f", "compose.json", "-f", "override.yml", "config", "--format", "json"],
        cwd=folder, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    service: dict[str, Any] = json.loads(done.stdout)["services"]["app"]
    return service


def test_compose_takes_away_and_replaces(tmp_path: Path) -> None:
    app = {
        "read_only": RESET,
        "healthcheck": RESET,
        "ports": Replaced(["127.0.0.1:2:2"]),
        "environment": {"GONE": RESET, "NEW": "{folder}"},
    }
    seen = merged(tmp_path, {"services": {"app": app}})
    assert not seen.keys() & {"read_only", "healthcheck"}
    assert [port["target"] for port in seen["ports"]] == [2]
    assert seen["environment"] == {"KEPT": "a", "NEW": str(tmp_path)}


def test_what_is_replaced_is_read_to_its_depth(tmp_path: Path) -> None:
    seen = merged(tmp_path, {"services": {"app": {"environment": Replaced({"ONLY": "{folder}/x"})}}})
    assert seen["environment"] == {"ONLY": f"{tmp_path}/x"}
