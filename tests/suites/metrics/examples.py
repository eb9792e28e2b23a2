"""Observations that the metrics rules' tests share."""

from dataclasses import replace

from gonogo.suites.metrics.observations.scrapes import (
    KnownTraffic,
    ReadAtRest,
    RequestSeries,
    Scrape,
    Scrapes,
    Sent,
    Snapshot,
)
from tests.judging import contract

COUNTER = {"series": "shop_requests_total", "method": "verb", "route": "path", "status": "code"}
METRICS = {"path": "/stats", "formats": ["text", "openmetrics"], "series": ["shop_up"], "requests": COUNTER}
TRAFFIC = {"requests": [{"path": "/things?limit=2"}, {"method": "POST", "path": "/things", "status": 422}]}
CONTRACT = contract(metrics=METRICS, traffic=TRAFFIC)
TEXT_ONLY = contract(metrics=METRICS | {"formats": ["text"]})

TEXT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
OPENMETRICS_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8"
TEXT = """# HELP shop_up Whether it is.
# TYPE shop_up gauge
shop_up 1.0
# HELP shop_requests_total Requests.
# TYPE shop_requests_total counter
shop_requests_total{verb="GET",path="/things",code="200"} 5
shop_requests_total{verb="GET",path="/a\\\\b\\"c\\n",code="404"} 1
# HELP shop_seconds Time.
# TYPE shop_seconds histogram
shop_seconds_bucket{le="0.1"} 3
shop_seconds_bucket{le="1"} 5
shop_seconds_bucket{le="+Inf"} 6
shop_seconds_sum 2.5
shop_seconds_count 6
"""
OPENMETRICS = """# HELP shop_up Whether it is.
# TYPE shop_up gauge
shop_up 1.0
# HELP shop_requests Requests.
# TYPE shop_requests counter
shop_requests_total{verb="GET",path="/things",code="200"} 5.0 # {trace_id="ab"} 1.0
# HELP shop_seconds Time.
# TYPE shop_seconds histogram
shop_seconds_bucket{le="0.1"} 3.0
shop_seconds_bucket{le="1.0"} 5.0
shop_seconds_bucket{le="+Inf"} 6.0
shop_seconds_count 6.0
shop_seconds_sum 2.5
# EOF
"""


def scrape(body: str = TEXT, wanted: str = "text", **other: object) -> Scrape:
    made = Scrape("shop-1", wanted, 200, "", TEXT_TYPE, "", True, False, body, 0.01)
    return replace(made, **other)  # type: ignore[arg-type]


def openmetrics(body: str = OPENMETRICS, **other: object) -> Scrape:
    return replace(scrape(body, "openmetrics", content_type=OPENMETRICS_TYPE), **other)  # type: ignore[arg-type]


def scrapes(*seen: Scrape) -> Scrapes:
    return Scrapes(seen or (scrape(), openmetrics(), openmetrics(wanted="default")))


def beside(other: Scrape) -> Scrapes:
    """Good scrapes, and one of a further exposition beside them."""
    return replace(scrapes(), others=(replace(other, wanted="default", path=":9102/own"),))


DOWN = scrapes(scrape("", status=503), openmetrics("", status=None, error="refused: nobody listens"))


def sent(status: int | None = 200, count: int = 20, **other: object) -> Sent:
    made = Sent("list", "GET", "/things", 200, status, "" if status else "timeout", count)
    return replace(made, **other)  # type: ignore[arg-type]


BAD_BODY = sent(422, name="bad body", method="POST", promised=422)


def snapshot(moment: str, total: float, source: str = "a", **other: object) -> Snapshot:
    made = Snapshot(
        source, moment, 200, "", 1000.0, {"shop_requests_total{}": total, "shop_seconds_count": 9.0}
    )
    return replace(made, **other)  # type: ignore[arg-type]


def series(by: float, code: str = "200", source: str = "a", **other: object) -> RequestSeries:
    made = RequestSeries(source, "GET", "/things", code, 5.0, 5.0 + by)
    return replace(made, **other)  # type: ignore[arg-type]


def at_rest(*totals: float, source: str = "a", started: float | None = 1000.0) -> tuple[ReadAtRest, ...]:
    return tuple(ReadAtRest(source, 200, started, total) for total in totals)


def traffic(**other: object) -> KnownTraffic:
    """Two replicas that shared the traffic and counted each request once."""
    moments = tuple(
        snapshot(moment, total, source)
        for source in "ab"
        for moment, total in (("before", 5), ("sent", 20), ("rest", 25))
    )
    made = KnownTraffic(
        sent=(sent(), BAD_BODY),
        snapshots=moments,
        requests=(series(8), series(12, source="b"), series(20, "422", method="POST"), series(0, "500")),
        at_rest=at_rest(33, 33, 33) + at_rest(17, 17, source="b"),
        settled=True,
        settle_seconds=0.2,
    )
    return replace(made, **other)  # type: ignore[arg-type]
