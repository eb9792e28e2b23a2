"""Renderings that the tests of the rules on the compose files share."""

from __future__ import annotations

from dataclasses import replace

from gonogo.suites.config.observations.stack import RenderedProfile, RenderedService, RenderedStack
from tests.judging import contract

DEPLOYMENT = {"compose": {"service": "shop", "port": 80, "entry_service": "front", "entry_port": 80}}
CONTRACT = contract(
    stack={
        "profiles": ["dashboards"],
        "one_shot": ["migrate"],
        "drain": ["SHOP_LAME_DUCK", "SHOP_FINISH"],
        "images": "version",
        "secrets": ["SHOP_KEY"],
    },
    deployment=DEPLOYMENT,
)
SHOP = RenderedService(
    "shop",
    (),
    "shop:dev",
    built=True,
    restart="always",
    check=("CMD", "curl", "--fail", "localhost"),
    grace_seconds=20.0,
    drain=(("SHOP_LAME_DUCK", "3"), ("SHOP_FINISH", "10")),
)
MIGRATE = replace(SHOP, name="migrate", restart="no", check=(), grace_seconds=None)
BOARD = replace(SHOP, name="board", profiles=("dashboards",), image="board:1.2.3", built=False, drain=())


def rendered(*own: RenderedService, shared: tuple[RenderedService, ...] = (SHOP, MIGRATE)) -> RenderedStack:
    """Render without a profile, and with the one that has these services."""
    return RenderedStack(
        (
            RenderedProfile("", 0, "", shared),
            RenderedProfile("dashboards", 0, "", (*shared, *(own or (BOARD,)))),
        )
    )
