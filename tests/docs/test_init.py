"""What docs/init.md says of a first look, beside what is sent and known."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from gonogo.home import ROOT
from gonogo.init.asking import Asked
from gonogo.init.look import look
from gonogo.init.products import PRODUCTS
from gonogo.instruments.probe.ask import Answer
from tests.gonogo.pages import page, text
from tests.gonogo.test_init_paths import answer

DOCUMENT = (ROOT / "docs" / "init.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in DOCUMENT.splitlines()
    if line.count(" | ") == 4 and not line.startswith(("| dependency", "| ---"))
]


def test_as_many_paths_are_asked_for_as_the_page_says(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: Counter[str] = Counter()

    def again(asked: Asked, path: str, accept: str = "*/*") -> Answer:
        sent[path] += 1
        return answer(page() if path == "/" else text("no", 404), path)

    monkeypatch.setattr(Asked, "again", again)
    look("http://x")
    [said] = re.findall(r"reads alone: (\d+) paths, each once", DOCUMENT)
    assert (len(sent), sent.total()) == (int(said) + 1, int(said) + 1)
    sent.clear()
    look("http://x", ["http://x:81"])
    assert sent.total() == 2 * int(said) + 1


def test_the_page_tells_of_each_dependency_what_is_drafted_of_it() -> None:
    told = {
        product: (guessed, paused, frozenset(re.findall(r"`(\w+)`", asked)), writes != "no")
        for products, guessed, paused, asked, writes in ROWS
        for product in products.split(", ")
    }
    assert told == {
        each.product: (
            "hard" if each.hard else "optional",
            "yes" if each.pause else "as a comment",
            frozenset(each.password if each.anonymous else ()),
            bool(each.read_only),
        )
        for each in PRODUCTS.values()
    }
