"""Users of the reference service: readers, searchers and writers, mixed as they come where none is named.

    locust -f loadtests/journeys/users.py --host http://127.0.0.1:8000                  # on Locust's page
    locust -f loadtests/journeys/users.py --host … --headless -u 20 --run-time 1m Searcher
    locust -f loadtests/journeys/users.py,loadtests/journeys/spike.py --host … --headless

`GONOGO_READER_KEY` and `GONOGO_EDITOR_KEY` are the service's keys. Each user waits for an answer and then
thinks for a while, so that a slow service is asked less often; the latency gate's own load does not wait.
"""

import os
import random
import sys
import uuid
from typing import Any

from locust import FastHttpUser, between, events, task

from gonogo.loadtests.plan import PlanError
from gonogo.loadtests.targets import addresses_of

WORDS = ("release", "gate", "evidence", "canary", "budget", "latency", "rollback", "probe")
LISTED, KEPT = 50, 200


@events.init.add_listener  # type: ignore[untyped-decorator]
def refuse_a_foreign_host(environment: Any, **_others: Any) -> None:
    """Load goes to this machine alone, as the gate's does."""
    if environment.host:
        try:
            addresses_of(environment.host)
        except PlanError as refused:
            sys.exit(f"load refused: {refused}")


def tag_of(answer: Any) -> str:
    """The version of an article that was answered."""
    return str(answer.headers.get("ETag", ""))


class Person(FastHttpUser):
    """Somebody with a key, who thinks for about a second."""

    abstract = True
    insecure = False
    wait_time = between(0.5, 1.5)
    key = "GONOGO_READER_KEY"

    def __init__(self, environment: Any) -> None:
        super().__init__(environment)
        addresses_of(str(self.host))  # the page may have named another one
        self.headers = {"Authorization": f"Bearer {os.environ.get(self.key, '')}"}
        self.chance = random.Random()  # noqa: S311 - what people want next is no secret


class Reader(Person):
    """Lists articles and reads some of them; asks again for one that it has, which is 304."""

    weight = 6

    def on_start(self) -> None:
        """Look what there is."""
        self.ids: list[int] = []
        self.seen: dict[int, str] = {}
        self.list_articles()

    @task(3)
    def list_articles(self) -> None:
        """A page of them."""
        answer = self.client.get(f"/articles?limit={LISTED}", headers=self.headers, name="list")
        if answer.status_code == 200:
            self.ids = [item["id"] for item in answer.json()["items"]]

    @task(7)
    def read_article(self) -> None:
        """One of the page."""
        if not self.ids:
            return
        wanted = self.chance.choice(self.ids)
        known = {"If-None-Match": self.seen[wanted]} if wanted in self.seen else {}
        answer = self.client.get(f"/articles/{wanted}", headers=self.headers | known, name="read")
        if answer.status_code == 200:
            self.seen[wanted] = tag_of(answer)


class Searcher(Person):
    """Searches for a word, and then for two."""

    weight = 3

    @task
    def search(self) -> None:
        """What people look for."""
        words = self.chance.sample(WORDS, self.chance.choice((1, 1, 2)))
        self.client.get(f"/search?q={'+'.join(words)}", headers=self.headers, name="search")


class Writer(Person):
    """Writes articles, mends one, and throws the oldest away once there are many."""

    weight = 1
    key = "GONOGO_EDITOR_KEY"

    def on_start(self) -> None:
        """Begin with nothing."""
        self.own: list[tuple[int, str]] = []

    @task(3)
    def create(self) -> None:
        """A new one."""
        answer = self.client.post("/articles", json=self._text(), headers=self.headers, name="create")
        if answer.status_code == 201:
            self.own.append((answer.json()["id"], tag_of(answer)))
        if len(self.own) > KEPT:
            number, tag = self.own.pop(0)
            self.client.delete(f"/articles/{number}", headers=self.headers | {"If-Match": tag}, name="delete")

    @task(1)
    def replace(self) -> None:
        """The last one, from the version that it has."""
        if not self.own:
            return
        number, tag = self.own.pop()
        terms = self.headers | {"If-Match": tag}
        answer = self.client.put(f"/articles/{number}", json=self._text(), headers=terms, name="replace")
        if answer.status_code == 200:
            self.own.append((number, tag_of(answer)))

    def _text(self) -> dict[str, str]:
        words = " ".join(self.chance.sample(WORDS, 3))
        return {"title": f"On {words} {uuid.uuid4().hex[:8]}", "body": f"What there is to say on {words}."}
