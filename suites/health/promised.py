"""The probes of a contract, by name."""

from __future__ import annotations

from gonogo.contract.model import Contract
from gonogo.contract.sections import Probe

NAMES = ("liveness", "readiness", "startup", "overall")


def probes_of(contract: Contract) -> dict[str, Probe]:
    """Return the promised probes; none where the contract has no health section."""
    found = {name: getattr(contract.health, name, None) for name in NAMES}
    return {name: probe for name, probe in found.items() if probe is not None}
