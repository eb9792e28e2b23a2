"""The image drains for longer than the container is given, and the compose file does not say so.

Ships: the drain moves from the compose file into the image, "where it belongs", and is raised there; the
grace stays behind in the compose file.
Source: Kludex/uvicorn#1950; groktocrawl#417.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-19", expected=("config/stop-grace-outlasts-the-drain",))


def inject(rng: Random) -> Injection:
    """Say it in the Dockerfile alone."""
    return bringing(rng.randrange(35, 90))


def bringing(seconds: int) -> Injection:
    """Drain for so long by the image's word."""
    return Injection(
        fact="app",
        source={
            **edited(
                "Dockerfile",
                (
                    "    UKP_HOST=0.0.0.0 \\\n",
                    f"    UKP_HOST=0.0.0.0 \\\n    UKP_SHUTDOWN_SECONDS={seconds}.0 \\\n",
                ),
            ),
            **edited("docker-compose.yml", ("  UKP_SHUTDOWN_SECONDS: ${UKP_SHUTDOWN_SECONDS:-10.0}\n", "")),
        },
    )
