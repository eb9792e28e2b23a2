"""Whose fault a failed start is: one table, in code and in ARCHITECTURE.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gonogo.targets.failures import TABLE, classify

DOCUMENT = Path(__file__).parents[2] / "ARCHITECTURE.md"
DAEMON = "Error response from daemon: "
PORT = f"{DAEMON}driver failed programming external connectivity on endpoint shop-web-1 (3dc1): "
NO_IMAGE, NO_COMMAND = "an image is missing and cannot be pulled", "a container's command cannot be run"
NO_FILE = "a file that the stack reads is not there"
REGISTRY = "https://registry-1.docker.io/v2/"
RUNC = f"{DAEMON}failed to create shim task: OCI runtime create failed: runc create failed: "
SAID = [
    (f"{PORT}Bind for 127.0.0.1:8080 failed: port is already allocated", "a host port is taken"),
    (f"{PORT}listen tcp4 127.0.0.1:8080: bind: address already in use", "a host port is taken"),
    (f"{DAEMON}Ports are not available: exposing port TCP 0.0.0.0:80", "a host port is taken"),
    (f"{DAEMON}mkdir /var/lib/docker/overlay2/3f: no space left on device", "the disk is full"),
    ("failed to register layer: write /usr/lib/x.so: no space left on device", "the disk is full"),
    (f"{RUNC}write /sys/fs/cgroup/x: no space left on device: unknown", "the disk is full"),
    (
        "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
        "the engine does not answer",
    ),
    ('error during connect: Get "http://docker:2375/info": EOF', "the engine does not answer"),
    (
        "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock",
        "the engine may not be used by this user",
    ),
    (f"{DAEMON}No such image: shop:1", NO_IMAGE),
    (f"{DAEMON}manifest for shop:9 not found: manifest unknown", NO_IMAGE),
    (
        f'{DAEMON}Get "{REGISTRY}": dial tcp: lookup registry-1.docker.io: no such host',
        NO_IMAGE,
    ),
    (f"{DAEMON}toomanyrequests: You have reached your pull rate limit", NO_IMAGE),
    ('failed to solve: process "/bin/sh -c make" did not complete: exit code: 2', "an image cannot be built"),
    (
        f"{DAEMON}could not find an available, non-overlapping IPv4 address pool among the defaults",
        "the engine has no network left",
    ),
    (
        f"{DAEMON}all predefined address pools have been fully subnetted",
        "the engine has no network left",
    ),
    (
        f'{DAEMON}Conflict. The container name "/shop" is already in use by container "3f"',
        "a container's fixed name is taken",
    ),
    (f'{DAEMON}could not select device driver "nvidia"', "this machine lacks what the stack needs"),
    (
        "network front declared as external, but could not be found",
        "a network or a volume that is external is missing",
    ),
    ('external volume "kept" not found', "a network or a volume that is external is missing"),
    (
        f"{DAEMON}invalid pool request: Pool overlaps with other one on this address space",
        "a network's fixed subnet is taken",
    ),
    ("env file /srv/shop/.env not found: stat /srv/shop/.env: no such file or directory", NO_FILE),
    ("env file /srv/my shop/.env not found: stat: no such file or directory", NO_FILE),
    (f"secret file key does not exist\n{DAEMON}bind source path does not exist: /srv/key", NO_FILE),
    (f"{DAEMON}invalid mount config: bind source path does not exist: /srv/x", "compose refuses the files"),
    (
        f'{RUNC}unable to start container process: exec: "nope": executable file not found in $PATH: unknown',
        NO_COMMAND,
    ),
    (f'{RUNC}exec: "/start.sh": permission denied: unknown', NO_COMMAND),
    ("exec /start.sh: exec format error", NO_COMMAND),
    (f"{DAEMON}unable to find user shop: no matching entries in passwd file", NO_COMMAND),
    ("dependency failed to start: container shop-db-1 is unhealthy", "a container is unhealthy"),
    ("dependency failed to start: container shop-db-1 exited (3)", "a container ended"),
    ('service "migrate" didn\'t complete successfully: exit 3', "a container ended"),
    ('service "web" refers to undefined network front: invalid compose project', "compose refuses the files"),
    ("required variable SHOP_KEY is missing a value: set it", "compose refuses the files"),
    ("waited 30 s for each container to be healthy", "it did not come up in time"),
    ("docker compose up took longer than 90 s", "it did not come up in time"),
    (f"{DAEMON}something that nobody has seen", "the engine refuses, for a reason that is not in this table"),
]
BY_FACT = {"the compose files publish one host port twice", "a container was killed for its memory"}


@pytest.mark.parametrize(("said", "name"), SAID)
def test_a_failure_is_known_by_the_words_of_compose_and_the_engine(said: str, name: str) -> None:
    kind = classify(f" Container shop-web-1 Starting\n{said}")
    assert kind is not None
    assert kind.name == name


def test_what_nobody_knows_is_of_no_kind() -> None:
    assert classify("something else") is None


def test_each_kind_is_tried() -> None:
    assert {kind.name for kind in TABLE} - BY_FACT == {name for _, name in SAID}


def test_the_document_has_the_same_table() -> None:
    rows = re.findall(r"^\| ([^|]+) \| (HOLD|NO-GO) \| ([^|]*) \|$", DOCUMENT.read_text(), re.MULTILINE)
    assert [(kind.name, kind.verdict, kind.advice) for kind in TABLE] == [
        (name.strip(), verdict, advice.strip()) for name, verdict, advice in rows
    ]
