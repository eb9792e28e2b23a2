"""The probes of a contract, by name."""

from __future__ import annotations

from gonogo.contract.health import Health, Probe

NAMES = ("liveness", "readiness", "startup", "overall")


def probes_of(health: Health | None) -> dict[str, Probe]:
    """Return the promised probes; none where the contract has no health section."""
    found = {name: getattr(health, name, None) for name in NAMES}
    return {name: probe for name, probe in found.items() if probe is not None}
