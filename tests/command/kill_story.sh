#!/bin/sh
# kill -9 in the middle of the work, twenty times: tests/command/kill_story.sh build/quick/motcua
exec python3 "$(dirname "$0")/kill_story.py" "$1"
