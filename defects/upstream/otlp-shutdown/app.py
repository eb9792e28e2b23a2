"""A shop that sends a span for each request by OTLP to a collector, which has too much to do."""

import json
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

BEGAN = time.monotonic()
SECONDS = 2  # for each batch of spans, all tries together


class Collector(BaseHTTPRequestHandler):
    """Asks everybody to come again later."""

    def log_message(self, *_):
        """Keep quiet."""

    def do_POST(self):
        """Take nothing."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(503)
        self.send_header("Content-Length", "0")
        self.end_headers()


class Shop(BaseHTTPRequestHandler):
    """Answers what is open."""

    timeout = 5

    def version_string(self):
        """Tell nobody the version of Python."""
        return "shop"

    def log_message(self, *_):
        """Keep quiet."""

    def do_GET(self):
        """Answer, and trace it."""
        with tracer.start_as_current_span("request"):
            now = {"version": version(PRODUCT), "uptime_seconds": time.monotonic() - BEGAN}
            pages = {"/": {"shop": "open"}, "/healthz": {"status": "pass"}, "/version": now}
            found = pages.get(self.path)
            body = json.dumps(found or {"detail": "not found"}).encode()
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)


def stop(*_):
    """Stop serving; what is left to send is sent as the process ends."""
    threading.Thread(target=shop.shutdown).start()


PRODUCT = "opentelemetry-exporter-otlp-proto-http"
collector = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
threading.Thread(target=collector.serve_forever, daemon=True).start()
provider = TracerProvider()
exporter = OTLPSpanExporter(f"http://127.0.0.1:{collector.server_port}/v1/traces", timeout=SECONDS)
provider.add_span_processor(BatchSpanProcessor(exporter, schedule_delay_millis=200))
tracer = provider.get_tracer("shop")
shop = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Shop)
signal.signal(signal.SIGTERM, stop)
shop.serve_forever()
