"""The proxy reads a request whole before it asks a replica."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from app.config.settings import Settings

ROOT = Path(__file__).parents[2]
CONFIGURATION = (ROOT / "deploy/proxy/haproxy.cfg").read_text(encoding="utf-8")
HEAD_BYTES = 16_384


def section(name: str) -> str:
    """The lines of one section, up to the next one."""
    found = re.search(rf"^{name}\n((?:[ \t].*\n|\n|#.*\n)*)", CONFIGURATION, re.MULTILINE)
    assert found is not None
    return found[1]


def number(name: str) -> int:
    found = re.search(rf"^\s*{re.escape(name)} (\d+)", CONFIGURATION, re.MULTILINE)
    assert found is not None
    return int(found[1])


def test_the_public_door_buffers_requests() -> None:
    assert "    option http-buffer-request\n" in section("frontend public")


def test_a_buffer_holds_the_largest_body_that_a_replica_takes_and_its_head() -> None:
    largest = Settings.model_fields["max_body_bytes"].default
    assert number("tune.bufsize") >= largest + HEAD_BYTES


def test_heads_stay_small_though_buffers_are_large() -> None:
    limit = re.search(r"status 431 .* if \{ req\.hdrs,length gt (\d+) \}", section("frontend public"))
    assert limit is not None
    assert int(limit[1]) < HEAD_BYTES


def test_a_slow_body_ends_before_a_replica_would_give_it_up() -> None:
    seconds = re.search(r"timeout http-request (\d+)s", section("defaults"))
    assert seconds is not None
    assert int(seconds[1]) <= 10


def test_the_proxy_has_room_for_six_hundred_whole_bodies() -> None:
    stack = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    limit = stack["services"]["proxy"]["deploy"]["resources"]["limits"]["memory"]
    assert int(limit.removesuffix("M")) * 2**20 >= 600 * Settings.model_fields["max_body_bytes"].default
