"""What a stack leaves behind where the verdict is not GO."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from gonogo.core.secrets import Secrets
from gonogo.targets.compose import Compose
from gonogo.targets.context import Context
from tests.judging import contract


def test_the_log_of_a_replica_that_was_replaced_is_kept(tmp_path: Path) -> None:
    run, kept = tmp_path / "run", tmp_path / "evidence"
    run.mkdir()
    kept.mkdir()
    (run / "web-1.log").write_text("killed at the end of its grace\n")
    options: Any = SimpleNamespace()
    target = Compose(Context("run", run, options, contract(), Secrets()))
    vars(target)["_project"] = SimpleNamespace(containers=list)
    target.collect_evidence(kept)
    assert (kept / "web-1.log").read_text() == "killed at the end of its grace\n"
    assert (kept / "ps.txt").exists()
