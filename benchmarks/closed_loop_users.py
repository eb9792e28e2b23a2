"""The usual Locust file: paced users that wait for each answer. The peer of `benchmarks.open_loop`."""

import os

from locust import FastHttpUser, constant_throughput, task


class PacedUser(FastHttpUser):
    """Ten requests a second, unless an answer is late."""

    wait_time = constant_throughput(10)
    host = os.environ["GONOGO_BENCH_URL"]

    @task
    def read(self) -> None:
        """One request."""
        self.client.get("/")
