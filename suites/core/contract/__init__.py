"""What a service promises, read from ``release.yaml``."""

from suites.core.contract.errors import ContractError
from suites.core.contract.load import load_contract, schema
from suites.core.contract.model import Contract

__all__ = ["Contract", "ContractError", "load_contract", "schema"]
