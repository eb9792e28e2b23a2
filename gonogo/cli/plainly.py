"""pytest, whose refusal of a word of the command line is told as the command tells its own."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from gonogo.cli.run import WrongWordsError

_ERROR, _ABOUT = ": error: ", "\n  inifile: "


class _Plainly:
    @pytest.hookimpl(wrapper=True)
    def pytest_cmdline_parse(self) -> Generator[None, pytest.Config, pytest.Config]:
        """Take the sentence out of pytest's usage, which names files and options that nobody typed."""
        try:
            return (yield)
        except pytest.UsageError as refused:
            said = str(refused)
            if not said.startswith("usage: ") or _ERROR not in said:
                raise
            raise WrongWordsError(said.partition(_ERROR)[2].partition(_ABOUT)[0]) from None


def run(words: list[str]) -> int:
    """Run pytest and return its exit status; WrongWordsError."""
    return int(pytest.main(words, plugins=[_Plainly()]))
