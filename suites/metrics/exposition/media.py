"""The media types of an exposition, as Prometheus 3 reads them.

Source: Prometheus, "Scrape protocol content negotiation"; Go's mime.ParseMediaType, which refuses a
parameter without a value and one that is there twice.
"""

from __future__ import annotations

_FORMATS = {"text/plain": "text", "application/openmetrics-text": "openmetrics"}
_VERSIONS = {"text": ("0.0.4", "1.0.0"), "openmetrics": ("0.0.1", "1.0.0")}


def declared_format(content_type: str) -> str:
    """Return `text` or `openmetrics`, empty for anything else."""
    return _FORMATS.get(content_type.partition(";")[0].strip().lower(), "")


def listed(content_type: str) -> str:
    """Return what keeps a media type from being one of the listed, empty where nothing does."""
    declared = declared_format(content_type)
    if not declared:
        return "not a media type of an exposition" if content_type else "no Content-Type"
    pairs = [part.partition("=") for part in content_type.split(";")[1:] if part.strip()]
    parameters = {name.strip().lower(): value.strip(' "') for name, _, value in pairs}
    if len(parameters) < len(pairs) or not all(equals for _, equals, _ in pairs):
        return "a parameter without a value, or twice"
    version = parameters.get("version", "none")
    if declared == "text" and "version" not in parameters:
        return ""  # it is taken for the one version that everybody writes
    return "" if version in _VERSIONS[declared] else f"version: {version}"
