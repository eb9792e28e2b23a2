"""Each package that an installation brings along is listed with its licence."""

from __future__ import annotations

import re
import tomllib

import pytest

from gonogo.home import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LISTED = re.findall(r"^\| ([\w-]+) \| (\w*) ?\| ", (ROOT / "docs" / "licences.md").read_text(), re.MULTILINE)
EXTRAS = {"": PROJECT["dependencies"], **PROJECT["optional-dependencies"]}


@pytest.mark.parametrize("extra", EXTRAS)
def test_each_dependency_is_listed_and_nothing_else(extra: str) -> None:
    wanted = {re.split(r"[^\w-]", requirement)[0] for requirement in EXTRAS[extra]}
    assert {name for name, of in LISTED if of == extra} - {"package"} == wanted
