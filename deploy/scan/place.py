"""Where a scan finds its tools and leaves its reports."""

from __future__ import annotations

from deploy.setup.commands import LOGS, ROOT

HERE = ROOT / "deploy" / "scan"
OUT = ROOT / "reports" / "out" / "security"
NATIVE = "native"
"""The folder of the tools' own reports, below the reports."""

WAIVERS = HERE / "waivers.yaml"
STRUCTURE = HERE / "structure.yaml"
LOCK = ROOT / "requirements" / "scan.lock"
NPM = HERE / "npm"
TOOLS = LOGS / "scan"
"""An environment of their own, which `make clean` removes with all that runs left."""
