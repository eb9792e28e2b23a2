"""What is below the folders to which a root sends is looked at as what is at the root."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.contract.identity import Identity
from gonogo.init.linked import follow
from tests.gonogo.drafting import Served, drafted, identity
from tests.gonogo.pages import Said, document, exposition, page, text
from tests.gonogo.test_init_paths import replayed


def _to(location: str) -> Said:
    return 302, "", {"Location": location}


_SIGN_IN = page("<form>who are you?</form>")


@pytest.mark.parametrize(
    ("pages", "bases"),
    [
        ({"/": _to("/hub/"), "/hub/": _to("/hub/login?next=%2Fhub%2F"), "/hub/login": _SIGN_IN}, ["/hub"]),
        ({"/": _to("/hub/login"), "/hub/login": _SIGN_IN}, ["/hub"]),
        ({"/": _to("/v1/"), "/v1/": document({})}, ["/v1"]),
        ({"/": _to("/ui/"), "/ui/": text("who are you?", 401)}, ["/ui"]),
        ({"/": _to("/a"), "/a": _to("/a/"), "/a/": _to("/a/b/"), "/a/b/": page()}, ["/a", "/a/b"]),
        ({"/": _to("/a/"), "/a/": _to("/b/"), "/b/": _to("/c/"), "/c/": page()}, ["/a", "/b"]),
        ({"/": _to("web/index.html"), "/web/index.html": page()}, ["/web"]),
        ({"/": _to("/login"), "/login": _SIGN_IN}, []),
        ({"/": _to("/accounts/login/?next=/"), "/accounts/login/": _SIGN_IN}, ["/accounts"]),
        ({"/": _to("/login/"), "/login/": _SIGN_IN}, []),
        ({"/": _to("https://sso.example/hub/")}, []),
        ({"/": _to("/")}, []),
        ({"/": page()}, []),
    ],
)
def test_each_folder_to_which_the_root_sends_is_a_base(pages: dict[str, Said], bases: list[str]) -> None:
    asked = replayed(pages)
    asked.bases = ("", ":81")
    follow(asked)
    assert asked.bases == ("", *bases, ":81")


def test_a_service_below_a_folder_that_sends_on_to_a_sign_in_is_found(tmp_path: Path) -> None:
    pages: Served = {
        "/": _to("/hub/"),
        "/hub/": _to("/hub/login?next=%2Fhub%2F"),
        "/hub/login": _SIGN_IN,
        "/hub/api": document({"version": "5.2.1"}),
        "/hub/health": page(""),
        "/hub/metrics": exposition,
        "/hub/stats": text("no", 403),
    }
    contract, _ = drafted(tmp_path, pages)
    assert contract.health
    assert contract.health.overall
    assert contract.health.overall.path == "/hub/health"
    assert contract.metrics
    assert contract.metrics.path == "/hub/metrics"
    assert identity(contract).version


def test_a_version_below_a_folder_is_stated_there(tmp_path: Path) -> None:
    pages: Served = {
        "/": _to("/hub/login"),
        "/hub/login": _SIGN_IN,
        "/hub/api": document({"version": "5.2.1"}),
    }
    assert identity(drafted(tmp_path, pages)[0]) == Identity(path="/hub/api", version="version")
