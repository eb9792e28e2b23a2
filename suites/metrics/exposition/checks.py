"""Read and check expositions: Prometheus' text format and OpenMetrics. Pure."""

from gonogo.suites.metrics.exposition.advice import advice, misread
from gonogo.suites.metrics.exposition.faults import Fault
from gonogo.suites.metrics.exposition.histograms import histogram_faults
from gonogo.suites.metrics.exposition.media import declared_format, unreadable, unversioned, utf8_names
from gonogo.suites.metrics.exposition.openmetrics import openmetrics_faults
from gonogo.suites.metrics.exposition.read import Exposition, read
from gonogo.suites.metrics.exposition.sample import Sample
from gonogo.suites.metrics.exposition.text import text_faults

__all__ = [
    "Exposition",
    "Fault",
    "Sample",
    "advice",
    "declared_format",
    "histogram_faults",
    "misread",
    "openmetrics_faults",
    "read",
    "text_faults",
    "unreadable",
    "unversioned",
    "utf8_names",
]
