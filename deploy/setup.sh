#!/bin/sh
# Makes .venv beside this folder. `packages`: what requirements.lock names, by hash. `project`: gongkai itself, without network.
set -eu
cd "$(dirname "$0")/.."

newest_python() {
    for python in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
    echo "Python 3.11 or newer is needed, and none was found (PYTHON=/path/to/python names one)" >&2
    exit 2
}

can_make_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

# Debian ships the venv module as a package of its own.
install_venv() {
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "Python's venv module is missing; on Debian: apt-get install python3-venv" >&2
        exit 2
    fi
    echo "installing python3-venv (apt-get)"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
}

packages() {
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        python=$(newest_python)
        can_make_venv "$python" || install_venv
        echo "making .venv with $("$python" --version)"
        "$python" -m venv --clear .venv
    fi
    echo "installing the packages of requirements.lock into .venv"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
}

project() {
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
}

case "${1:-}" in
    packages | project) "$1" ;;
    *) echo "use: deploy/setup.sh packages|project" >&2; exit 2 ;;
esac
