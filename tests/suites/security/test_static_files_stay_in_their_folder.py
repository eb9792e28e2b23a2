"""It sees a file from outside, by dots, codings, a neighbour's name, an absolute path, a variant's name.

Good look-alikes on which it is silent: one page for every path, also one that says which language was asked
for; a file that is public where it lies; a language out of a list.
"""

import posixpath
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from gonogo.contract.hostile import StaticFiles
from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments.climbing import (
    _above,
    _beside,
    _marked,
    _outside,
    _variants,
    leave_the_folder,
)
from gonogo.suites.security.observations.hosts import Climbed, Heard, StaticFolder
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.security.heard import heard
from tests.suites.shop import ShopTarget, shop

CONTRACT = contract(security={"static": {"file": "/things/f.txt", "beside": ["../key.txt"]}})
FILE, MISSING = heard(body="f", path="/things/f.txt"), heard(404, "Not Found")


def folder(*climbed: Climbed, control: Heard = FILE, missing: Heard = MISSING) -> StaticFolder:
    return StaticFolder((control,), (missing,), (Climbed(MISSING, MISSING), *climbed))


LEAK = Climbed(heard(body="secret", path="/things/../key.txt", how="dots"), MISSING)
CASE = Case("security/static-files-stay-in-their-folder", CONTRACT, clean=folder(), broken=folder(LEAK))


def test_the_path_and_how_it_is_written_are_told() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "/things/../key.txt (dots)"


def test_one_page_for_every_path_is_good() -> None:
    page = heard(body="<html>shop</html>")
    assert CASE.finding(folder(Climbed(page, page), missing=page)).outcome is Outcome.PASSED


def test_what_is_public_where_it_lies_and_the_file_itself_are_good() -> None:
    public = heard(body="public")
    assert CASE.finding(folder(Climbed(public, public), Climbed(FILE, MISSING))).outcome is Outcome.PASSED


def test_a_folder_without_its_file_and_silence_show_nothing() -> None:
    assert CASE.finding(folder(control=heard(404))).outcome is Outcome.INCONCLUSIVE
    nobody = StaticFolder((FILE,), (), (Climbed(heard(None), heard(None)),))
    assert CASE.finding(nobody).outcome is Outcome.INCONCLUSIVE


def test_neighbours_codings_and_roots_are_among_the_paths() -> None:
    paths = [
        path for _, path, _ in _outside(StaticFiles(file="/static/f.txt", beside=("link.txt",)), "/static")
    ]
    for path in (
        "/static/../static-private/f.txt",
        "/static/%2e%2e%2f.env",
        "/static../secret.txt",
        "/static/link.txt",
    ):
        assert path in paths
    assert "/static//etc/passwd" in paths


def test_each_is_asked_beside_the_place_that_it_means() -> None:
    with shop() as url:
        seen = done(leave_the_folder, ShopTarget(url, CONTRACT), CONTRACT)
    assert (seen.control[0].status, seen.climbed[0].plainly.path) == (200, "/things-private/f.txt")
    assert CASE.finding(seen).outcome is Outcome.PASSED


def test_a_name_that_changes_is_found_on_the_page_that_links_to_it() -> None:
    made = contract(security={"static": {"file": "/t*s", "page": "/things"}})
    with shop() as url:  # its page says `GET /things`
        seen = done(leave_the_folder, ShopTarget(url, made), made)
    assert seen.control[0].path == "/things"


def test_what_a_build_marks_in_a_name_may_hide_the_way_up() -> None:
    paths = [path for _, path, _ in _marked("/static/a.*.css", "/static/a.0f1e.css", "/static")]
    for path in (
        "/static/%252e%252e%252fapp.0f1e.py",
        "/static/../.env.0f1e",
        "/static/" + "..%2f" * 8 + "etc%2fpasswd.0f1e",
    ):
        assert path in paths
    assert not list(_marked("/static/a.css", "/static/a.css", "/static"))
    assert "/static/../app-0f1e.js" in [
        p for _, p, _ in _marked("/static/a-*.js", "/static/a-0f1e.js", "/static")
    ]


def test_a_whole_name_that_is_spelt_as_one_has_no_slash() -> None:
    paths = [path for _, path, _ in _outside(StaticFiles(file="/static/f.txt"), "/static")]
    assert "/static/" + "%252e%252e%252f" * 8 + "etc%252fpasswd" in paths
    assert "/static/" + "..%2f" * 8 + "etc%2fpasswd" in paths


@pytest.mark.parametrize(
    ("file", "within"),
    [
        ("/static/css/site.css", ["/static"]),
        ("/static/admin/css/base.css", ["/static", "/static/admin"]),
        ("/a/b/c/d/e.css", ["/a", "/a/b"]),
        ("/static/site.css", []),
        ("/site.css", []),
    ],
)
def test_each_folder_above_may_be_the_one_that_is_served(file: str, within: list[str]) -> None:
    asked = {path: place for _, path, place in _above(file, posixpath.dirname(file))}
    assert {path.partition("../")[0] for path in asked if path.endswith("../package.json")} == set(within)
    for folder in within:
        name, rest = posixpath.basename(folder), file.removeprefix(folder)
        assert asked[f"{folder}../.env"] == posixpath.normpath(f"{folder}/../.env")
        near = posixpath.normpath(f"{folder}/../{name}-private{rest}")
        assert asked[f"{folder}/../{name}-private{rest}"] == near
        assert asked[f"{folder}/..%2f{name}-private{rest.replace('/', '%2f')}"] == near


def test_what_is_asked_for_has_a_bound() -> None:
    file = "/".join(("", *map(str, range(100)), "site.css"))
    deep = [*_above(file, posixpath.dirname(file))]
    assert 0 < len(deep) <= 2 * len([*_above("/static/css/site.css", "/static/css")])
    assert [*_beside("", (".env",))] == []


class _Aliasing(Handler):
    """Serves `/static` from a folder of a project, as nginx does by `alias`, or another page for all else.

    Dots are folded first; what stands behind the location is put behind the folder's name.
    """

    location: str
    lies: str
    page: bool

    def respond(self) -> None:
        files = {
            "/app/static/css/site.css": "body {}",
            "/app/static/site.css": "body {}",
            self.lies: "inside",
        }
        asked = posixpath.normpath(unquote(self.path))
        behind = asked.removeprefix(self.location)
        found = files.get(posixpath.normpath(f"/app/static/{behind}")) if behind != asked else None
        status = 200 if found or self.page else 404
        self.answer(status, found or "<html>shop</html>", "text/plain")


@pytest.mark.parametrize("file", ["/static/site.css", "/static/css/site.css"])
@pytest.mark.parametrize(
    ("lies", "location", "page", "refused"),
    [
        ("/app/.env", "/static", False, True),
        ("/app/package.json", "/static", False, True),
        ("/app/server.js", "/static", True, True),
        ("/app/manage.py", "/static", False, True),
        ("/app/requirements.txt", "/static", False, True),
        ("/app/appsettings.json", "/static", False, True),
        ("/app/package.json", "/static/", False, False),
        ("/app/package.json", "/static/", True, False),
        ("/app/static/package.json", "/static", False, False),
    ],
)
def test_a_folder_that_is_joined_as_text_serves_the_project_beside_it(
    file: str, lies: str, location: str, page: bool, refused: bool
) -> None:
    made = contract(security={"static": {"file": file}})
    with Loopback(_Aliasing, lies=lies, location=location, page=page) as server:
        seen = done(leave_the_folder, ShopTarget(server.url, made), made)
    finding = Case(CASE.rule_id, made, None, None).finding(seen)
    assert finding.outcome is (Outcome.FAILED if refused else Outcome.PASSED)
    told = {f"/static../{posixpath.basename(lies)} (no slash before the dots)"}
    assert {problem.where for problem in finding.problems} == (told if refused else set())


class _Comparing(Handler):
    """Serves what resolves to a name that begins as the folder's; no other route leads to its neighbour."""

    served: str

    def respond(self) -> None:
        files = {"/app/static/css/site.css": "body {}", "/app/static-private/css/site.css": "inside"}
        resolved = posixpath.normpath(f"/app{unquote(self.path)}")
        taken = self.path.startswith("/static/") and resolved.startswith(self.served)
        found = files.get(resolved) if taken else None
        self.answer(200 if found else 404, found or "", "text/css")


@pytest.mark.parametrize(("served", "refused"), [("/app/static", True), ("/app/static/", False)])
def test_a_folder_above_that_is_compared_by_its_beginning_serves_its_neighbour(
    served: str, refused: bool
) -> None:
    made = contract(security={"static": {"file": "/static/css/site.css"}})
    with Loopback(_Comparing, served=served) as server:
        seen = done(leave_the_folder, ShopTarget(server.url, made), made)
    finding = Case(CASE.rule_id, made, None, None).finding(seen)
    assert finding.outcome is (Outcome.FAILED if refused else Outcome.PASSED)
    assert all("static-private" in problem.where for problem in finding.problems)


class _Translating(Handler):
    """Serves `/static` by a variant that is looked up as ``how`` says: joined as it came, or known."""

    chooser: str
    how: str

    def respond(self) -> None:
        name, variant = posixpath.basename(urlsplit(self.path).path), self.variant()
        there = {
            "folder": f"{variant}/{name}",
            "stripped": f"{variant.replace('../', '')}/{name}",
            "file": variant or name,
            "listed": f"{variant}/{name}" if variant in ("de", "fr") else name,
        }
        files = {
            "/etc/passwd": "root:x:0:0::/root:/bin/sh",
            "/app/static/site.css": "body {}",
            "/app/static-private/f.txt": "inside",
        }
        found = files.get(self.resolved(there.get(self.how, name))) or files.get(self.resolved(name))
        if found or self.how != "repeated":
            self.answer(200 if found else 404, found or "", "text/plain")
        else:
            self.answer(200, f"<html lang='{variant}'>shop", "text/html")

    @staticmethod
    def resolved(at: str) -> str:
        return posixpath.normpath(posixpath.join("/app/static", at)).replace("//", "/")

    def variant(self) -> str:
        """Return what the request chooses, in the one place where this server looks."""
        kind, _, name = self.chooser.partition(" ")
        if kind == "cookie":
            chosen = SimpleCookie(self.headers.get("Cookie", "")).get(name)
            return chosen.value if chosen else ""
        if kind == "query":
            return parse_qs(urlsplit(self.path).query).get(name, [""])[0]
        return str(self.headers.get(kind, "")).split(",")[0].split(";")[0].strip()


@pytest.mark.parametrize(
    "chooser",
    ["Accept-Language", "Accept", "cookie lang", "cookie theme", "query locale", "query theme", "query v"],
)
@pytest.mark.parametrize(
    ("how", "refused"),
    [("folder", True), ("stripped", True), ("file", True), ("listed", False), ("repeated", False)],
)
def test_a_variant_that_is_joined_to_the_path_leads_out(chooser: str, how: str, refused: bool) -> None:
    beside = ["../static-private/f.txt", "link.txt"]
    made = contract(security={"static": {"file": "/static/site.css", "beside": beside}})
    with Loopback(_Translating, chooser=chooser, how=how) as server:
        seen = done(leave_the_folder, ShopTarget(server.url, made), made)
    finding = Case(CASE.rule_id, made, None, None).finding(seen)
    assert finding.outcome is (Outcome.FAILED if refused else Outcome.PASSED), finding.problems
    kind = chooser.partition(" ")[0]
    assert all(f"by {'a ' * kind.islower()}{kind}" in problem.where for problem in finding.problems)
    neighbours = {problem.where for problem in finding.problems if "/static/f.txt" in problem.where}
    assert bool(neighbours) is (how == "folder")


def test_variants_are_few_however_many_files_lie_beside() -> None:
    asked = StaticFiles(file="/static/f.txt", beside=tuple(f"../{n}/key.txt" for n in range(50)))
    assert {path for path, _ in _variants(asked, "/static")} == {
        "/static/f.txt",
        "/static/passwd",
        "/static/key.txt",
    }
    assert len([*_variants(asked, "/static")]) == 8
