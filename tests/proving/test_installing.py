"""What others made is there whole, or not at all, and what failed says why."""

from __future__ import annotations

import sys
from pathlib import Path

from proving import children, installing


def test_half_an_installation_is_never_taken(tmp_path: Path) -> None:
    folder, tries = tmp_path / "there", list[str]()

    def install(reason: str) -> str:
        def step(_: Path) -> str:
            folder.mkdir()
            tries.append(reason)
            return reason

        return installing.once(folder, "wanted", step)

    assert install("the network is away") == "the network is away"
    assert (install(""), install("never asked")) == ("", "")
    assert tries == ["the network is away", ""]


def test_a_step_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    words = (sys.executable, "-c", "import sys; sys.exit('no such package')")
    said = installing.step(children.run, tmp_path / "log", *words)
    assert said.endswith("ended with 1: no such package")
