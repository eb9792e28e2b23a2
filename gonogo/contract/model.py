"""The contract as a whole."""

from __future__ import annotations

from pydantic import model_validator

from gonogo.contract.access import Credential
from gonogo.contract.base import RuleId, Section, Title
from gonogo.contract.config import Config, Stack
from gonogo.contract.deployment import Demotion, Deployment, Waiver
from gonogo.contract.health import Dependency, Health
from gonogo.contract.identity import Identity
from gonogo.contract.latency import Latency
from gonogo.contract.metrics import Metrics, Monitoring, Traffic
from gonogo.contract.network import Network
from gonogo.contract.postgresql import PostgreSQL
from gonogo.contract.promises import PROMISES, words_of
from gonogo.contract.rollback import Rollout
from gonogo.contract.security import Containers, Security


class Contract(Section):
    """What a service promises. Every section is optional: a rule without its section is *not promised*."""

    service: Title
    """The service's name."""
    identity: Identity | None = None
    """How it says who it is."""
    credentials: dict[Title, Credential] = {}
    """Headers that authenticate, by name."""
    network: Network | None = None
    """What stands between the gate and a target that is a URL."""
    config: Config | None = None
    """What it does with a wrong environment."""
    health: Health | None = None
    """Health endpoints and their semantics."""
    dependencies: dict[Title, Dependency] = {}
    """What it calls, by name."""
    metrics: Metrics | None = None
    """The exposition."""
    traffic: Traffic | None = None
    """Known traffic for conservation."""
    containers: Containers | None = None
    """Posture of the stack's containers."""
    security: Security | None = None
    """Security posture."""
    latency: Latency | None = None
    """Latency budgets."""
    monitoring: Monitoring | None = None
    """What watches it."""
    rollout: Rollout | None = None
    """Roll-out and rollback."""
    stack: Stack | None = None
    """Its compose files."""
    deployment: Deployment | None = None
    """How it is started."""
    required: tuple[RuleId, ...] = ()
    """Rules that must be selected, or the verdict is HOLD."""
    waivers: tuple[Waiver, ...] = ()
    """Failed rules that a person answers for."""
    demotions: tuple[Demotion, ...] = ()
    """Blockers that only advise here."""

    @model_validator(mode="after")
    def _limits_go_without_what_there_is(self) -> Contract:
        limits = self.security.limits if self.security else ()
        unknown = sorted({name for limit in limits for name in limit.without} - set(self.dependencies))
        if unknown:
            legal = ", ".join(self.dependencies) or "none: `dependencies` is absent"
            raise ValueError(f"security.limits.without names {', '.join(unknown)}; legal: {legal}")
        return self

    def promises(self, section: str) -> bool:
        """Whether the dotted section is there and not empty: ``health.liveness``."""
        return bool(self._promised(section))

    def lacks(self, section: str) -> str:
        """Say in the contract's own keys what it would have to have for a promise that it does not make."""
        words = words_of(section, self._promised(section))
        is_key = words.startswith("`") and words.count("`") == 2
        return f"the contract has no {words}" if is_key else f"the contract does not have {words}"

    def _promised(self, section: str) -> object:
        computed = PROMISES[section].made if section in PROMISES else None
        if computed:
            return computed(self)
        found: object = self
        for part in section.split("."):
            found = getattr(found, part, None)
        return found

    @property
    def hard_dependencies(self) -> dict[str, Dependency]:
        """Those without which no route works."""
        return {name: made for name, made in self.dependencies.items() if made.hard}

    @property
    def optional_dependencies(self) -> dict[str, Dependency]:
        """Those without which the service only degrades."""
        return {name: made for name, made in self.dependencies.items() if not made.hard}

    @property
    def guarded_dependencies(self) -> dict[str, Dependency]:
        """Those that can be asked without a credential."""
        return {name: made for name, made in self.dependencies.items() if made.anonymous}

    @property
    def networked_dependencies(self) -> dict[str, Dependency]:
        """Those that another container of their networks can ask without a credential."""
        found = self.guarded_dependencies.items()
        return {name: made for name, made in found if made.anonymous and made.anonymous.from_network}

    @property
    def paused_dependencies(self) -> dict[str, Dependency]:
        """Those that may be made to hang."""
        return {name: made for name, made in self.dependencies.items() if made.pause}

    @property
    def hung_hard_dependencies(self) -> dict[str, Dependency]:
        """Those that may be made to hang, and without which no route works."""
        return {name: made for name, made in self.hard_dependencies.items() if made.pause}

    @property
    def hung_optional_dependencies(self) -> dict[str, Dependency]:
        """Those that may be made to hang, and without which all works."""
        return {name: made for name, made in self.optional_dependencies.items() if made.pause}

    @property
    def read_only_hard_dependencies(self) -> dict[str, Dependency]:
        """Those that can be made to refuse writes, and without which no route works."""
        return {name: made for name, made in self.hard_dependencies.items() if made.read_only}

    @property
    def postgresql_dependencies(self) -> dict[str, PostgreSQL]:
        """Those that are PostgreSQL, and what is known of each."""
        return {name: made.postgresql for name, made in self.dependencies.items() if made.postgresql}

    @property
    def migrated_dependencies(self) -> dict[str, PostgreSQL]:
        """Those that the release is known to migrate."""
        return {name: made for name, made in self.postgresql_dependencies.items() if made.migration}

    @property
    def resumed_dependencies(self) -> dict[str, PostgreSQL]:
        """Those for which a migration that was cut short is finished by the next."""
        found = self.migrated_dependencies.items()
        return {name: made for name, made in found if made.migration and made.migration.resumes}

    def waiver_for(self, rule: str) -> Waiver | None:
        """Return the rule's waiver, if any."""
        return next((w for w in self.waivers if w.rule == rule), None)

    def demotion_for(self, rule: str) -> Demotion | None:
        """Return the rule's demotion, if any."""
        return next((d for d in self.demotions if d.rule == rule), None)

    @property
    def reverted_dependencies(self) -> dict[str, PostgreSQL]:
        """Those whose newest revision can be taken back."""
        found = self.migrated_dependencies.items()
        return {name: made for name, made in found if made.migration and made.migration.back}

    @property
    def locked_dependencies(self) -> dict[str, PostgreSQL]:
        """Those whose newest revision may lock large tables for a promised time."""
        found = self.reverted_dependencies.items()
        return {name: made for name, made in found if made.migration and made.migration.locks}
