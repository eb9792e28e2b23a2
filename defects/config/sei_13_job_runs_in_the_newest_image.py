"""A job runs in an image, or asks a service beside it, whose tag its maker moves.

Ships: the first example of the manual has no tag; the same commit is tested in another image each month.
Source: zizmor, unpinned-images; GitHub, "Running jobs in a container".
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-13", expected=("config/actions-are-pinned",))
_PLACE = "container"
_RUNS_ON = "    runs-on: ubuntu-24.04\n"


def inject(rng: Random) -> Injection:
    """Follow the newest."""
    return running(rng, rng.choice(["", ":latest", ":lts", ":rolling"]))


def running(rng: Random, tag: str) -> Injection:
    """Give one of the jobs an image, or a service."""
    image = f"{rng.choice(['node', 'ghcr.io/acme/builder', 'registry.example:5000/tools'])}{tag}"
    name = rng.choice(["cache", "store", "mail"])
    said = [
        f"    {_PLACE}: {image}\n",
        f"    {_PLACE}:\n      image: {image}\n",
        f"    services:\n      {name}:\n        image: {image}\n",
        f"    strategy:\n      matrix:\n        image: [{image}]\n    {_PLACE}: ${{{{ matrix.image }}}}\n",
    ]
    path = f".github/workflows/{rng.choice(['dependencies', 'nightly'])}.yml"
    head, found, rest = (ROOT / path).read_text(encoding="utf-8").partition(_RUNS_ON)
    return Injection(fact=image, source={path: f"{head}{found}{rng.choice(said)}{rest}"})
