"""Which service of a stack is the release, at which it is entered, and at which port each is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from gonogo.init.dependencies import is_proxy, known, known_by_base, known_by_name, product_of
from gonogo.init.dockerfile import Built, built
from gonogo.init.environment import environment_of
from gonogo.init.listening import by_neighbours, in_order
from gonogo.init.products import Known
from gonogo.init.services import (
    balanced,
    checked,
    exposed,
    filled,
    labels,
    own_values,
    ports,
    published,
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
_HELPERS = re.compile(
    r"(?:^|[-_])(?:adminer|pgadmin\d?|phpmyadmin|phppgadmin|pgweb|cloudbeaver|dbgate|mongo-express"
    r"|redis-commander|redisinsight|mailpit|mailhog|maildev|mailcatcher|inbucket|kafka-ui|kafdrop|akhq"
    r"|dozzle|watchtower|azurite|localstack|wiremock|mockserver|emulators?|fake-gcs-server|elasticmq|exporter)"
    r"(?:$|[-_])"
)
"""What a developer looks at a database with, or has in the place of what others run: no release."""
_COMMON = re.compile(r"(?:^|[-_])(?:config|discovery|registry|eureka|consul|nacos|zipkin|tracing)(?:$|[-_])")
"""Names of what every service of a stack asks, and no user."""
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

    def product(self, name: str) -> Known | None:
        """Return what is known of the product that a service is: by its image, its tag, or its Dockerfile."""
        return self._products[name]

    @cached_property
    def _products(self) -> dict[str, Known | None]:
        return {name: self._product(name, made) for name, made in self.services.items()}

    def _product(self, name: str, made: Mapping[str, Any]) -> Known | None:
        image = self._image(made)
        if found := known(image) or known_by_name(name, image):
            return found
        base = self.built(name)
        return known_by_base(name, base.stage.image) if base else None

    def helpers(self) -> list[str]:
        """Return what is no release beside a database: what looks at one, or stands for what others run."""
        if not any(self._products.values()):
            return []
        return [name for name, made in self.services.items() if self._is_helper(name, made)]

    def _is_helper(self, name: str, made: Mapping[str, Any]) -> bool:
        """Whether a service of somebody else is for a developer; what a profile alone starts may be, too."""
        if made.get("build") or self.product(name):
            return False
        is_aside = bool(made.get("profiles")) and not self._calls(name)
        return is_aside or bool(_HELPERS.search(product_of(self._image(made))))

    def entry(self, release: str) -> str:
        """Return the proxy that publishes a port, or what stands before the release; else itself.

        What is built from a proxy's image may as well serve pages alone: what says that it is one is first.
        What waits for the release stands before it where it is built here, or is the only way in. Where the
        release has a way in too, it is called by browsers themselves if there are several such, or if one
        names it at a port of this machine.
        """
        is_shut = not self._ports(self.services[release])
        called = self._called_by_browsers(release)
        others = {
            name: made
            for name, made in self.services.items()
            if name != release and self._ports(made) and not made.get("profiles")
        }
        said = (name for name, made in others.items() if is_proxy(name, made))
        proxies = [name for name in others if self._is_proxy(name)]
        before = [
            name
            for name, made in others.items()
            if (made.get("build") or is_shut) and release in waits_for(made) and not self._is_behind(name)
        ]
        if not is_shut and (called & {*before} or len({*before, *proxies}) > 1):
            before = proxies = []
        return next((name for each in (said, before, proxies) for name in each), release)

    def _called_by_browsers(self, release: str) -> set[str]:
        """Return services whose pages call the release at the port that it publishes on this machine."""
        stated = self.services[release].get("ports") or ()
        here = {port for one in stated if (port := published(one, self.values))}
        texts = {
            name: " ".join([*own_values(made, self.values).values(), *self._arguments(made)])
            for name, made in self.services.items()
            if name != release
        }
        return {
            name
            for name, text in texts.items()
            if any(re.search(rf"//(?:localhost|127\.0\.0\.1):{port}\b", text) for port in here)
        }

    def _arguments(self, made: Mapping[str, Any]) -> list[str]:
        build = made.get("build")
        stated = environment_of(build.get("args")) if isinstance(build, dict) else {}
        return [filled(value, self.values) for value in stated.values()]

    def port(self, name: str) -> tuple[int, bool]:
        """Return the container port of a service, and whether nothing says it."""
        made = self.services[name]
        found = [*in_order(made, self.values), *exposed(made, self.values), *balanced(made, self.values)]
        image = self.built(name)
        found += image.stage.ports if image else []
        own = checked(made, self.values)[0]
        found += [own] if own else []
        found += told(made, self.values)
        found += by_neighbours(name, self.services, self.values)
        return (found[0], False) if found else (_FALLBACK, True)

    def built(self, name: str) -> Built | None:
        """Return what the Dockerfile of a service says."""
        return built(self.services[name], self.folder, self.values)

    def _may_be_release(self, name: str, made: Mapping[str, Any]) -> bool:
        if self.product(name) or name in self.helpers():
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
            not ((made.get("build") and not self._is_tool(name)) or self._has_workers(name)),
            self._is_tool(name),
            not self._calls(name),
            not listens,
            name not in _NAMES,
            not self._is_namesake(made),
            bool(_COMMON.search(name)),
        )

    def _is_tool(self, name: str) -> bool:
        """Whether a service is, or is built from, what an application is watched with."""
        made, image = self.services[name], self.built(name)
        if made.get("build"):
            return bool(image and _TOOLS.search(product_of(image.stage.image)))
        return bool(_TOOLS.search(product_of(self._image(made))))

    def _is_namesake(self, made: Mapping[str, Any]) -> bool:
        """Whether an image has its publisher's name: `shop/shop` is the product, `shop/node` a part."""
        image = self._image(made)
        return product_of(image) in image.lower().split("/")[:-1]

    def _calls(self, name: str) -> bool:
        """Whether a service waits for a known product, or names one in its variables."""
        made = self.services[name]
        products = {each for each, found in self._products.items() if found} - {name}
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
