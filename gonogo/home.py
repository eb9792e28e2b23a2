"""Where the gate's own files lie: installed, or in a checkout, where four of its folders are links."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
HOME = PACKAGE.parent
"""The folder in which `import gonogo` is found."""

SUITES = (PACKAGE / "suites").resolve()
IN_CHECKOUT = (HOME / "suites").resolve() == SUITES
ROOT = HOME if IN_CHECKOUT else PACKAGE
"""The folder to which a rule's test id is relative: the checkout, or the installed package."""
