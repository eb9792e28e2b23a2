"""The park: each server, its altered twin, and the verdicts to which this project commits itself."""

from __future__ import annotations

import uuid

from park import altering
from park.exporters import EXPORTERS, EXPOSITION
from park.server import Origin, Server, Twin

FRAMING = "security/ambiguous-framing-is-refused"
STILL = "it states a version, and nothing that it serves moves: a file could answer as well"
TWO_READINGS = "it serves what comes behind a message with a length and chunks, and keeps the connection"

STORES = (
    Server(
        "docker-registry",
        Origin.DEBIAN,
        ("docker-registry", "serve", "config.yml"),
        managed=("http://127.0.0.1:{second}",),
        twin=Twin(
            "no answer states its media type",
            lambda: altering.without_header("Content-Type"),
            "security/media-type-is-stated",
        ),
    ),
    Server(
        "etcd",
        Origin.DEBIAN,
        (
            *("etcd", "--data-dir={work}/data", "--listen-client-urls=http://127.0.0.1:{port}"),
            *(
                "--advertise-client-urls=http://127.0.0.1:{port}",
                "--listen-peer-urls=http://127.0.0.1:{second}",
            ),
            "--initial-advertise-peer-urls=http://127.0.0.1:{second}",
            "--initial-cluster=default=http://127.0.0.1:{second}",
        ),
        ready="/readyz",
        twin=Twin(
            "a histogram counts more than its widest bucket",
            lambda: altering.with_text(
                EXPOSITION, r"^(etcd_disk_wal_fsync_duration_seconds_count) .*$", r"\1 1e6"
            ),
            "metrics/histograms-are-consistent",
        ),
    ),
    Server(
        "influxdb",
        Origin.DEBIAN,
        ("influxd", "-config", "{work}/influxdb.conf"),
        ready="/ping",
        twin=Twin(
            "the exposition is at another host now",
            lambda: altering.redirects(EXPOSITION, "http://metrics.example.com/metrics"),
            "metrics/exact-path-answers",
        ),
    ),
    Server(
        "nats",
        Origin.PYPI,
        ("nats-server", "-a", "127.0.0.1", "-p", "{second}", "-m", "{port}"),
        ready="/healthz",
        twin=Twin(
            "health says unavailable, with 200",
            lambda: altering.says("/healthz", '{"status":"unavailable"}', media_type="application/json"),
            "health/status-agrees-with-body",
            also=("health/liveness-answers", "health/readiness-answers"),
        ),
    ),
    Server(
        "datasette",
        Origin.PYPI,
        ("datasette", "serve", "--host", "127.0.0.1", "--port", "{port}"),
        ready="/-/versions.json",
        options=("--allow-writes",),
        verdict="NO-GO",
        refused_by=(FRAMING,),
        reason=TWO_READINGS,
        takes_long=True,
        twin=Twin(
            "an error shows where in the source it happened",
            lambda: altering.says(
                "/no-such-page",
                'Traceback (most recent call last):\n  File "/srv/app/views.py", line 7, in get\nKeyError\n',
                404,
            ),
            "security/error-bodies-are-generic",
        ),
    ),
    Server(
        "pypiserver",
        Origin.PYPI,
        ("pypi-server", "run", "--interface", "127.0.0.1", "--port", "{port}", "{work}/packages"),
        ready="/health",
        verdict="NO-GO",
        refused_by=("health/unknown-sibling-is-not-found",),
        reason="a path beside its probe is a redirect, as each path of one word is: a probe passes by it",
        draft_holds=STILL,
        twin=Twin(
            "health tells the address of a database and who signs in there",
            lambda: altering.says("/health", "Ok, by postgresql://packages@10.20.0.5:5432/packages"),
            "health/body-leaks-nothing",
        ),
    ),
)

ENTRIES = (
    Server(
        "nginx",
        Origin.DEBIAN,
        ("nginx", "-c", "{work}/nginx.conf", "-e", "stderr"),
        ready="/healthz",
        options=("--allow-writes",),
        twin=Twin(
            "whatever is not there is the home page, with 200",
            lambda: altering.instead_of_missing("/"),
            "health/unknown-sibling-is-not-found",
            also=(
                *("security/responses-have-the-promised-status", "security/private-paths-are-closed"),
                "security/headers-on-every-response-class",
            ),
        ),
    ),
    Server(
        "apache",
        Origin.DEBIAN,
        ("apache2", "-f", "{work}/apache2.conf", "-DFOREGROUND"),
        options=("--allow-writes",),
        twin=Twin(
            "what is not there is a failure of the server",
            lambda: altering.with_status("/no-such-page", 503),
            "security/responses-have-the-promised-status",
        ),
    ),
    Server(
        "lighttpd",
        Origin.DEBIAN,
        ("lighttpd", "-D", "-f", "{work}/lighttpd.conf"),
        options=("--allow-writes",),
        twin=Twin(
            "liveness takes 2.5 s, and promises 2",
            lambda: altering.later("/healthz.txt", 2.5),
            "health/probes-answer-in-time",
        ),
    ),
    Server(
        "haproxy",
        Origin.DEBIAN,
        ("haproxy", "-f", "{work}/haproxy.cfg"),
        ready="/healthz",
        options=("--allow-writes",),
        twin=Twin(
            "its statistics are open to anybody",
            lambda: altering.says("/admin/stats", "pxname,svname\nentry,FRONTEND\n"),
            "security/private-paths-are-closed",
        ),
    ),
    Server(
        "caddy",
        Origin.PYPI,
        ("caddy", "run", "--config", "{work}/Caddyfile", "--adapter", "caddyfile"),
        ready="/healthz",
        options=("--allow-writes",),
        verdict="NO-GO",
        refused_by=(FRAMING,),
        reason=TWO_READINGS,
        twin=Twin(
            "the page that was not found lacks a header of security",
            lambda: altering.of_status(404, altering.without_header("X-Frame-Options")),
            "security/headers-on-every-response-class",
        ),
    ),
    Server(
        "traefik",
        Origin.PYPI,
        (
            *("traefik", "--entrypoints.traefik.address=127.0.0.1:{port}", "--ping", "--api.insecure"),
            *("--metrics.prometheus", "--global.sendanonymoususage=false", "--global.checknewversion=false"),
        ),
        ready="/ping",
        options=("--allow-writes",),
        verdict="NO-GO",
        refused_by=(FRAMING,),
        reason=TWO_READINGS,
        twin=Twin(
            "a series for each session",
            lambda: altering.with_lines(
                EXPOSITION,
                *(f'traefik_sessions{{session="{uuid.UUID(int=n + 4**60)}"}} 1' for n in range(20)),
            ),
            "metrics/label-values-are-bounded",
        ),
    ),
)

TOOLS = (
    Server(
        "dask",
        Origin.PYPI,
        (
            *("dask", "scheduler", "--host", "tcp://127.0.0.1", "--port", "{second}"),
            *("--dashboard-address", "127.0.0.1:{port}"),
        ),
        ready="/health",
        options=("--allow-writes",),
        twin=Twin(
            "a series carries the label that its collector sets",
            lambda: altering.with_text(
                EXPOSITION, r"^dask_scheduler_clients ", 'dask_scheduler_clients{job="x"} '
            ),
            "metrics/reserved-labels-are-free",
        ),
    ),
    Server(
        "maildev",
        Origin.NPM,
        ("maildev", "--ip", "127.0.0.1", "--web", "{port}", "--smtp", "{second}"),
        ready="/healthz",
        options=("--allow-writes",),
        twin=Twin(
            "any page may read the mail as whoever is signed in",
            lambda: altering.trusting_any_origin("/email"),
            "security/foreign-origin-is-not-trusted",
        ),
    ),
)

SERVERS: tuple[Server, ...] = (*EXPORTERS, *STORES, *ENTRIES, *TOOLS)
