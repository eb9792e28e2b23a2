#!/bin/sh
# A .venv whose Python runs: the one that is there, or a new one. What goes into it is `python -m deploy.setup`'s business.
set -eu
cd "$(dirname "$0")/../.."

works() { .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && [ -x .venv/bin/pip ]; }

suitable() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        if suitable "$python"; then echo "$python"; return; fi
    done
}

install() { # packages
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "setup  python    Python 3.11 or newer with its venv module is needed: install $*, then try again." >&2
        exit 1
    fi
    echo "setup  python    installing $*"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends "$@" >/dev/null
}

# Copies of one tree, such as a pipeline's jobs on one machine, share what is installed: GONOGO_VENV says where.
if [ -n "${GONOGO_VENV:-}" ] && [ ! -e .venv ]; then
    mkdir -p "$GONOGO_VENV"
    ln -sfn "$GONOGO_VENV" .venv
fi
works && exit 0
[ -n "$(find_python)" ] || install python3 python3-venv
python=$(find_python)
if [ -z "$python" ]; then
    echo "setup  python    this system's Python is older than 3.11: install a newer one, then try again." >&2
    exit 1
fi
"$python" -c 'import ensurepip, venv' 2>/dev/null || install python3-venv
home=.venv
if [ -L .venv ]; then home=$(readlink .venv); else rm -rf .venv; fi  # venv makes nothing where a link stands
"$python" -m venv --clear "$home"
echo "setup  python    made .venv with $("$python" --version)"
