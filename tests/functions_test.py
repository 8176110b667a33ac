"""docs/functions.md names a page, an action and a test for each of the 31 functions. This sees that all of them are there."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
text = (ROOT / "docs/functions.md").read_text()
faults = []

routes = {tuple(line.split("\t")[0].split(" ", 1)) for line in (ROOT / "tests/stories/matrix.tsv").read_text().splitlines() if line[:1] not in ("#", "")}
for method, path in re.findall(r"`(GET|POST|DELETE) ([^`]+)`", text):
    if (method, path) not in routes:
        faults.append(f"no route {method} {path}")
for path in re.findall(r"`((?:src|tests|data|docs)/[^`]+)`", text):
    if not (ROOT / path).exists():
        faults.append(f"no file {path}")

functions = re.findall(r"^\*\*(CN\d\d) ", text, re.M)
if functions != [f"CN{number:02}" for number in range(1, 32)]:
    faults.append(f"the functions are not CN01 to CN31 in order: {functions}")
for name, body in re.findall(r"^\*\*(CN\d\d) (.*?)(?=^\*\*CN|^## |\Z)", text, re.M | re.S):
    if "Tests:" not in body and "*Later" not in body:
        faults.append(f"{name} names neither a test nor what waits for later")

for fault in faults:
    print(f"docs/functions.md: {fault}")
sys.exit(1 if faults else 0)
