"""What the classic builder does not know is done to the context instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from proving.classic import for_the_classic_builder


@pytest.fixture
def context(tmp_path: Path) -> Path:
    for name in ("start.sh", "bin/one", "bin/two"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("#!/bin/sh\n", encoding="utf-8")
        (tmp_path / name).chmod(0o644)
    return tmp_path


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("COPY --chmod=755 start.sh /start.sh", "COPY start.sh /start.sh"),
        ("COPY --chown=1:1 --chmod=0755 start.sh /start.sh", "COPY --chown=1:1 start.sh /start.sh"),
        ("COPY --link --chmod=755 start.sh /start.sh", "COPY start.sh /start.sh"),
        ('COPY --chmod=755 ["start.sh", "/start.sh"]', 'COPY ["start.sh", "/start.sh"]'),
        ("ADD --chmod=755 ./start.sh /", "ADD ./start.sh /"),
    ],
)
def test_a_mode_is_given_in_the_context(line: str, wanted: str, context: Path) -> None:
    assert for_the_classic_builder([line], context) == [wanted]
    assert (context / "start.sh").stat().st_mode & 0o777 == 0o755
    assert (context / "bin/one").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("line", ["COPY --chmod=755 bin /usr/local/bin", "COPY --chmod=755 bin/* /x/"])
def test_a_folder_gets_it_for_all_of_its_files(line: str, context: Path) -> None:
    for_the_classic_builder([line], context)
    assert {path.stat().st_mode & 0o777 for path in (context / "bin").iterdir()} == {0o755}


@pytest.mark.parametrize(
    "line",
    ["RUN chmod --chmod=755 x", "COPY --from=packages --chmod=755 /a /b", "COPY start.sh /", "USER ukp"],
)
def test_another_line_stays_as_it_is(line: str, context: Path) -> None:
    assert for_the_classic_builder([line], context) == [line]
    assert (context / "start.sh").stat().st_mode & 0o777 == 0o644
