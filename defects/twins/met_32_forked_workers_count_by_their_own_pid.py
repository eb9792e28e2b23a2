"""The application is made once, with all of its series, and the workers are forked from that process.

Good because: the library looks at each count whether it is in the process that it was in before, and begins a
file of the new one where it is not; what the parent has is zero, and adds nothing.
Source: prometheus/client_python#127, #173 (values keep the number of the process that imported them), mended
by #192 and #328; gunicorn, `preload_app`.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Injection, Twin

TWIN = Twin("MET-32", of="MET-26-workers-without-multiprocess-mode")
_IMPORTED = "import functools\nimport multiprocessing\nimport os\nimport signal\nimport socket\n"
_WORKER = '''class Worker(Process):
    """A process with a server that drains."""
'''
_FORKED = '''class Worker(Process):
    """A process with a server that drains, forked from one that has the application already."""

    def __init__(self, config: uvicorn.Config, sockets: list[socket.socket]) -> None:
        super().__init__(config, sockets)
        self.process = _fork.Process(target=self._begin, args=(sockets,))

    def _begin(self, sockets: list[socket.socket]) -> None:
        """Leave the supervisor's signals, and serve."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        self.target(sockets)
'''
_MADE = "def application() -> object:\n"
_DIRECTORY = "        os.environ[DIRECTORY_VARIABLE] = directory\n"
_LIFECYCLE = "_lifecycle = Lifecycle()\n"


def inject(rng: Random) -> Injection:
    """Fork a few."""
    workers = str(rng.randrange(2, 4))
    preloaded = f"{_DIRECTORY}        application()  # before the workers, which find it made\n"
    source = edited(
        "app/workers.py",
        ("import os\nimport socket\n", _IMPORTED),
        (_LIFECYCLE, f'{_LIFECYCLE}_fork = multiprocessing.get_context("fork")\n'),
        (_MADE, f"@functools.cache\n{_MADE}"),
        (_WORKER, _FORKED),
        (_DIRECTORY, preloaded),
    )
    return Injection(fact=workers, environment={"WEB_CONCURRENCY": workers}, source=source)
