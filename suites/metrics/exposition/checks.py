"""Read and check expositions: Prometheus' text format and OpenMetrics. Pure."""

from gonogo.suites.metrics.exposition.faults import Fault
from gonogo.suites.metrics.exposition.histograms import histogram_faults
from gonogo.suites.metrics.exposition.media import declared_format, listed
from gonogo.suites.metrics.exposition.openmetrics import openmetrics_faults
from gonogo.suites.metrics.exposition.read import Exposition, Metadata, read
from gonogo.suites.metrics.exposition.sample import MalformedError, Sample
from gonogo.suites.metrics.exposition.text import text_faults

__all__ = [
    "Exposition",
    "Fault",
    "MalformedError",
    "Metadata",
    "Sample",
    "declared_format",
    "histogram_faults",
    "listed",
    "openmetrics_faults",
    "read",
    "text_faults",
]
