"""Observations that the tests of the rules on hangs and refused writes share."""

from gonogo.suites.health.observations.faults import Hangs, RefusedWrites
from gonogo.suites.health.observations.probes import Outage
from tests.judging import contract
from tests.suites.health.examples import PROBES, TRAFFIC, outage

CONTRACT = contract(
    health=PROBES | {"notices_within_seconds": 2.0},
    dependencies={
        "store": {
            "service": "db",
            "pause": True,
            "read_only": {"command": ["refuse"], "undo": ["accept"]},
        }
    },
    traffic=TRAFFIC,
)


def hangs(*seen: Outage) -> Hangs:
    return Hangs(200, seen or (outage(),))


def refused_writes(*seen: Outage) -> RefusedWrites:
    return RefusedWrites(200, seen or (outage(),))
