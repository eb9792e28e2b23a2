"""The park: each server, its altered twin, and the verdicts to which this project commits itself."""

from __future__ import annotations

from park import altering
from park.server import Origin, Server, Twin

SERVERS: tuple[Server, ...] = (
    Server(
        "prometheus",
        Origin.DEBIAN,
        (
            *("prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path={work}/data"),
            "--web.listen-address=127.0.0.1:{port}",
        ),
        ready="/-/ready",
        twin=Twin(
            "a counter falls from scrape to scrape",
            lambda: altering.falling("/metrics", "prometheus_http_requests_total"),
            "metrics/counters-never-decrease",
        ),
        options=("--replica={url}", "--allow-writes"),
    ),
    Server(
        "caddy",
        Origin.PYPI,
        ("caddy", "run", "--config", "{work}/Caddyfile", "--adapter", "caddyfile"),
        ready="/healthz",
        twin=Twin(
            "a header of security is dropped from the page that was not found",
            lambda: altering.of_status(404, altering.without_header("X-Frame-Options")),
            "security/headers-on-every-response-class",
        ),
    ),
    Server(
        "datasette",
        Origin.PYPI,
        ("datasette", "serve", "--host", "127.0.0.1", "--port", "{port}"),
        ready="/-/versions.json",
        twin=Twin(
            "an error shows where in the source it happened",
            lambda: altering.says(
                "/no-such-page",
                'Traceback (most recent call last):\n  File "/srv/app/views.py", line 7, in get\nKeyError: 1\n',
                404,
            ),
            "security/error-bodies-are-generic",
        ),
    ),
)
