"""What bin/bench does, in one run on one machine: the served program beside the barest thing that could do the same. The figures depend on
the machine; the ratios are what to look at and to compare between versions."""
import http.client
import json
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

BUILD = pathlib.Path(sys.argv[1])
SECONDS = int(sys.argv[2]) if len(sys.argv) > 2 else 8
DOSSIERS = int(sys.argv[3]) if len(sys.argv) > 3 else 50_000
CLIENTS = 64
HERE = pathlib.Path(__file__).parent
rows = []


def say(what, figure, unit, beside=""):
    rows.append((what, figure, unit, beside))
    print(f"{what:<58} {figure:>12} {unit:<8} {beside}", flush=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def load(port, path, clients=CLIENTS, seconds=SECONDS, words=()):
    done = subprocess.run(["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "-s", str(HERE / "wrk.lua"), "-H", "Accept-Encoding: gzip",
                           f"http://127.0.0.1:{port}{path}", "--", *words], capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout.strip().splitlines()[-1])
    if figures["errors"]:
        raise SystemExit(f"{path}: {figures['errors']} errors\n{done.stdout}")
    return figures


def memory_mb(process, name):
    for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) // 1024
    return 0


class Served:
    def __init__(self, data):
        self.port = free_port()
        start = time.monotonic()
        self.process = subprocess.Popen(
            [BUILD / "motcua", "serve", "--data", data, "--listen", f"127.0.0.1:{self.port}", "--requests-per-minute", "0",
             "--workers", str(CLIENTS)], stdout=subprocess.DEVNULL, stderr=(data / "log").open("a"))
        while not self.answers():
            time.sleep(0.002)
        self.start_ms = round((time.monotonic() - start) * 1000)

    def answers(self):
        try:
            return self.call("GET", "/health/ready")[0] == 200
        except OSError:
            return False

    def call(self, method, path, body=None, token=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def stop(self):
        self.process.terminate()
        self.process.wait()


def one(data, sql):
    with sqlite3.connect(f"file:{data / 'motcua.db'}?mode=ro", uri=True) as database:
        return database.execute(sql).fetchone()[0]


def bench_pages(data):
    hello_port = free_port()
    hello = subprocess.Popen([BUILD / "motcua_hello", str(hello_port)])
    served = Served(data)
    say("start, until the first request is answered", served.start_ms, "ms", f"{DOSSIERS} dossiers")
    campaign = one(data, "select id from campaign order by id desc limit 1")
    load(served.port, "/procedures/1.001193", seconds=1)
    for what, path in (("procedure page", "/procedures/1.001193"), ("search page", "/procedures?q=khai+sanh"),
                       ("campaign board, page", f"/campaigns/{campaign}"), ("campaign board, JSON", f"/api/v1/campaigns/{campaign}/board")):
        bare = load(hello_port, "/", seconds=max(2, SECONDS // 2))
        bare_rate = bare["requests"] / bare["seconds"]
        page = load(served.port, path)
        rate = page["requests"] / page["seconds"]
        say(what, f"{rate:.0f}", "req/s", f"{rate / bare_rate:.0%} of a bare hello ({bare_rate:.0f}); "
            f"p50 {page['p50_ms']:.1f} ms, p99 {page['p99_ms']:.1f} ms, {page['bytes'] // page['requests']} bytes")
    for what, path in (("campaign board, page, one client", f"/campaigns/{campaign}"),
                       ("campaign board, JSON, one client", f"/api/v1/campaigns/{campaign}/board")):
        page = load(served.port, path, clients=1, seconds=2)
        say(what, f"{page['p50_ms']:.2f}", "ms", f"p99 {page['p99_ms']:.2f} ms")
    say("memory, most so far", memory_mb(served.process, "VmHWM"), "MB")
    hello.kill()
    served.stop()


def submission(data):
    answers = {"dia_chi": "Thôn 3, xã Phước Tân, huyện Phú Riềng, tỉnh Bình Phước",
               "khach": [{"ho_ten": f"Nguyễn Văn {name}", "so_dinh_danh": "070190001234", "ly_do": "Thăm người thân trong dịp lễ",
                          "tu": time.strftime("%Y-%m-%d"), "den": time.strftime("%Y-%m-%d")} for name in ("An", "Bình", "Chín", "Dũng", "Én")]}
    unit = next(account["unit"] for account in json.loads((data / "accounts.json").read_text()) if account["role"] == "clerk")
    return json.dumps({"procedure": "2.001159", "unit": unit, "channel": "online", "answers": answers,
                       "owner": {"name": "Điểu Khánh", "citizen_number": "070190001234", "phone": "0912345678"}}, ensure_ascii=False)


def bench_submissions(data, folder):
    served = Served(data)
    citizen = next(account for account in json.loads((data / "accounts.json").read_text()) if account["role"] == "citizen")
    tokens = [json.loads(served.call("POST", "/api/v1/sessions", json.dumps({"login": citizen["login"], "password": citizen["password"]}))[1])["token"]
              for _ in range(8)]
    body = submission(data)
    status, answer = served.call("POST", "/api/v1/dossiers", body.encode(), tokens[0])
    if status != 201:
        raise SystemExit(f"{status} {answer.decode()}")
    (folder / "tokens").write_text("\n".join(tokens) + "\n")
    (folder / "body").write_text(body)
    load(served.port, "/api/v1/dossiers", seconds=1, words=(str(folder / "tokens"), str(folder / "body")))
    before = folder / "before.db"
    subprocess.run([BUILD / "motcua", "backup", "--data", data, before], check=True, capture_output=True)
    count = one(data, "select count(*) from dossier")
    figures = load(served.port, "/api/v1/dossiers", words=(str(folder / "tokens"), str(folder / "body")))
    kept = one(data, "select count(*) from dossier") - count
    peak = memory_mb(served.process, "VmHWM")
    served.stop()
    ceiling = float(subprocess.run([BUILD / "motcua_ceiling", before, data / "motcua.db", str(CLIENTS)], check=True, capture_output=True,
                                   text=True).stdout)
    rate = kept / figures["seconds"]
    say(f"submissions on disk, {CLIENTS} clients, {len(body.encode())} bytes each", f"{rate:.0f}", "/s",
        f"{rate / ceiling:.0%} of the ceiling; p50 {figures['p50_ms']:.1f} ms, p99 {figures['p99_ms']:.1f} ms")
    say(f"ceiling: the same rows, {CLIENTS} dossiers a commit, nothing else", f"{ceiling:.0f}", "/s")
    say("memory, most under submissions", peak, "MB")


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="motcua-bench-"))
    data = folder / "data"
    start = time.monotonic()
    subprocess.run([BUILD / "motcua", "demo", "--data", data, "--dossiers", str(DOSSIERS), "--build-only"], check=True, capture_output=True)
    say(f"demo of {DOSSIERS} dossiers", f"{time.monotonic() - start:.1f}", "s")
    try:
        bench_pages(data)
        bench_submissions(data, folder)
    finally:
        shutil.rmtree(folder)
    target = HERE / "results" / f"{time.strftime('%Y-%m-%d')}.tsv"
    target.write_text("what\tfigure\tunit\tbeside\n" + "".join("\t".join(map(str, row)) + "\n" for row in rows))


main()
