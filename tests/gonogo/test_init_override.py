"""A stack of the gate's own runs beside a developer's: nothing of it is named, published or kept twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.init.stack import override
from gonogo.targets.data_folders import holds_data
from tests.gonogo.stacks import over, repository

STACK = """
services:
  api:
    build: .
    container_name: shop-api
    ports: ["8000:8000"]
    volumes: ["./uploads:/srv/uploads"]
    networks: [inner, outer]
    depends_on: [db, cache]
  db:
    image: postgres:17
    container_name: shop-db
    ports: ["5432:5432"]
    volumes:
      - ./pgdata:/var/lib/postgresql/data
      - ./init.sql:/docker-entrypoint-initdb.d/init.sql
  cache:
    image: redis:7
    volumes: ["named:/data"]
  mail:
    image: axllent/mailpit:v1.21
    ports: ["127.0.0.1::8025"]
volumes:
  named: {name: shop_cache}
  kept: {external: true, name: kept}
  plain: {}
networks:
  default: {name: shop, ipam: {config: [{subnet: 10.77.0.0/24}]}}
  outer: {external: true}
  inner: {}
"""


def test_nothing_that_only_one_stack_can_have_is_left(tmp_path: Path) -> None:
    made = over(repository(tmp_path, STACK))
    services = made["services"]
    assert not any("container_name" in each for each in services.values())
    assert [(one["host_ip"], one["target"]) for one in services["api"]["ports"]] == [("127.0.0.1", 8000)]
    assert "ports" not in services["db"]
    assert services["db"]["networks"]["default"]["aliases"] == ["shop-db"]
    assert set(services["api"]["networks"]) == {"inner", "outer"}
    assert services["api"]["networks"]["inner"]["aliases"] == ["shop-api"]
    assert made["volumes"]["named"]["name"] == "mine_named"
    assert made["networks"]["default"]["name"] == "mine_default"
    assert not made["networks"]["default"].get("ipam")


def test_a_live_data_folder_is_replaced_and_what_else_is_mounted_is_not(tmp_path: Path) -> None:
    services = over(repository(tmp_path, STACK))["services"]
    kinds = {one["target"]: (one["type"], one.get("source")) for one in services["db"]["volumes"]}
    assert kinds["/var/lib/postgresql/data"] == ("volume", None)
    assert kinds["/docker-entrypoint-initdb.d/init.sql"][0] == "bind"
    assert services["cache"]["volumes"][0]["source"] == "named"
    assert services["api"]["volumes"][0]["type"] == "bind"


def test_what_is_free_already_and_what_is_others_is_left_alone(tmp_path: Path) -> None:
    text = override(repository(tmp_path, STACK))
    for name in ("mail", "kept", "plain"):
        assert f"  {name}:" not in text
    assert "external" not in text
    assert "outer: {name" not in text


@pytest.mark.parametrize(
    ("image", "volume", "live"),
    [
        ("mysql:8", "./d:/var/lib/mysql", True),
        ("mongo:7", "./d:/data/db", True),
        ("valkey/valkey:8", "./d:/data", True),
        ("eqalpha/keydb", "./d:/data", True),
        ("docker.dragonflydb.io/dragonflydb/dragonfly", "./d:/data", True),
        ("postgres:18", "./d:/var/lib/postgresql", True),
        ("postgres:17", "${DATA:-./d}:/var/lib/postgresql/data", True),
        ("bitnami/postgresql:16", "./d:/bitnami/postgresql", True),
        ("postgres:17", "bound:/var/lib/postgresql/data", True),
        ("postgres:17", "outer:/var/lib/postgresql/data", True),
        ("postgres:17", "own:/var/lib/postgresql/data", False),
        ("postgres:17", "./d:/var/lib/postgresql/data:ro", False),
        ("redis:7", "./redis.conf:/data/redis.conf", False),
        ("redis:7", "./d:/usr/local/etc/redis", False),
        ("shop/files:1", "./d:/data", False),
    ],
)
def test_which_mounts_are_of_live_data(tmp_path: Path, image: str, volume: str, *, live: bool) -> None:
    bound = "{driver: local, driver_opts: {type: none, o: bind, device: ./d}}"
    found = repository(
        tmp_path,
        f"services: {{api: {{build: ., ports: ['127.0.0.1::80']}}, db: {{image: '{image}', "
        f"volumes: ['{volume}']}}}}\n"
        f"volumes: {{own: {{}}, outer: {{external: true}}, bound: {bound}}}\n",
    )
    assert bool(override(found)) is live
    if live:
        made = over(found)
        (mount,) = made["services"]["db"]["volumes"]
        assert mount["type"] == "volume"
        assert not made["volumes"].get("bound", {}).get("driver_opts") if "bound" in volume else True


def test_an_address_of_its_own_keeps_its_subnet(tmp_path: Path) -> None:
    found = repository(
        tmp_path,
        "services: {api: {build: ., ports: ['80'], networks: {inner: {ipv4_address: 10.77.0.5}}}}\n"
        "networks: {inner: {ipam: {config: [{subnet: 10.77.0.0/24}]}}}\n",
    )
    assert "ipam" not in override(found)


def test_a_folder_around_everything_is_no_database() -> None:
    assert not holds_data("redis:7", "/var")
    assert not holds_data("nginx", "/var/lib")
    assert not holds_data("shop", "/data")
    assert holds_data("anything", "/var/lib/mysql/shop")
