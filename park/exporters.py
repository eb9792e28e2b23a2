"""Prometheus and what it scrapes."""

from __future__ import annotations

from park import altering
from park.server import Origin, Server, Twin

EXPOSITION = "/metrics"

EXPORTERS = (
    Server(
        "prometheus",
        Origin.DEBIAN,
        (
            *("prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path={work}/data"),
            "--web.listen-address=127.0.0.1:{port}",
        ),
        ready="/-/ready",
        options=("--replica={url}", "--allow-writes"),
        twin=Twin(
            "a counter falls from scrape to scrape",
            lambda: altering.falling(EXPOSITION, "prometheus_http_requests_total"),
            "metrics/counters-never-decrease",
            also=("metrics/scrapes-agree", "metrics/traffic-is-conserved"),
        ),
    ),
    Server(
        "alertmanager",
        Origin.DEBIAN,
        (
            *("prometheus-alertmanager", "--config.file=alertmanager.yml", "--storage.path={work}/data"),
            *("--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address="),
        ),
        ready="/-/ready",
        twin=Twin(
            "a promised series is gone",
            lambda: altering.without_line(EXPOSITION, "alertmanager_alerts{"),
            "metrics/promised-series-are-there",
        ),
    ),
    Server(
        "node-exporter",
        Origin.DEBIAN,
        ("prometheus-node-exporter", "--web.listen-address=127.0.0.1:{port}"),
        twin=Twin(
            "the type of a series is stated a second time, after its samples",
            lambda: altering.with_lines(EXPOSITION, "# TYPE node_cpu_seconds_total counter"),
            "metrics/text-format-is-valid",
        ),
    ),
    Server(
        "pushgateway",
        Origin.DEBIAN,
        ("prometheus-pushgateway", "--web.listen-address=127.0.0.1:{port}"),
        ready="/-/ready",
        twin=Twin(
            "a counter is negative",
            lambda: altering.with_text(EXPOSITION, r"^(process_cpu_seconds_total) .*$", r"\1 -1"),
            "metrics/counters-are-not-negative",
        ),
    ),
    Server(
        "blackbox-exporter",
        Origin.DEBIAN,
        (
            *("prometheus-blackbox-exporter", "--config.file=/etc/prometheus/blackbox.yml"),
            "--web.listen-address=127.0.0.1:{port}",
        ),
        ready="/-/healthy",
        verdict="NO-GO",
        refused_by=("health/unknown-sibling-is-not-found",),
        reason="it answers every path with its landing page and 200",
        twin=Twin(
            "liveness says Unhealthy, with 200",
            lambda: altering.says("/-/healthy", "Unhealthy"),
            "health/liveness-answers",
            also=("health/status-agrees-with-body",),
        ),
    ),
    Server(
        "victoria-metrics",
        Origin.DEBIAN,
        ("victoria-metrics", "-httpListenAddr=127.0.0.1:{port}", "-storageDataPath={work}/data"),
        ready="/health",
        twin=Twin(
            "the exposition is declared a page",
            lambda: altering.at(EXPOSITION, altering.with_header("Content-Type", "text/html; charset=utf-8")),
            "metrics/content-type-is-listed",
        ),
    ),
)
