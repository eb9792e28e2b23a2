"""Two pipelines in one checkout would take each other's clone and environments away."""

from __future__ import annotations

from pathlib import Path

import pytest

from deploy.pipeline.trial import alone
from deploy.setup.steps import SetupError


def test_a_second_run_in_one_folder_is_told_and_takes_nothing(tmp_path: Path) -> None:
    with alone(tmp_path / "out"):
        (tmp_path / "out" / "tree").mkdir()
        with pytest.raises(SetupError, match="another `make pipeline` runs"), alone(tmp_path / "out"):
            pass
        assert (tmp_path / "out" / "tree").is_dir()


def test_who_comes_after_the_end_may_run(tmp_path: Path) -> None:
    for _ in range(2):
        with alone(tmp_path):
            assert tmp_path.is_dir()
