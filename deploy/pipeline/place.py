"""Staging and production: two stacks beside each other, each with secrets and a memory of its own.

What an environment remembers outlives the checkout that deployed to it: it lies under GONOGO_ENVIRONMENTS, or
in the user's state folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from deploy.pipeline.outcome import StepError
from deploy.setup import images
from deploy.setup.commands import ROOT
from gonogo.contract.deployment import Compose, Deployment
from gonogo.contract.load import load_contract
from gonogo.contract.model import Contract
from gonogo.contract.rollback import Rollout as Promise
from gonogo.core.secrets import Secrets
from gonogo.instruments.once import write_atomically
from gonogo.options import Options
from gonogo.targets.context import Context
from gonogo.targets.project import Project, published_url
from gonogo.targets.rollout import Rollout

CONTRACT = ROOT / "release.yaml"
_MIGRATE_SECONDS = 120.0


@dataclass(frozen=True)
class Release:
    """An image as the registry names it, ``repository@sha256:…``, and the revision that it was made from."""

    image: str
    revision: str


@dataclass(frozen=True)
class Place:
    """An environment by its name, which its containers and volumes begin with."""

    name: str

    @property
    def folder(self) -> Path:
        """What it remembers, readable by its user alone."""
        state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
        folder = Path(os.environ.get("GONOGO_ENVIRONMENTS") or state / "gonogo") / self.name
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder

    @cached_property
    def contract(self) -> Contract:
        """The contract of the checkout that deploys."""
        return load_contract(CONTRACT)

    @cached_property
    def deployment(self) -> Deployment:
        """How the contract says that the release is brought up."""
        if (deployment := self.contract.deployment) is None or deployment.compose is None:
            raise StepError(f"{CONTRACT.name} has no deployment.compose: nothing says how it is brought up")
        return deployment

    @property
    def compose(self) -> Compose:
        """The stack that it is."""
        assert self.deployment.compose is not None
        return self.deployment.compose

    @property
    def promise(self) -> Promise:
        """What a roll-out promises."""
        if self.contract.rollout is None:
            raise StepError(f"{CONTRACT.name} has no section rollout: nothing says what users may lose")
        return self.contract.rollout

    @cached_property
    def secrets(self) -> Secrets:
        """Made up once, and the same for every release that is deployed here."""
        kept = self.folder / "secrets.json"
        if not kept.exists():
            made = Secrets.generate(self.deployment.generated).generated
            write_atomically(kept, json.dumps(dict(made)))
            kept.chmod(0o600)
        return Secrets(json.loads(kept.read_text(encoding="utf-8")))

    def project(self, release: Release) -> Project:
        """The stack with a release in it."""
        environment = {k: self.secrets.resolve(v) for k, v in self.compose.environment.items()}
        files = tuple((CONTRACT.parent / file).resolve() for file in self.compose.files)
        named = _images() | environment | {"GONOGO_APP_IMAGE": release.image}
        return Project(f"ukp-{self.name}", files, named)

    def rollout(self, release: Release) -> Rollout:
        """Roll-outs in that stack."""
        return Rollout(self.project(release), self.compose, self.folder, self.headers)

    def wanted(self, release: Release) -> int:
        """How many replicas the stack says that there are to be."""
        service = self.project(release).rendered["services"][self.compose.service]
        return int((service.get("deploy") or {}).get("replicas") or 1)

    def migrate(self, release: Release) -> None:
        """Run its migrations, while what it replaces goes on; TargetError."""
        self.project(release).compose("run", "--rm", "--no-deps", "migrate", seconds=_MIGRATE_SECONDS)

    def headers(self, credential: str | None) -> dict[str, str]:
        """Return the headers of a request by that credential."""
        known = self.contract.credentials[credential] if credential else None
        return {known.header: self.secrets.resolve(known.value)} if known else {}

    def entry(self, release: Release) -> str:
        """The URL at which its users ask; StepError where nothing serves them."""
        found = self.project(release).containers(self.compose.entry_service)
        if not found:
            raise StepError(f"{self.name} has no {self.compose.entry_service}: it was never brought up")
        return published_url(found[0], self.compose.entry_port)

    def context(self, url: str) -> Context:
        """What a target at that URL is made from."""
        options = Options(url, CONTRACT, (), None, (), True, self.folder, allow_load=True)
        return Context(self.name, self.folder, options, self.contract, self.secrets)

    @property
    def deployed(self) -> Release | None:
        """What runs here, as far as a deployment came to its end."""
        return _read(self.folder / "deployed.json")

    def remember(self, release: Release) -> None:
        """It is deployed, and nothing is under way."""
        if (last := self.deployed) is not None and last != release:
            write_atomically(self.folder / "before.json", json.dumps(asdict(last)))
        write_atomically(self.folder / "deployed.json", json.dumps(asdict(release)))
        (self.folder / "under-way.json").unlink(missing_ok=True)

    @property
    def before(self) -> Release | None:
        """What ran here before what is deployed."""
        return _read(self.folder / "before.json")

    @property
    def under_way(self) -> Release | None:
        """What a roll-out that never came to its end was about to bring."""
        return _read(self.folder / "under-way.json")

    def begin(self, release: Release) -> None:
        """A roll-out begins: who finds this later finds a runner that was lost."""
        write_atomically(self.folder / "under-way.json", json.dumps(asdict(release)))

    def forget(self) -> None:
        """What was under way was taken back."""
        (self.folder / "under-way.json").unlink(missing_ok=True)


STAGING, PRODUCTION = Place("staging"), Place("production")


def _read(path: Path) -> Release | None:
    try:
        kept: Mapping[str, str] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Release(kept["image"], kept["revision"])


def _images() -> dict[str, str]:
    """Return the stack's other images by their contents, as the set-up left them."""
    found = images.written()
    if not found:
        raise StepError("the stack's images are not built: `make setup` does that")
    return found
