"""It sees a file from outside, by dots, codings, a neighbour's name, an absolute path.

Good look-alikes on which it is silent: one page for every path, and a file that is public where it lies.
"""

from gonogo.contract.hostile import StaticFiles
from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments.climbing import _marked, _outside, leave_the_folder
from gonogo.suites.security.observations.hosts import Climbed, Heard, StaticFolder
from tests.judging import Case, contract, done
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
