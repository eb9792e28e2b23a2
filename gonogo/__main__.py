"""`python -m gonogo`: the command, whatever the shell's PATH says."""

import sys

from gonogo.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
