"""Read which indexes of the release's databases are invalid."""

from __future__ import annotations

from gonogo.contract.model import Contract
from gonogo.suites.rollback.catalogue import INDEXES
from gonogo.suites.rollback.observations.migrations import Indexed, Indexes
from gonogo.suites.rollback.postgresql import Server
from gonogo.targets.base import Target


def read_indexes(target: Target, contract: Contract) -> Indexes:
    """Ask each PostgreSQL of the contract."""
    found = []
    for name, made in contract.postgresql_dependencies.items():
        said = Server(target, name, made).ask(made.database, INDEXES)
        found.append(Indexed(name, made.database, said["indexes"], tuple(sorted(said["invalid"]))))
    return Indexes(tuple(found))
