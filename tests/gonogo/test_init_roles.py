"""Which service is the release, at which it is entered, and at which port it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gonogo.stacks import compose_of, drafted, repository

HERE = "{build: ., ports: ['8000']}"
LABELS = "labels: ['traefik.http.services.api.loadbalancer.server.port=4000']"


def services(**made: str) -> str:
    return "services:\n" + "".join(f"  {name}: {stated}\n" for name, stated in made.items())


@pytest.mark.parametrize(
    ("made", "release", "entry"),
    [
        ({"web": HERE}, "web", "web"),
        (
            {"proxy": "{image: nginx, ports: ['80'], depends_on: [shop]}", "shop": "{image: x/shop}"},
            "shop",
            "proxy",
        ),
        (
            {"traefik": "{image: traefik, ports: ['80']}", "shop": f"{{image: x/shop, {LABELS}}}"},
            "shop",
            "traefik",
        ),
        (
            {"caddy": "{image: caddy, ports: ['80']}", "shop": "{image: x/shop, expose: ['4000']}"},
            "shop",
            "caddy",
        ),
        (
            {"nginx": "{build: ./nginx, ports: ['80']}", "shop": "{image: x/shop, expose: ['1']}"},
            "shop",
            "nginx",
        ),
        ({"edge": "{image: nginx, ports: ['80'], profiles: [p]}", "api": HERE}, "api", "api"),
        ({"worker": HERE, "shop": "{build: .}"}, "shop", "shop"),
        ({"tasks": "{build: ., command: celery -A shop worker}", "shop": "{build: .}"}, "shop", "shop"),
        ({"jobs": "{build: ., command: [bundle, exec, sidekiq]}", "shop": "{build: .}"}, "shop", "shop"),
        ({"a": "{build: ., command: node dist/worker.js}", "shop": "{build: .}"}, "shop", "shop"),
        ({"db-migrate": "{build: .}", "shop": "{build: .}"}, "shop", "shop"),
        ({"cron": "{build: .}", "shop": "{build: .}"}, "shop", "shop"),
        # a server's own workers, and what it does before it serves, make it no worker
        ({"a": "{build: ., command: gunicorn --workers 4 x}", "b": "{build: .}"}, "a", "a"),
        (
            {"a": "{build: ., command: gunicorn -k uvicorn.workers.UvicornWorker x}", "b": "{build: .}"},
            "a",
            "a",
        ),
        ({"a": "{build: ., command: sh -c 'manage migrate && manage serve'}", "b": "{build: .}"}, "a", "a"),
        (
            {"adminer": "{image: adminer, ports: ['8080']}", "shop": "{image: x/shop, ports: ['1']}"},
            "shop",
            "shop",
        ),
        ({"zeta": "{build: .}", "alpha": "{build: .}"}, "zeta", "zeta"),
        ({"micron": "{build: .}", "shop": "{build: .}"}, "micron", "micron"),
        # what its workers run too is before a part that is built here, and so is what calls a database
        (
            {
                "db": "{image: postgres}",
                "sockets": "{build: ./s, ports: ['9']}",
                "shop": "{image: x/shop, ports: ['1'], depends_on: [db]}",
                "shop-worker": "{image: x/shop, command: worker, depends_on: [db]}",
            },
            "shop",
            "shop",
        ),
        (
            {
                "db": "{image: postgres}",
                "site": "{build: ./s, depends_on: [core]}",
                "core": "{build: ./c, environment: {DB: 'postgres://db/x'}}",
            },
            "core",
            "core",
        ),
        # nothing has a port, and what runs once, or is a database of another kind, is no release
        (
            {
                "search": "{image: getmeili/meilisearch, ports: ['7']}",
                "bucket": "{image: x/setup, depends_on: [db]}",
                "shop": "{image: x/core, depends_on: {bucket: {condition: service_completed_successfully}},"
                " environment: {DB_HOST: db}}",
                "db": "{image: postgres}",
            },
            "shop",
            "shop",
        ),
        # the only way in is what waits for it, unless it has a port of its own
        (
            {
                "db": "{image: postgres}",
                "front": "{image: x/front, ports: ['80'], depends_on: [back]}",
                "back": "{image: x/back, depends_on: [db]}",
            },
            "back",
            "front",
        ),
        (
            {
                "db": "{image: postgres}",
                "front": "{image: x/front, ports: ['80'], depends_on: [back]}",
                "back": "{image: x/back, ports: ['81'], depends_on: [db]}",
            },
            "back",
            "back",
        ),
        (
            {
                "db": "{image: postgres}",
                "node": "{image: shop/shop-node, ports: ['8'], depends_on: [db]}",
                "shop": "{image: 'shop/shop:2', ports: ['9'], depends_on: [db, node]}",
            },
            "shop",
            "shop",
        ),
        # what is built here and comes before it
        ({"api": HERE, "site": "{build: ./s, ports: ['3000'], depends_on: [api]}"}, "api", "site"),
        ({"api": HERE, "site": "{build: ./s, ports: ['3000']}"}, "api", "api"),
        ({"api": HERE, "site": "{build: ./s, depends_on: [api]}"}, "api", "api"),
        (
            {"api": HERE, "flower": "{build: ., ports: ['5'], command: celery flower, depends_on: [api]}"},
            "api",
            "api",
        ),
    ],
)
def test_the_release_and_its_entry(tmp_path: Path, made: dict[str, str], release: str, entry: str) -> None:
    found = repository(tmp_path, services(**made))
    assert (found.service, found.entry) == (release, entry)


def test_what_is_built_from_a_proxys_image_is_one(tmp_path: Path) -> None:
    made = {"app": "{build: ./front, ports: ['80']}", "shop": "{build: ./shop, expose: ['4000']}"}
    files = {"front/Dockerfile": "FROM node AS b\nFROM nginx:1.27\n", "shop/Dockerfile": "FROM node\n"}
    found = repository(tmp_path, services(**made), **files)
    assert (found.service, found.entry) == ("shop", "app")
    made = {**made, "edge": "{image: traefik, ports: ['80']}"}
    assert repository(tmp_path, services(**made)).entry == "edge"


@pytest.mark.parametrize(
    ("made", "dockerfile", "port"),
    [
        ("ports: ['80:8000'], expose: ['9000']", "EXPOSE 1", 8000),
        ("ports: ['53:53/udp', '80:8000']", "", 8000),
        ("ports: [{target: 53, protocol: udp}, {target: 8000}]", "", 8000),
        ("ports: ['${PORT:-3000}:${PORT:-3000}']", "", 3000),
        ("ports: ['${HTTP_PORT}:${HTTP_PORT}']", "", 7000),
        ("expose: ['9000'], " + LABELS, "EXPOSE 1", 9000),
        (LABELS, "EXPOSE 1", 4000),
        ("labels: {traefik.http.services.x.loadbalancer.server.port: 4001}", "EXPOSE 1", 4001),
        ("image: x", "FROM a AS one\nEXPOSE 1\nFROM b\nEXPOSE 53/udp 5000/tcp", 5000),
        ("image: x", "FROM a AS one\nEXPOSE 5001\nFROM one", 5001),
        ("image: x", "FROM a\nENV PORT=5002\nEXPOSE $PORT", 5002),
        ("healthcheck: {test: curl -f http://localhost:5003/}", "FROM a", 5003),
        ("healthcheck: {test: curl -fs --noproxy localhost localhost:5004/up}", "FROM a", 5004),
        ("healthcheck: {test: 'wget http://localhost:$${P}/'}, environment: {P: '5005'}", "FROM a", 5005),
        ("labels: {traefik.port: '5006'}", "FROM a", 5006),
        ("environment: [PORT=5007]", "FROM a", 5007),
        ("ports: ['5044:5044', '9000:9000'], environment: {BIND: '0.0.0.0:9000'}", "FROM a", 9000),
        ("healthcheck: {test: pg_isready -h localhost}", "FROM a", None),
        ("image: x", "FROM a AS one\nEXPOSE 1\nFROM b", None),
        ("image: x", "# EXPOSE 1", None),
    ],
)
def test_the_port_of_a_container(tmp_path: Path, made: str, dockerfile: str, port: int | None) -> None:
    files = {"Dockerfile": dockerfile if "FROM" in dockerfile else f"FROM scratch\n{dockerfile}\n"}
    stack = services(api="{build: ., " + made + "}")
    found = repository(tmp_path, stack, __env__example="HTTP_PORT=7000\n", **files)
    words = drafted(found)[1]
    assert compose_of(found).port == (port or 8000)
    assert (f"port: {port or 8000}  # GUESSED" in words) is (port is None)
    assert compose_of(found).entry_port == (port or 8000)


PROXY = "{image: nginx, ports: ['80'], networks: [front]}"


@pytest.mark.parametrize(
    ("made", "network"),
    [
        (
            {
                "nginx": PROXY,
                "api": "{build: ., networks: [front, back]}",
                "db": "{image: postgres, networks: [back]}",
            },
            "front",
        ),
        ({"nginx": PROXY, "api": "{build: ., networks: [front]}"}, None),
        (
            {
                "nginx": PROXY,
                "api": "{build: ., networks: [front, back]}",
                "db": "{image: postgres, networks: [front, back]}",
            },
            None,
        ),
        (
            {
                "nginx": PROXY,
                "api": "{build: ., networks: [front, back], depends_on: [auth]}",
                "auth": "{build: ./a, networks: [front]}",
            },
            None,
        ),
        ({"api": "{build: ., ports: ['80'], networks: [front, back]}"}, None),
        ({"nginx": "{image: nginx, ports: ['80']}", "api": "{build: .}"}, None),
    ],
)
def test_the_network_that_a_candidate_joins(
    tmp_path: Path, made: dict[str, str], network: str | None
) -> None:
    found = repository(tmp_path, services(**made) + "networks: {front: {}, back: {}}\n")
    assert compose_of(found).traffic_network == network


@pytest.mark.parametrize(
    ("test", "path"),
    [
        ("curl http://localhost:8000/a", "/a"),
        ("curl -s localhost:8000/b | grep OK", "/b"),
        ("[CMD, curl, -f, 'http://localhost:${PORT}/c']", "/c"),
        ("wget http://127.0.0.1:$${PORT:-3004}/d || exit 1", "/d"),
        ("wget http://[::1]:$$UNKNOWN/e", "/e"),
        ("node -e 'fetch(\"https://localhost/f\")'", "/f"),
        ("jdbc:mysql://localhost:3306/g", "/"),
        ("pg_isready -h localhost -d /h", "/"),
    ],
)
def test_the_path_that_a_health_check_asks_for(tmp_path: Path, test: str, path: str) -> None:
    made = f"services:\n  api:\n    build: .\n    ports: ['8000']\n    healthcheck:\n      test: {test}\n"
    deployment = drafted(repository(tmp_path, made))[0].deployment
    assert deployment is not None
    assert deployment.ready == path


def test_what_a_profile_alone_starts_is_started(tmp_path: Path) -> None:
    found = repository(tmp_path, "services: {shop: {image: x/shop, ports: ['1'], profiles: [all, shop]}}")
    assert compose_of(found).environment == {"COMPOSE_PROFILES": "all"}
