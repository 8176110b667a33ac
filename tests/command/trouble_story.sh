#!/bin/sh
# A full disk, a lost database, a stopped mail server, without a restart: tests/command/trouble_story.sh build/quick/motcua
exec python3 "$(dirname "$0")/trouble_story.py" "$1"
