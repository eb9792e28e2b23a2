"""How gunicorn serves it: a few processes with threads, one exposition for all of them."""

import os
import shutil

from prometheus_client import multiprocess

bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 8
timeout = 30
# Less than what a container is given to stop: a request whose client went away can keep a worker until this is over.
graceful_timeout = 10
keepalive = 5
worker_tmp_dir = "/dev/shm"
accesslog = None
control_socket_disable = True


def on_starting(_server):
    """Begin with no counts: those of a container before this one are not ours."""
    folder = os.environ["PROMETHEUS_MULTIPROC_DIR"]
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)


def child_exit(_server, worker):
    """Drop the gauges of a worker that is gone; its counts stay."""
    multiprocess.mark_process_dead(worker.pid)
