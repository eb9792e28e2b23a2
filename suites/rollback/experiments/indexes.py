"""Read which indexes of the release's databases are invalid."""

from __future__ import annotations

from gonogo.contract.model import Contract
from gonogo.suites.rollback.catalogue import INDEXES
from gonogo.suites.rollback.observations.migrations import Indexed, Indexes
from gonogo.suites.rollback.partitioned import HALF_ATTACHED
from gonogo.suites.rollback.postgresql import Server
from gonogo.targets.base import Target


def read_indexes(target: Target, contract: Contract) -> Indexes:
    """Ask each PostgreSQL of the contract."""
    found = []
    for name, made in contract.postgresql_dependencies.items():
        server = Server(target, name, made)
        said, half = server.ask(made.database, INDEXES), server.ask(made.database, HALF_ATTACHED)
        invalid = sorted({*said["invalid"], *half["invalid"]})
        found.append(Indexed(name, made.database, said["indexes"], tuple(invalid)))
    return Indexes(tuple(found))
