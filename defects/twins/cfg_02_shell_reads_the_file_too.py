"""A file of settings with quotes is read by compose, and by who runs it from the makefile.

Good because: a shell reads it there, which takes quotes off as compose does.
Source: POSIX.1-2017, Shell Command Language, 2.2; row CFG-02.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_02_make_reads_the_file_too import brought
from proving.seed import Injection, Twin

TWIN = Twin("CFG-02", of="CFG-02-make-reads-the-file-too")


def inject(rng: Random) -> Injection:
    """Have a shell read it."""
    return brought(rng, "", "@set -a && . ./{path} && docker compose up --detach --wait")
