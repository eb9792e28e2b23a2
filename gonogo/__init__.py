"""The release gate that says GO, NO-GO or HOLD, with evidence."""

__version__ = "0.1.0"
