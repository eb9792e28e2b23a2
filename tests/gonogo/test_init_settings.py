"""A script that is nothing but settings, and pairs in a page, state the version; a bundle does not."""

from __future__ import annotations

import re

import pytest

from gonogo.init.fresh import find_fresh
from gonogo.init.identity import _candidates
from gonogo.init.linked import follow, note_links
from gonogo.init.moving import find_alive
from gonogo.init.settings import of_pairs, of_settings
from gonogo.init.stated import patterns_of
from gonogo.instruments.probe.ask import Answer
from tests.gonogo.pages import Said, document, page, text
from tests.gonogo.test_init_paths import NOTHING, Replayed, answer, replayed


def _found(pattern: str, said: str) -> str | None:
    match = re.search(pattern, said) if pattern else None
    return match[1] if match else None


@pytest.mark.parametrize(
    ("script", "version"),
    [
        ('window.__SHOP_OPTIONS={"base":"/","version":"6.8.0","title":"Shop"};', "6.8.0"),
        ('window.__SHOP_OPTIONS = {"version": "v6.8.0-rc1"}\n', "6.8.0-rc1"),
        ('const settings = {"version": "6.8.0", "editor": {"version": "1.2.3"}};', "6.8.0"),
        ('window.o={"editor":{"version":"1.2.3"},"version":"6.8.0"}', None),
        ('window.o={"editor":{"version":"1.2.3"}}', None),
        ('window.o={"apiVersion":"1.2.3","version":"2"}', None),
        ('window.o={"version":"1.2.3"};window.p={"version":"6.8.0"}', None),
        ('!function(e){e.exports={"name":"react","version":"18.2.0"}}(m);', None),
        ('window.o={version:"6.8.0"}', None),
        ('window.o=["6.8.0"]', None),
        ('window.o={"version":6}', None),
        ('window.o={"version":"6.8.0","rest":"' + "x" * 60_000 + '"}', None),
        ("", None),
    ],
)
def test_a_script_that_is_one_object_states_its_version(script: str, version: str | None) -> None:
    assert _found(of_settings(script), script) == version


_PAIRS = (
    '<script>o = {"versions": [["Python", "3.13.1"], ["Buildbot", "4.3.0"], ["Twisted", "24.1.0"]]}</script>'
)


@pytest.mark.parametrize(
    ("said", "version"),
    [
        (f"<title>Buildbot</title>{_PAIRS}", "4.3.0"),
        (f"<title> buildbot </title>{_PAIRS}", None),
        (f"<title>Shop</title>{_PAIRS}", None),
        (f"<title>Python</title>{_PAIRS}", None),
        (f"<title>Shop on Buildbot</title>{_PAIRS}", None),
        (_PAIRS, None),
        ('<title>Shop</title><script>o = [["Shop", "ready"]]</script>', None),
    ],
)
def test_of_pairs_that_is_taken_which_is_named_as_the_page(said: str, version: str | None) -> None:
    assert _found(of_pairs(said), said) == version
    assert [_found(pattern, said) for pattern in patterns_of(said)] == ([version] if version else [])


def test_pairs_in_a_comment_state_nothing() -> None:
    assert not list(patterns_of(f"<title>Buildbot</title><!-- {_PAIRS} -->"))


_OPTIONS = text('window.OPTIONS={"version":"6.8.0"}')


@pytest.mark.parametrize(
    ("root", "pages", "path"),
    [
        ("<script src=/-/static/options.js></script>", {"/-/static/options.js": _OPTIONS}, True),
        ("<script defer src='-/static/options.js'></script>", {"/-/static/options.js": _OPTIONS}, True),
        ('<script src="http://x/-/static/options.js">', {"/-/static/options.js": _OPTIONS}, True),
        ('<script src="https://cdn.example/-/static/options.js">', {"/-/static/options.js": _OPTIONS}, False),
        ('<script data-src="/-/static/options.js">', {"/-/static/options.js": _OPTIONS}, False),
        ('<img src="/-/static/options.js">', {"/-/static/options.js": _OPTIONS}, False),
        (
            "<script src=/-/static/options.js></script>",
            {"/-/static/options.js": text('/*! x v1.2.3 */ a({"version":"1.2.3"})')},
            False,
        ),
        ("<script src=/-/static/options.js></script>", {}, False),
    ],
)
def test_scripts_of_the_home_page_are_read_for_settings(
    root: str, pages: dict[str, Said], *, path: bool
) -> None:
    asked = replayed({"/": page(root), **pages})
    follow(asked)
    note_links(asked)
    [*stated] = _candidates(asked, None)
    assert [section["path"] for section in stated] == (["/-/static/options.js"] if path else [])


def test_a_few_scripts_are_asked_for_and_no_more() -> None:
    asked = replayed({"/": page("".join(f"<script src=/{n}.js></script>" for n in range(30)))})
    note_links(asked)
    assert [path for path in asked.answers if path.endswith(".js")] == [f"/{n}.js" for n in range(4)]


class Interface(Replayed):
    """A service whose interface says in JSON which path it does not have."""

    folder = "/api/v2"

    def again(self, path: str, accept: str = "*/*", nonce: str = "") -> Answer:
        """Answer from the pages, else repeat what is below the folder."""
        missing = document({"error": f"no such path: {path}"}, 404) if self._has(path) else NOTHING
        return answer(self.pages.get(path, missing), path)

    def _has(self, path: str) -> bool:
        return path.startswith(f"{self.folder}/")


@pytest.mark.parametrize("folder", ["/api/v1", "/api/v2", "/api"])
def test_a_missing_page_of_an_interface_repeats_its_name(folder: str) -> None:
    asked = Interface("http://x", pages={"/version": document({}), "/a/info": document({})})
    asked.folder = folder
    assert find_fresh(asked) == {"nonce_path": f"{folder}/no-such-page-{{nonce}}"}


class Clock(Replayed):
    """A service that answers all with how often it was asked."""

    def again(self, path: str, accept: str = "*/*", nonce: str = "") -> Answer:
        """Answer with another number each time."""
        self.count = getattr(self, "count", 0) + 1
        return answer(document({"uptime": self.count * 0.9}), path)


@pytest.mark.parametrize(("known", "found"), [("/no-such-page-{}/health", {}), ("/a", {"alive": "/a"})])
def test_a_page_that_nobody_has_is_not_what_moves(known: str, found: dict[str, str]) -> None:
    asked = Clock("http://x")
    asked.get(known.format(asked.nonce))
    asked.bases = ()  # no page that lists databases
    assert find_alive(asked) == found
