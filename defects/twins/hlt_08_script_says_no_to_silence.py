"""The health check is a script of the image that keeps the status it was told, and looks at it afterwards.

Good because: where nobody answers, nothing was told, and nothing is not 200.
Source: bash(1), Redirection (`/dev/tcp`); row HLT-08.
"""

from __future__ import annotations

from random import Random

from defects.config.hlt_08_script_takes_silence_for_well import healthy
from proving.seed import Injection, Twin

TWIN = Twin("HLT-08", of="HLT-08-script-takes-silence-for-well")


def inject(rng: Random) -> Injection:
    """Ask without any program, and say yes to 200 alone."""
    name = rng.choice(["code", "answer", "status", "said"])
    return healthy(
        "#!/bin/bash\n"
        "# The process is ready to serve: healthy [PORT], UKP_PORT without one.\n"
        'exec 3<>"/dev/tcp/127.0.0.1/${1:-${UKP_PORT:-8000}}" || exit 1\n'
        "printf 'GET /health/ready HTTP/1.0\\r\\nHost: 127.0.0.1\\r\\n\\r\\n' >&3\n"
        f"{name}=$(head -n 1 <&3 | cut -d ' ' -f 2)\n"
        f'[ "${name}" = 200 ]\n'
    )
