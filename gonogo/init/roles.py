"""Which service of a stack is the release, at which it is entered, and at which port each is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gonogo.init.dependencies import is_proxy, known, product_of
from gonogo.init.dockerfile import Built, built
from gonogo.init.environment import environment_of
from gonogo.init.services import (
    balanced,
    checked,
    exposed,
    filled,
    labels,
    own_values,
    ports,
    told,
    waits_for,
    words_of,
)

_NAMES = ("app", "web", "api", "server", "backend", "service")
_LAST = re.compile(r"worker|celery|sidekiq|scheduler|migrat|\b(?:beat|cron)", re.IGNORECASE)
# an option of a server (`--workers`) and a class of its workers (`uvicorn.workers.…`) make nothing a worker
_COMMANDS = re.compile(r"(?<![\w.-])(?:worker|beat|celery|sidekiq|scheduler|cron|migrat)", re.IGNORECASE)
_TOOLS = re.compile(
    r"adminer|admin|mailpit|mailhog|maildev|mailcatcher|grafana|prometheus|jaeger|loki|portainer|dozzle"
    r"|watchtower|flower|express|commander|insight|exporter|swagger-ui|localstack|keycloak"
)
_ENDS = "completed_successfully"
_FALLBACK = 8000


@dataclass(frozen=True)
class Roles:
    """The services of a folder's stack; ``values`` are of its variables, as far as files state them."""

    services: Mapping[str, Mapping[str, Any]]
    folder: Path
    values: Mapping[str, str]

    def release(self) -> str | None:
        """Return the service that is the release, None where no service may be.

        It is no proxy, is built here or is what its workers run as well, calls a database, has a port, and
        a usual name.
        """
        candidates = [name for name, made in self.services.items() if self._may_be_release(name, made)]
        return min(candidates, key=self._rank, default=None)

    def entry(self, release: str) -> str:
        """Return the proxy that publishes a port, or what stands before the release; else itself.

        What is built from a proxy's image may as well serve pages alone: what says that it is one is first.
        What waits for the release stands before it where it is built here, or is the only way in.
        """
        is_shut = not self._ports(self.services[release])
        others = {
            name: made
            for name, made in self.services.items()
            if name != release and self._ports(made) and not made.get("profiles")
        }
        said = (name for name, made in others.items() if is_proxy(name, made))
        proxies = (name for name in others if self._is_proxy(name))
        before = (
            name
            for name, made in others.items()
            if (made.get("build") or is_shut) and release in waits_for(made) and not self._is_behind(name)
        )
        return next((name for each in (said, before, proxies) for name in each), release)

    def port(self, name: str) -> tuple[int, bool]:
        """Return the container port of a service, and whether nothing says it."""
        made = self.services[name]
        found = [*self._own(made), *exposed(made, self.values), *balanced(made, self.values)]
        image = self.built(name)
        found += image.stage.ports if image else []
        own = checked(made, self.values)[0]
        found += [own] if own else []
        found += told(made, self.values)
        return (found[0], False) if found else (_FALLBACK, True)

    def _own(self, made: Mapping[str, Any]) -> list[int]:
        """Return the ports that a service publishes; of several those first that its own variables name."""
        said = " ".join(own_values(made, self.values).values())
        return sorted(self._ports(made), key=lambda port: not re.search(rf":{port}\b", said))

    def built(self, name: str) -> Built | None:
        """Return what the Dockerfile of a service says."""
        return built(self.services[name], self.folder, self.values)

    def _may_be_release(self, name: str, made: Mapping[str, Any]) -> bool:
        if known(self._image(made)):
            return False
        listens = self._ports(made) or made.get("expose") or any("traefik" in key for key in labels(made))
        return bool(made.get("build") or listens or name in self._behind_proxies() or self._calls(name))

    def _behind_proxies(self) -> set[str]:
        proxies = (made for name, made in self.services.items() if self._is_proxy(name))
        return {name for made in proxies for name in waits_for(made)}

    def _rank(self, name: str) -> tuple[bool, ...]:
        made = self.services[name]
        asked = checked(made, self.values)[0]
        listens = bool(self._ports(made) or asked or made.get("expose") or labels(made))
        return (
            self._is_behind(name),
            self._is_proxy(name),
            bool(made.get("profiles")),
            not (made.get("build") or self._has_workers(name)),
            bool(_TOOLS.search(product_of(self._image(made)))) and not made.get("build"),
            not self._calls(name),
            not listens,
            name not in _NAMES,
            not self._is_namesake(made),
        )

    def _is_namesake(self, made: Mapping[str, Any]) -> bool:
        """Whether an image has its publisher's name: `shop/shop` is the product, `shop/node` a part."""
        image = self._image(made)
        return product_of(image) in image.lower().split("/")[:-1]

    def _calls(self, name: str) -> bool:
        """Whether a service waits for a known product, or names one in its variables."""
        made = self.services[name]
        products = {each for each, other in self.services.items() if known(self._image(other))} - {name}
        hosts = set(re.findall(r"[\w-]+", " ".join(environment_of(made.get("environment")).values())))
        return bool(products & {*waits_for(made), *hosts})

    def _has_workers(self, name: str) -> bool:
        """Whether a service that works without being asked runs what this one runs."""
        made = self.services[name]
        own = self._image(made) or made.get("build")
        others = (each for each in self.services if each != name and self._is_behind(each))
        return bool(own) and any(
            own in (self._image(o), o.get("build")) for o in map(self.services.get, others) if o
        )

    def _is_behind(self, name: str) -> bool:
        """Whether a service works without being asked: by its name, or by the last of its commands."""
        made = self.services[name]
        if any(_ENDS in str(waits_for(each).get(name)) for each in self.services.values()):
            return True
        command = f"{words_of(made.get('entrypoint'))} {words_of(made.get('command'))}"
        last = re.split(r"&&|;", command)[-1]
        return bool(_LAST.search(name.replace("_", "-")) or _COMMANDS.search(last))

    def _is_proxy(self, name: str) -> bool:
        """Whether a service is one, or is built from the image of one."""
        made, image = self.services[name], self.built(name)
        return is_proxy(name, made) or bool(image and is_proxy("", {"image": image.stage.image}))

    def _ports(self, made: Mapping[str, Any]) -> list[int]:
        return ports(made, self.values)

    def _image(self, made: Mapping[str, Any]) -> str:
        return filled(made.get("image", ""), self.values)
