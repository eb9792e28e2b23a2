"""Exit 0 when this container's service is ready to serve, 1 with a reason when not. Standard library only.

The port is the first argument, UKP_PORT without one.
"""

import http.client
import os
import sys


def main() -> int:
    """Ask /health/ready once, within two seconds."""
    port = int(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("UKP_PORT", "8000"))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/health/ready")
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as problem:
        print(f"/health/ready did not answer: {type(problem).__name__}")
        return 1
    print(f"/health/ready answered {status}")
    return 0 if status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
