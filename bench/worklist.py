"""What bin/drill worklist does: one unit with a million open dossiers, and what its officer waits for a page of the work list, however it is
filtered. The dossiers are the demo's; only their state, desk and promise are made those of one huge backlog, straight in the database."""
import http.client
import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse

HERE = pathlib.Path(__file__).parent
BUILD = pathlib.Path(sys.argv[1])
DOSSIERS = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
ROUNDS = 200


def pile_up(data, clerk):
    """All of it waits at the clerk's unit: half late, promises spread over two months, a thousandth given to the clerk."""
    with sqlite3.connect(data / "motcua.db") as database:
        unit, = database.execute("select id from unit where identifier = ?", (clerk["unit"],)).fetchone()
        account, = database.execute("select account from role_grant where unit = ? and role = 'clerk' limit 1", (unit,)).fetchone()
        now, month = int(time.time() * 1000), 30 * 86_400_000
        database.execute(
            "update dossier set desk_unit_id = ?, state = case when id % 5 = 0 then 'submitted' when id % 7 = 0 then 'accepted' else 'in_process' end, "
            "urgent_at = ? + (abs(id * 2654435761) % ?), assignee = case when id % 1000 = 0 then ? else assignee end",
            (unit, now - month, 2 * month, account))
    return unit


class Desk:
    def __init__(self, data):
        self.port = 8223
        self.process = subprocess.Popen([BUILD / "motcua", "serve", "--data", data, "--listen", f"127.0.0.1:{self.port}", "--requests-per-minute", "0"],
                                        stdout=subprocess.DEVNULL, stderr=(data / "log").open("a"))
        self.cookie = ""
        while True:
            try:
                if self.ask("GET", "/health/ready")[0] == 200:
                    return
            except OSError:
                time.sleep(0.01)

    def ask(self, method, path, form=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Cookie": self.cookie, "Accept": "text/html"}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        start = time.perf_counter()
        connection.request(method, path, urllib.parse.urlencode(form) if form else None, headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        spent = (time.perf_counter() - start) * 1000
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            kept = dict(part.split("=", 1) for part in self.cookie.split("; ") if part) | {name: value}
            self.cookie = "; ".join(f"{name}={value}" for name, value in kept.items())
        return answer.status, body, spent

    def sign_in(self, account):
        page = self.ask("GET", "/sign-in")[1]
        token = page.split('name="csrf" value="')[1].split('"')[0]
        status = self.ask("POST", "/sign-in", {"csrf": token, "login": account["login"], "password": account["password"]})[0]
        if status not in (302, 303):
            raise SystemExit(f"sign-in: {status}")


def measure(desk, what, path):
    status, body, first = desk.ask("GET", path)
    if status != 200:
        raise SystemExit(f"{path}: {status}")
    times = sorted(desk.ask("GET", path)[2] for _ in range(ROUNDS))
    row = (what, f"{times[ROUNDS // 2]:.1f}", "ms", f"p99 {times[ROUNDS * 99 // 100 - 1]:.1f} ms; {first:.1f} ms the first time; {body.count('/dossiers/')} dossiers on it")
    print("\t".join(row), flush=True)
    return row, body


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="motcua-worklist-"))
    data = folder / "data"
    try:
        subprocess.run([BUILD / "motcua", "demo", "--data", data, "--dossiers", str(DOSSIERS), "--build-only"], check=True, capture_output=True)
        clerk = next(one for one in json.loads((data / "accounts.json").read_text()) if one["role"] == "clerk")
        pile_up(data, clerk)
        desk = Desk(data)
        desk.sign_in(clerk)
        rows = [(f"open dossiers on one desk, SQLite", f"{DOSSIERS}", "", "")]
        row, body = measure(desk, "work list, first page", "/desk")
        rows.append(row)
        following = body.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&") if 'rel="next"' in body else ""
        for what, path in (("the page after it", following), ("one state", "/desk?state=accepted"), ("one procedure", "/desk?procedure=2.001159"),
                           ("what was given to me", "/desk?mine=1"), ("state and procedure", "/desk?state=accepted&procedure=2.001159")):
            if path:
                rows.append(measure(desk, what, path)[0])
        desk.process.terminate()
        desk.process.wait()
    finally:
        shutil.rmtree(folder)
    target = HERE / "results" / f"{time.strftime('%Y-%m-%d')}-worklist.tsv"
    target.write_text("what\tfigure\tunit\tbeside\n" + "".join("\t".join(row) + "\n" for row in rows))


main()
