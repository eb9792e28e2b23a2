"""Read and check expositions: Prometheus' text format and OpenMetrics. Pure."""

from suites.metrics.exposition.faults import Fault
from suites.metrics.exposition.histograms import histogram_faults
from suites.metrics.exposition.media import declared_format, listed
from suites.metrics.exposition.openmetrics import openmetrics_faults
from suites.metrics.exposition.read import Exposition, Metadata, read
from suites.metrics.exposition.sample import MalformedError, Sample
from suites.metrics.exposition.text import text_faults

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
