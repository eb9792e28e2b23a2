"""What is asked for below the folder of assets is a label value where it is there; all else is one value.

Good because: there are as many values as assets, and one more.
Source: Prometheus, "Instrumentation", do not overuse labels.
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_33_missing_asset_is_a_label import counted
from proving.seed import Injection, Twin

TWIN = Twin("MET-33", of="MET-33-missing-asset-is-a-label")


def inject(rng: Random) -> Injection:
    """Count by the name of what was found."""
    return counted(rng, 'found.name if found is not None else "missing"')
