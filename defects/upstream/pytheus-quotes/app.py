"""A shop that counts what is searched for, by the word, up to some words: pytheus writes the exposition."""

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from urllib.parse import parse_qs, urlsplit

from pytheus.exposition import generate_metrics
from pytheus.metrics import Counter

BEGAN = time.monotonic()
MOST = 8
searches = Counter("searches_total", "Searches by their word.", required_labels=["word"])
words = {"pen"}
searches.labels({"word": "pen"})


def search(query):
    """Count a search: words beyond the first few are all one."""
    word = (parse_qs(query, encoding="utf-8").get("q") or ["pen"])[0]
    if len(words) < MOST:
        words.add(word)
    searches.labels({"word": word if word in words else "other"}).inc()
    return {"found": 0}


class Handler(BaseHTTPRequestHandler):
    """Answers searches, and shows what was counted."""

    def version_string(self):
        """Tell nobody the version of Python."""
        return "shop"

    def log_message(self, *_):
        """Keep quiet."""

    def do_GET(self):
        """Answer one request."""
        path, query = urlsplit(self.path)[2:4]
        if path == "/metrics":
            return self.send(200, "text/plain; version=0.0.4; charset=utf-8", generate_metrics())
        now = {"version": version("pytheus"), "uptime_seconds": time.monotonic() - BEGAN}
        pages = {"/healthz": {"status": "pass"}, "/version": now}
        found = search(query) if path == "/search" else pages.get(path)
        text = json.dumps(found or {"detail": "not found"})
        return self.send(200 if found else 404, "application/json", text)

    def send(self, status, kind, text):
        """Send an answer."""
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
