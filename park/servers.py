"""The park: each server, its altered twin, and the verdicts to which this project commits itself."""

from __future__ import annotations

from park import altering
from park.server import Origin, Server, Twin

T = Twin("none", lambda: altering.with_header("X-A", "b"), "health/liveness-answers")
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
    Server('alertmanager', Origin.DEBIAN, ('prometheus-alertmanager', '--config.file=alertmanager.yml', '--storage.path={work}/data', '--web.listen-address=127.0.0.1:{port}', '--cluster.listen-address='), ready='/-/ready', twin=T),
    Server('node-exporter', Origin.DEBIAN, ('prometheus-node-exporter', '--web.listen-address=127.0.0.1:{port}'), ready='/', twin=T),
    Server('pushgateway', Origin.DEBIAN, ('prometheus-pushgateway', '--web.listen-address=127.0.0.1:{port}'), ready='/-/ready', twin=T),
    Server('blackbox-exporter', Origin.DEBIAN, ('prometheus-blackbox-exporter', '--config.file=/etc/prometheus/blackbox.yml', '--web.listen-address=127.0.0.1:{port}'), ready='/-/healthy', twin=T),
    Server('docker-registry', Origin.DEBIAN, ('docker-registry', 'serve', 'config.yml'), ready='/', twin=T),
    Server('etcd', Origin.DEBIAN, ('etcd', '--data-dir={work}/data', '--listen-client-urls=http://127.0.0.1:{port}', '--advertise-client-urls=http://127.0.0.1:{port}', '--listen-peer-urls=http://127.0.0.1:{second}', '--initial-advertise-peer-urls=http://127.0.0.1:{second}', '--initial-cluster=default=http://127.0.0.1:{second}'), ready='/health', twin=T),
    Server('nginx', Origin.DEBIAN, ('nginx', '-c', '{work}/nginx.conf', '-e', 'stderr'), ready='/healthz', twin=T),
    Server('haproxy', Origin.DEBIAN, ('haproxy', '-f', '{work}/haproxy.cfg'), ready='/healthz', twin=T),
    Server('influxdb', Origin.DEBIAN, ('influxd', '-config', '{work}/influxdb.conf'), ready='/ping', twin=T),
    Server('victoria-metrics', Origin.DEBIAN, ('victoria-metrics', '-httpListenAddr=127.0.0.1:{port}', '-storageDataPath={work}/data'), ready='/health', twin=T),
    Server('apache', Origin.DEBIAN, ('apache2', '-f', '{work}/apache2.conf', '-DFOREGROUND'), ready='/', twin=T),
    Server('lighttpd', Origin.DEBIAN, ('lighttpd', '-D', '-f', '{work}/lighttpd.conf'), ready='/', twin=T),
    Server('traefik', Origin.PYPI, ('traefik', '--entrypoints.traefik.address=127.0.0.1:{port}', '--ping', '--api.insecure', '--metrics.prometheus', '--global.sendanonymoususage=false', '--global.checknewversion=false'), ready='/ping', twin=T),
    Server('nats', Origin.PYPI, ('nats-server', '-a', '127.0.0.1', '-p', '{second}', '-m', '{port}'), ready='/healthz', twin=T),
    Server('pypiserver', Origin.PYPI, ('pypi-server', 'run', '--interface', '127.0.0.1', '--port', '{port}', '{work}/packages'), ready='/health', twin=T),
    Server('dask', Origin.PYPI, ('dask', 'scheduler', '--host', 'tcp://127.0.0.1', '--port', '{second}', '--dashboard-address', '127.0.0.1:{port}'), ready='/health', twin=T),
    Server('maildev', Origin.NPM, ('maildev', '--ip', '127.0.0.1', '--web', '{port}', '--smtp', '{second}'), ready='/healthz', twin=T),
)
