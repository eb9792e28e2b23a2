"""What ends a process comes before what only takes long: less is lost where the time is over."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from gonogo.instruments.inputs.message import Input
from gonogo.instruments.waits import pause
from gonogo.suites.security.experiments import hostile
from gonogo.suites.security.experiments.accepted import places
from gonogo.suites.security.experiments.hostile import in_order
from gonogo.suites.security.experiments.watch import Watch
from tests.judging import contract, done
from tests.suites.shop import ShopTarget

PROMISED = contract(security={"responses": [{"path": "/find?q=release"}]})


def test_odd_queries_come_before_all_that_grows() -> None:
    target = ShopTarget("http://127.0.0.1:9", PROMISED)
    watches = [Watch(target, place, 1.0) for place in places(target, PROMISED)]
    every = [one for _, one in in_order(target, watches)]
    odd = [n for n, one in enumerate(every) if b"GET /find?q=__proto__ " in one.message]
    grows = [n for n, one in enumerate(every) if one.series]
    assert len(odd) == 1
    assert odd[0] < min(grows)
    assert any(every[n].series.startswith("query, q of") for n in grows)


def test_each_page_that_is_read_is_asked_for_an_upgrade() -> None:
    made = contract(
        security={"responses": [{"path": "/"}, {"path": "/news?n=1"}, {"path": "/gone", "status": 404}]}
    )
    target = ShopTarget("http://127.0.0.1:9", made)
    watches = [Watch(target, place, 1.0) for place in places(target, made)]
    asked = [one for _, one in in_order(target, watches) if one.what.startswith("upgrade, well made")]
    assert [one.what for one in asked] == ["upgrade, well made, to /", "upgrade, well made, to /news"]
    assert all(b"Upgrade: websocket" in one.message and not one.whole for one in asked)


class Unhandled(BaseHTTPRequestHandler):
    """Answers, and lets a protocol that nobody handles wait before it closes on it, as some servers do."""

    def do_GET(self) -> None:
        """Close late on an upgrade."""
        if "Upgrade" in self.headers:
            pause(0.3, "an upgrade that nobody handles runs out")
            self.close_connection = True
            return
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_what_takes_its_time_and_holds_up_nobody_is_sent_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = contract(security={"responses": [{"path": "/"}], "inputs": {"answers_within_seconds": 0.1}})
    asked = b"GET / HTTP/1.1\r\nHost: shop\r\nConnection: close, Upgrade\r\nUpgrade: shop\r\n\r\n"
    odd = [Input(f"upgrade {n}", asked) for n in range(4)]
    grown = Input("an upgrade that grows", asked, series="an upgrade")
    monkeypatch.setattr(
        hostile, "in_order", lambda _, watches: ((w, i) for w in watches for i in (*odd, grown))
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), Unhandled) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        seen = done(
            hostile.send_hostile_inputs, ShopTarget(f"http://127.0.0.1:{server.server_port}", made), made
        )
        server.shutdown()
    assert seen.unsent == ()
    assert [len(one.times) for one in seen.tried] == [1, 1, 1, 1, 3]
