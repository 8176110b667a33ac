"""The habits of this code that a machine can keep: layering, sizes, names, locale keys, what may be included where.

Run from the root of the repository: python3 tests/style_test.py. Exit 1 with `file:line: reason` for each breach.
"""

import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LONGEST_FILE = 500
LONGEST_FUNCTION = 60
FORBIDDEN_NAMES = {"util", "utils", "helper", "helpers", "manager", "service", "common"}
PRIVATE_FILES = re.compile(r'#include "(\w+)/(store\.hpp|views/.*|pages\.hpp|handling\.hpp|perform\.hpp)"')
INCLUDE = re.compile(r'#include ["<]([^">]+)[">]')

breaches = []


def breach(path, line, reason):
    breaches.append(f"{path.relative_to(ROOT)}:{line}: {reason}")


def tracked(*patterns):
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def needs_of_folders():
    """Which folder may include which, from the one line each has in CMakeLists.txt."""
    direct = {}
    for match in re.finditer(r"^motcua_folder\((\w+)(?:\s+NEEDS\s+([\w\s]+?))?(?:\s+PACKAGES[^)]*)?\)", (ROOT / "CMakeLists.txt").read_text(), re.M):
        direct[match[1]] = set((match[2] or "").split())
    return direct


def check_includes(path, text, needs):
    folder = path.relative_to(ROOT / "src").parts[0] if (ROOT / "src") in path.parents else None
    for number, line in enumerate(text.splitlines(), 1):
        found = INCLUDE.search(line)
        if not found:
            continue
        name = found[1]
        if folder and folder in needs:
            other = name.split("/")[0]
            if other in needs and other != folder and other not in needs[folder]:
                breach(path, number, f"{folder} may not lean on {other}")
            private = PRIVATE_FILES.search(line)
            if private and private[1] != folder and private[1] not in ("html",) and folder != "app":
                breach(path, number, f"{name} is private to {private[1]}")
        if name in ("sqlite3.h", "libpq-fe.h") and folder not in ("db", None):
            breach(path, number, f"{name} belongs to src/db")
        if re.match(r"boost/(asio|beast)", name) and folder not in ("http", None) and not path.name.endswith("_test.cpp"):
            breach(path, number, f"{name} belongs to src/http")


def check_coroutines(path, text):
    if (ROOT / "src" / "http") in path.parents:
        return
    for number, line in enumerate(text.splitlines(), 1):
        if re.search(r"\bco_(await|return|yield)\b", line.split("//")[0]):
            breach(path, number, "coroutines live in src/http only")


def check_deadlines(path, text):
    """Deadlines are counted in src/deadline alone; the demo may use a calendar to invent when people work."""
    folder = path.relative_to(ROOT / "src").parts[0] if (ROOT / "src") in path.parents else None
    if folder in (None, "calendar", "deadline", "demo") or path.name.endswith("_test.cpp"):
        return
    for number, line in enumerate(text.splitlines(), 1):
        if re.search(r"\b(add_working_minutes|working_minutes_between|working_days_between|working_day|working_day_from|next_working|closing)\(", line):
            breach(path, number, "a deadline is counted in src/deadline only")


def check_sizes(path, text):
    lines = text.splitlines()
    if len(lines) > LONGEST_FILE:
        breach(path, len(lines), f"{len(lines)} lines; {LONGEST_FILE} at most")
    start = None
    for number, line in enumerate(lines, 1):
        opens = re.match(r"^[A-Za-z_].*\)\s*(const|noexcept|override|->.*)*\s*\{$", line) or (start is None and re.match(r"^\s+.*\)\s*(const)?\s*\{$", line) and lines[number - 2 if number > 1 else 0].startswith(tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")))
        if opens and not re.match(r"^(namespace|struct|class|enum|extern|TEST_CASE)", line):
            start = number
        if line == "}" and start is not None:
            if number - start + 1 > LONGEST_FUNCTION and not path.name.endswith("_test.cpp") and "stories" not in path.parts:
                breach(path, start, f"a function of {number - start + 1} lines; {LONGEST_FUNCTION} at most")
            start = None


def private_names(text):
    """What a file keeps to itself in `namespace {`: functions with the types of their parameters, types and values."""
    private = False
    lines = text.splitlines()
    for number, line in enumerate(lines):
        private = line == "namespace {" or (private and not line.startswith("} // namespace"))
        if not private or not line or line[0] in " }/#@)":
            continue
        if kind := re.match(r"(?:struct|class|enum class) (\w+)\b(?!.*\()", line):
            yield number + 1, kind[1]
        elif value := re.match(r"(?:constexpr|const|static)\b[^()]*?\b(\w+)(?:\{| = |\[)", line):
            yield number + 1, value[1]
        elif (function := re.match(r"[\w:<>,&*\[\] ]*?[ &*](\w+)\(", line)) and "=" not in function[0]:
            whole = " ".join(lines[number:number + 6])
            yield number + 1, f"{function[1]}({len(re.split(r',(?![^<(]*[>)])', whole[function.end():].split(') {')[0]))})"


def check_private_names(paths):
    """bin/test and bin/run compile the files of a folder together (cmake/domain.cmake)."""
    seen = {}
    for path in paths:
        text = path.read_text()
        if path.suffix != ".cpp" or path.name.endswith("_test.cpp") or path.parent.parent != ROOT / "src" or re.search(
                r"^(struct Row|using Kind)", text, re.M):
            continue
        for line, name in private_names(text):
            first = seen.setdefault((path.parent, name), path)
            if first != path:
                breach(path, line, f"{name.split('(')[0]} is private to {first.name} as well: share it or give it a name of its own")


def check_names(path):
    parts = path.relative_to(ROOT).parts
    for part in parts:
        if pathlib.Path(part).stem in FORBIDDEN_NAMES:
            breach(path, 1, f"a drawer named {part}")


def locale_of(code):
    sentences = {}
    for file in sorted((ROOT / "locales").glob(f"{code}.*.json")):
        for key, value in json.loads(file.read_text()).items():
            if key in sentences:
                breach(file, 1, f"key {key} stands twice")
            sentences[key] = value
    return sentences


def check_locales():
    vi, en = locale_of("vi"), locale_of("en")
    for key in sorted(vi.keys() ^ en.keys()):
        breach(ROOT / "locales", 1, f"key {key} stands in one language only")
    for key in sorted(vi.keys() & en.keys()):
        if set(re.findall(r"\{\d\}", vi[key])) != set(re.findall(r"\{\d\}", en[key])):
            breach(ROOT / "locales", 1, f"key {key} takes different arguments in the two languages")
    prefixes = {key.split(".")[0] for key in vi}
    whole = re.compile(r'"([a-z_]+(?:\.[a-z0-9_-]+)+)"')
    for path in tracked("src/*.cpp", "src/*.hpp"):
        if path.name.endswith("_test.cpp"):
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if "NOLINT" in line or line.strip().startswith(("//", "///", "{\"", "#include")):
                continue
            if not re.search(r"\b(say|sentence|refuse|refuse_field|field_error|note|Error|faults|errors_?)\b", line):
                continue
            for key in whole.findall(re.sub(r'enqueue\(tx, "[^"]*"', "", line)):  # the kind of a job is no sentence
                if key.split(".")[0] in prefixes and key not in vi:
                    breach(path, number, f"unknown locale key {key}")
    for path in tracked("src/*.html"):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            for key in re.findall(r"\{t ([a-z_]+(?:\.[a-z0-9_-]+)+)[ }]", line):
                if key not in vi:
                    breach(path, number, f"unknown locale key {key}")


def main():
    needs = needs_of_folders()
    check_private_names(tracked("src/*.cpp"))
    for path in tracked("src/*.cpp", "src/*.hpp", "tests/*.cpp", "tests/*.hpp"):
        text = path.read_text()
        check_includes(path, text, needs)
        check_coroutines(path, text)
        check_deadlines(path, text)
        check_sizes(path, text)
        check_names(path)
    check_locales()
    for line in breaches:
        print(line)
    print(f"style: {len(breaches)} breaches")
    sys.exit(1 if breaches else 0)


if __name__ == "__main__":
    main()
