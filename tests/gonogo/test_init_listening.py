"""At which of several ports a service answers HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gonogo.stacks import compose_of, drafted, repository


@pytest.mark.parametrize(
    ("made", "port"),
    [
        # named by a variable as another protocol's, told to it, or asked by its health check
        ("ports: ['8081:8081', '8080:8080'], environment: {GRPC_PORT: '8081', HTTP_PORT: '8080'}", 8080),
        ("ports: ['8081:8081', '8080:8080'], environment: [GRPC_PORT=8081]", 8080),
        ("ports: ['8081:8081', '8080:8080'], environment: ['APP__GRPC__ADDR=0.0.0.0:8081']", 8080),
        ("ports: ['${GRPC_PORT:-9001}:9001', '${PORT:-9000}:9000']", 9000),
        ("ports: ['9001', '9002'], healthcheck: {test: 'curl localhost:9002/up'}", 9002),
        ("ports: ['9001', '9002'], environment: {PORT: '9002'}", 9002),
        ("ports: [{target: 50051, published: 50051}, {target: 8080}]", 8080),
        ("ports: ['2222:22', '3000:3000']", 3000),
        ("ports: ['9229:9229', '3000:3000']", 3000),
        ("ports: ['443:443', '80:80']", 80),
        ("ports: ['443:443', '80:80'], healthcheck: {test: 'curl -k https://localhost/'}", 80),
        # nothing says more: the first that is written
        ("ports: ['9001', '9002']", 9001),
        ("ports: ['50051:50051']", 50051),
        ("ports: ['8443:8443']", 8443),
        ("ports: ['9001', '9002'], environment: {PORT: '9003'}", 9001),
        ("ports: ['9001', '9002'], environment: {HTTPS_ONLY: 'true'}", 9001),
    ],
)
def test_of_several_ports_that_of_http_is_asked(tmp_path: Path, made: str, port: int) -> None:
    assert compose_of(repository(tmp_path, f"services: {{api: {{build: ., {made}}}}}")).port == port


@pytest.mark.parametrize(
    ("own", "other", "port"),
    [
        ("", "environment: {API: 'shop:8536'}", 8536),
        ("", "environment: ['API=http://shop:8536/v1']", 8536),
        ("", "command: serve --api=shop:8536", 8536),
        ("hostname: store", "environment: {API: 'store:8536'}", 8536),
        ("container_name: store", "environment: {API: '${API:-http://store:8536}'}", 8536),
        ("", "environment: {GRPC: 'shop:50051', API: 'http://shop:8536'}", 8536),
        ("expose: ['7000']", "environment: {API: 'shop:8536'}", 7000),
        ("", "environment: {API: 'workshop:8536', DB: 'my.shop:1', N: 'shop:8536.5'}", None),
        ("", "environment: {IMAGE: 'shop:1'}", None),
    ],
)
def test_what_nothing_of_its_own_says_its_neighbours_may(
    tmp_path: Path, own: str, other: str, port: int | None
) -> None:
    stack = f"services:\n  shop: {{build: ., {own}}}\n  site: {{image: 'x/site:1', {other}}}\n"
    found = repository(tmp_path, stack)
    assert compose_of(found).port == (port or 8000)
    assert ("GUESSED: nothing says at which port" in drafted(found)[1]) is (port is None)
