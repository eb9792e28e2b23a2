"""Private paths behind a sign-in: what is sent there as whatever nobody serves is closed.

Seen: a redirect of its own, one without a target, one that leads elsewhere, a path open behind a slash.
Good look-alikes on which it is silent: OpenID Connect's state and nonce, the way back in the query, 410.
"""

from typing import ClassVar

import pytest

from gonogo.suites.security.experiments.surface import visit_private_paths, visit_private_writes
from gonogo.suites.security.observations.surface import PrivatePaths, PrivateWrites, Response
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.security.examples import private, response
from tests.suites.shop import ShopTarget

MADE = contract(security={"private_paths": ["/inside", "POST /reset"], "responses": [{"path": "/"}]})
READS = Case("security/private-paths-are-closed", MADE, clean=private(404), broken=private(200))
_BESIDE = "/gonogo-7f3"


def sent(path: str, location: str, status: int = 302) -> Response:
    headers = (("location", location),) if location else ()
    return response(status, path=path, headers=headers, body="")


def paths(one: str, other: str, *, statuses: tuple[int, int] = (302, 302)) -> PrivatePaths:
    answers = (sent("/inside", one, statuses[0]),)
    return PrivatePaths(answers, (response(),), of_nobody=(("/inside", sent(_BESIDE, other, statuses[1])),))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/login", "/login"),
        ("/login?next=/inside", f"/login?next={_BESIDE}"),
        ("/login?next=%2Finside", "/login?next=%2Fgonogo-7f3"),
        (
            "https://idp.example/auth?client_id=a&state=Zq1&nonce=8f&code_challenge=x",
            "https://idp.example/auth?client_id=a&state=Yt2&nonce=77&code_challenge=y",
        ),
        ("https://shop.example/oauth2/start?rd=https%3A%2F%2Fshop.example%2Finside",
         "https://shop.example/oauth2/start?rd=https%3A%2F%2Fshop.example%2Fgonogo-7f3"),
    ],
)  # fmt: skip
def test_what_is_sent_where_everything_is_sent_is_closed(one: str, other: str) -> None:
    assert READS.problems(paths(one, other)) == ()


@pytest.mark.parametrize(
    "seen",
    [
        paths("/inside/home", "/login"),
        paths("/login?role=admin", "/login"),
        paths("", ""),
        paths("/login", "/login", statuses=(302, 307)),
        paths("/login", "", statuses=(302, 404)),
    ],
)
def test_a_way_of_its_own_is_a_path_that_is_served(seen: PrivatePaths) -> None:
    (problem,) = READS.problems(seen)
    assert (problem.where, problem.observed) == ("/inside at the public entry", "status 302")


def test_a_write_that_is_sent_to_the_sign_in_is_closed() -> None:
    writes = Case("security/private-writes-are-closed", MADE, PrivateWrites(()), PrivateWrites(()))
    asked = response(302, path="/reset", method="POST", headers=(("location", "/login"),))
    seen = PrivateWrites((asked,), (response(),), (("/reset", sent(_BESIDE, "/login")),))
    assert writes.problems(seen) == ()
    (problem,) = writes.problems(PrivateWrites((asked,), (response(),)))
    assert problem.where == "POST /reset at the public entry"


def test_what_is_gone_is_closed() -> None:
    assert READS.problems(private(410)) == ()


class _Slashes(Handler):
    """Has each path end in a slash, and sends strangers to the sign-in, but for what is open."""

    opened: ClassVar[str] = ""

    def respond(self) -> None:
        if self.path in ("/", self.opened):
            self.answer(200, "Welcome", "text/plain")
        elif not self.path.endswith("/"):
            self.redirect(308, f"{self.path}/")
        else:
            self.redirect(302, f"/login/?next={self.path}")

    def redirect(self, status: int, to: str) -> None:
        self.send_response(status)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.mark.parametrize(("opened", "refused"), [("", []), ("/inside/", ["/inside at the public entry"])])
def test_a_path_is_looked_at_behind_its_slash(opened: str, refused: list[str]) -> None:
    with Loopback(_Slashes, opened=opened) as server:
        reads = done(visit_private_paths, ShopTarget(server.url, MADE), MADE)
        writes = done(visit_private_writes, ShopTarget(server.url, MADE), MADE)
    assert [problem.where for problem in READS.problems(reads)] == refused
    assert [(one.path, one.status) for one in writes.answers] == [("/reset", 302)]
    assert [status for _, status in ((path, one.status) for path, one in writes.of_nobody)] == [302]
