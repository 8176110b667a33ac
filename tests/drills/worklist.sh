#!/bin/sh
# worklist   a million open dossiers on one desk: what a page of the work list costs, however it is filtered (some minutes, 4 GB of disk)
set -eu
exec python3 bench/worklist.py "$(dirname "$1")"
