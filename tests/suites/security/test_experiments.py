import json
from types import SimpleNamespace
from unittest import mock

import pytest

from gonogo.core.observation import Can
from gonogo.core.secrets import Secrets
from gonogo.instruments.errors import NotSignedUpError
from gonogo.suites.security.experiments import surface
from gonogo.suites.security.experiments.credentials import wrong_credentials
from gonogo.suites.security.experiments.filling import fill
from gonogo.suites.security.experiments.known import public_request
from gonogo.suites.security.experiments.surface import (
    call_every_route,
    provoke_responses,
    visit_private_paths,
)
from gonogo.targets.base import TargetError
from tests.judging import contract, done
from tests.suites.security.examples import CONTRACT, SECURITY
from tests.suites.shop import ShopTarget, shop


class Strange(ShopTarget):
    """Somebody else's."""

    started_here = False

    def can(self) -> frozenset[Can]:
        return frozenset(Can) - {Can.TAKE_WRITES}


TABLE = json.dumps([{"method": "get", "path": "/things"}, {"method": "POST", "path": "/gone/{id}"}])


def test_every_route_is_called_without_and_with_wrong_credentials() -> None:
    with shop() as url:
        calls = done(call_every_route, ShopTarget(url, CONTRACT, {"routes": TABLE}), CONTRACT).calls
    assert [(c.route, c.credential, c.status) for c in calls] == [
        *(
            (route, credential, status)
            for route, status in (("POST /gone/{id}", 404), ("GET /things", 200))
            for credential in ("none", "empty", "malformed", "unknown")
        ),
        ("HEAD /things", "none", calls[8].status),
        ("POST /gone/{id}", "none, from inside", 404),
        ("GET /things", "none, from inside", 200),
        ("POST /gone/{id}", "none, from its own page", 404),
        ("GET /things", "none, from its own page", 200),
        ("POST /gone/{id}", "none, but a name", 404),
        ("GET /things", "none, but a name", 200),
    ]


def test_who_is_told_by_a_gateway_by_the_contract_s_word_is_no_pretence() -> None:
    assert surface._names(contract(credentials={"jane": {"value": "Bearer ${JANE}"}})) == ["jane", "admin"]
    assert (
        surface._names(contract(credentials={"jane": {"header": "x-forwarded-user", "value": "jane"}})) == []
    )


@pytest.mark.parametrize(("status", "asked_as_one"), [(404, True), (401, True), (200, False)])
def test_who_answers_a_probe_whatever_it_asks_for_is_not_asked_as_one(
    status: int, *, asked_as_one: bool
) -> None:
    with mock.patch.object(surface, "probe", return_value=SimpleNamespace(status=status)):
        assert ("User-Agent" in surface._from_inside("http://shop.test")) is asked_as_one


def test_a_right_credential_is_used_at_each_process_until_one_is_taken() -> None:
    keyed = contract(
        credentials={"jane": {"value": "Bearer ${JANE}"}},
        security=SECURITY,
        traffic={"requests": [{"path": "/gone", "credential": "jane"}, {"path": "/things?all"}]},
    )
    with shop() as url:
        target = ShopTarget(url, keyed, {"routes": TABLE})
        target.context.secrets = Secrets({"JANE": "sesame"})  # type: ignore[misc]
        control = done(call_every_route, target, keyed).control
    assert [(c.source, c.route, c.credential, c.status) for c in control] == [
        ("shop-1", "GET /gone", "right", 404),
        ("shop-1", "GET /things", "right", 200),
    ]


def test_without_a_credential_in_the_contract_there_is_no_control() -> None:
    with shop() as url:
        assert done(call_every_route, ShopTarget(url, CONTRACT, {"routes": TABLE}), CONTRACT).control == ()


@pytest.mark.parametrize(
    ("sections", "path"),
    [
        ({"security": {"responses": [{"path": "/gone", "status": 404}, {"path": "/page"}]}}, "/page"),
        ({"security": {}, "identity": {"path": "/about"}, "health": {"liveness": {"path": "/up"}}}, "/about"),
        ({"security": {}, "health": {"readiness": {"path": "/up"}}}, "/up"),
        ({"identity": {"version": {"series": "built"}}, "health": {"liveness": {"path": "/up"}}}, "/up"),
        ({"identity": {"version": {"series": "built"}, "path": "/about"}}, "/about"),
        ({"identity": {"version": {"header": "X-Version"}}}, "/"),
        ({"security": {"responses": [{"method": "POST", "path": "/made"}]}, "deployment": {}}, "/"),
    ],
)
def test_what_is_public_is_taken_from_the_contract(sections: dict[str, object], path: str) -> None:
    assert public_request(contract(**sections))[0].path == path


def test_what_foreign_pages_ask_for_is_asked_for_without_an_origin_too() -> None:
    crossed = {"cross_origin": [{"path": "/things"}, {"path": "/gone", "status": 404}]}
    trusting = contract(security=SECURITY | crossed | {"trusted_origins": ["https://own.example"]})
    with shop() as url:
        seen = done(provoke_responses, ShopTarget(url, trusting), trusting)
    assert [(r.path, r.origin, r.status) for r in seen.control] == [("/things", "", 200), ("/gone", "", 404)]
    assert [(r.path, r.origin) for r in seen.trusted] == [("/things", "https://own.example")]


def test_where_only_errors_are_named_a_public_page_is_asked_for_from_a_foreign_origin_too() -> None:
    errors = {"responses": [{"name": "not found", "path": "/gone", "status": 404}]}
    named = contract(security=errors, health={"liveness": {"path": "/things"}})
    with shop() as url:
        seen = done(provoke_responses, ShopTarget(url, named), named)
    assert [(r.path, r.status) for r in seen.control] == [("/things", 200), ("/gone", 404)]
    assert {r.path for r in seen.foreign} == {"/things", "/gone"}
    assert [r.path for r in seen.responses] == ["/gone"]


def test_every_request_stays_below_the_base_path() -> None:
    with shop() as url:
        below = ShopTarget(f"{url}/things", CONTRACT, {"routes": TABLE})
        surface, private = (
            done(provoke_responses, below, CONTRACT),
            done(visit_private_paths, below, CONTRACT),
        )
        calls = done(call_every_route, below, CONTRACT).calls
    statuses = [r.status for r in (*surface.responses, *surface.control, *private.answers, *private.control)]
    assert set(statuses) == {200}
    assert {c.status for c in calls if c.method == "GET"} == {200}


@pytest.mark.parametrize("output", ["", "ready", '{"routes": []}', '[{"path": "/"}]', "[3]"])
def test_a_table_that_cannot_be_read_names_its_command(output: str) -> None:
    with pytest.raises(TargetError, match="the command routes must print"):
        done(call_every_route, ShopTarget("http://127.0.0.1:9", CONTRACT, {"routes": output}), CONTRACT)


def test_an_openapi_path_that_is_none_is_said_to_be_so() -> None:
    documented = contract(security={"routes": {"openapi": "/things"}})
    with shop() as url, pytest.raises(TargetError, match="/things must be an OpenAPI document"):
        done(call_every_route, ShopTarget(url, documented), documented)


def test_a_table_from_nowhere_says_what_to_add() -> None:
    nowhere = contract(security={"routes": {"command": None}})
    with pytest.raises(TargetError, match="neither a command nor an OpenAPI path"):
        done(call_every_route, ShopTarget("http://127.0.0.1:9", nowhere), nowhere)


def test_each_class_is_provoked_and_repeated_with_a_foreign_origin() -> None:
    with shop() as url:
        seen = done(provoke_responses, ShopTarget(url, CONTRACT), CONTRACT)
    assert [(r.name, r.status) for r in seen.responses] == [("page", 404), ("not found", 404)]
    origins = [
        "https://untrusted.example",
        "https://untrusted.example",
        "null",
        "http://127.0.0.1.untrusted.example",
        "http://localhost.untrusted.example",
        "http://untrusted0.1",
    ]
    assert [(r.method, r.origin) for r in seen.foreign] == [
        *(("GET", origin) for origin in origins),
        *(
            ("OPTIONS", origin)
            for origin in origins
            if ".untrusted" not in origin and "untrusted0" not in origin
        ),
    ]


def test_where_nothing_is_named_each_status_is_asked_from_a_foreign_origin() -> None:
    classes = [("a", 200), ("b", 200), ("c", 401), ("d", 404), ("e", 500)]
    named = [{"name": n, "path": f"/{n}", "status": status} for n, status in classes]
    several = contract(security={"responses": named})
    with shop() as url:
        seen = done(provoke_responses, ShopTarget(url, several), several)
    assert {r.path for r in seen.foreign} == {"/a", "/c", "/d"}


MADE = {"name": "made", "method": "POST", "path": "/things", "body": {"name": "{uuid}"}}


def test_what_may_write_is_not_sent_to_what_nobody_here_started_and_named() -> None:
    writing = contract(security=SECURITY | {"responses": [MADE]})
    seen = done(provoke_responses, Strange("http://127.0.0.1:9", writing), writing)
    assert (seen.responses, seen.foreign, seen.unsent) == ((), (), ("made",))


class Allowed(Strange):
    """Somebody else's, which takes writes by the user's word."""

    def can(self) -> frozenset[Can]:
        return frozenset(Can)


def test_what_may_write_is_sent_where_the_user_allows_writes() -> None:
    writing = contract(
        security=SECURITY | {"responses": [MADE]},
        traffic={"requests": [{"method": "POST", "path": "/things", "body": {"name": "x"}}]},
    )
    with shop() as url:
        seen = done(provoke_responses, Allowed(url, writing), writing)
    assert ([one.status for one in seen.responses], seen.unsent) == ([200], ())
    assert "broken JSON" in {one.name for one in seen.provoked}


class Unknowing(Strange):
    """Knows nobody, and nobody may be signed up."""

    def headers(self, credential: str | None) -> dict[str, str]:
        if credential is None:
            return {}
        raise NotSignedUpError("its sign_up writes")


def test_what_somebody_asks_who_would_have_to_be_signed_up_is_not_sent_either_and_named() -> None:
    own = {"name": "own", "path": "/things", "credential": "alice"}
    form = {"path": "/enter", "fields": {"user": "a"}}
    promised = contract(
        credentials={"alice": {"sign_in": form, "sign_up": form}},
        security=SECURITY | {"responses": [{"name": "all", "path": "/things"}, own]},
    )
    with shop() as url:
        seen = done(provoke_responses, Unknowing(url, promised), promised)
    assert ([r.name for r in seen.responses], seen.unsent) == (["all"], ("own",))
    assert {r.name for r in seen.foreign} == {"all"}


def test_what_may_write_is_sent_to_a_release_of_our_own() -> None:
    writing = contract(security=SECURITY | {"responses": [MADE]})
    with shop() as url:
        seen = done(provoke_responses, ShopTarget(url, writing), writing)
    assert [(r.name, r.method, r.status) for r in seen.responses] == [("made", "POST", 200)]
    assert seen.unsent == ()


def test_an_entry_that_is_a_replica_has_nothing_before_it() -> None:
    with shop() as url:
        seen = done(visit_private_paths, ShopTarget(url, CONTRACT), CONTRACT)
    assert [a.status for a in seen.answers] == [404]


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("/things", "/things"),
        ("/things/{id}/parts/{part:int}", "/things/999999999/parts/999999999"),
        ("/things/<int:id>", "/things/999999999"),
        ("/things/:id/parts", "/things/999999999/parts"),
    ],
)
def test_placeholders_of_each_spelling_are_filled(template: str, filled: str) -> None:
    assert fill(template) == filled


def test_a_placeholder_for_a_uuid_gets_one() -> None:
    assert len(fill("/things/{thing_uuid}")) == len("/things/") + 36


def test_wrong_credentials_look_like_those_of_the_contract() -> None:
    keyed = contract(credentials={"a": {"header": "X-Key", "value": "k"}, "b": {"value": "Bearer k"}})
    kinds = [(kind, *headers) for kind, headers in wrong_credentials(keyed)]
    assert kinds == [
        ("none",),
        ("empty", "X-Key"),
        ("malformed", "X-Key"),
        ("unknown", "X-Key"),
        ("empty", "Authorization"),
        ("malformed", "Authorization"),
        ("unknown", "Authorization"),
    ]
    assert wrong_credentials(keyed)[-1][1]["Authorization"].startswith("Bearer ")
