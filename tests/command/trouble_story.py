"""What the program stands on breaks while it serves: the disk is full, the mail server stops, PostgreSQL is gone. Whoever comes meanwhile is
told what to do now, nothing that was acknowledged is lost, and when the trouble is over the same program goes on without a restart."""
import contextlib
import email
import os
import pathlib
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

from served import PASSWORD, Caller, House, Program, submission, unique_paper

ROOT = pathlib.Path(__file__).parents[2]
failures = []


def check(holds, words):
    if not holds:
        failures.append(words)


def sent(citizen, house, key):
    """A whole submission; the status it ends with, and the answer."""
    status, paper = citizen.upload(unique_paper(key))
    if status != 201:
        return status, paper
    return citizen.call("POST", "/api/v1/dossiers", submission(house.account("clerk")["unit"], paper["id"]), key=key)


def looks_kind(page):
    return "<h1" in page and "vẫn còn nguyên" in page


def wait_until(holds, seconds=30):
    for _ in range(seconds * 10):
        if holds():
            return True
        time.sleep(0.1)
    return False


@contextlib.contextmanager
def full_disk(program):
    """No file of the program may grow beyond what it has: to a program this is a full disk."""
    before = resource.prlimit(program.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(program.process.pid, resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        yield
    finally:
        resource.prlimit(program.process.pid, resource.RLIMIT_FSIZE, before)


def story_of_a_full_disk(folder):
    house = House(sys.argv[1], folder)
    login = house.citizens(1)[0]
    program = Program(house)
    citizen = Caller(house, login, PASSWORD)
    status, dossier = sent(citizen, house, "before")
    check(status == 201, f"before the disk was full: {status} {dossier}")
    paper = citizen.upload()[1]["id"]
    body = submission(house.account("clerk")["unit"], paper)
    with full_disk(program):
        status, answer = citizen.upload(unique_paper("large", 100_000))
        check(status == 503, f"a paper on a full disk: {status} {answer}")
        status, answer = citizen.call("POST", "/api/v1/dossiers", body, key="during")
        check(status == 503 and answer["status"] == 503, f"a dossier on a full disk: {status} {answer}")
        status, page = citizen.call("GET", "/procedures")
        check(status == 200, f"reading on a full disk: {status}")
        status, found = citizen.call("GET", f"/api/v1/dossiers/{dossier['code']}")
        check(status == 200 and found["state"] == "submitted", f"an old dossier on a full disk: {status} {found}")
    status, again = citizen.call("POST", "/api/v1/dossiers", body, key="during")
    check(status == 201, f"after there was room again: {status} {again}")
    check(sent(citizen, house, "after")[0] == 201, "a new dossier after there was room again")
    program.stop()
    house.run("recount")
    house.run("verify")


def postgres(action, place):
    return subprocess.run([ROOT / "bin/postgres", action, place], check=True, capture_output=True, text=True).stdout.strip()


def story_of_a_lost_database(folder):
    place = folder / "postgres"
    os.chmod(folder, 0o755)
    house = House(sys.argv[1], folder, "--database", postgres("start", place))
    login = house.citizens(1)[0]
    program = Program(house)
    try:
        citizen = Caller(house, login, PASSWORD)
        status, dossier = sent(citizen, house, "before")
        check(status == 201, f"before the database was lost: {status} {dossier}")
        paper = citizen.upload()[1]["id"]
        body = submission(house.account("clerk")["unit"], paper)
        postgres("stop", place)
        status, answer = citizen.call("POST", "/api/v1/dossiers", body, key="during")
        check(status == 503 and answer["status"] == 503, f"a dossier without a database: {status} {answer}")
        status, page = citizen.call("GET", "/campaigns")
        check(status == 503 and looks_kind(page), f"a page without a database: {status} {page[:200]}")
        check(citizen.call("GET", "/health/ready")[0] == 503, "/health/ready without a database")
        check(citizen.call("GET", "/health/live")[0] == 200, "/health/live without a database")
        check("motcua_database_up 0" in citizen.call("GET", "/metrics")[1], "/metrics without a database")
        postgres("start", place)
        check(wait_until(lambda: citizen.call("GET", "/health/ready")[0] == 200), "ready again")
        status, again = citizen.call("POST", "/api/v1/dossiers", body, key="during")
        check(status in (200, 201), f"after the database was back: {status} {again}")
        status, found = citizen.call("GET", f"/api/v1/dossiers/{dossier['code']}")
        check(status == 200 and found["state"] == "submitted", f"an old dossier after it: {status} {found}")
        program.stop()
        house.run("recount")
        house.run("verify")
    finally:
        postgres("stop", place)


def text_of(mail):
    parts = [part.get_payload(decode=True) for part in email.message_from_bytes(mail).walk() if not part.is_multipart()]
    return b"".join(parts).decode()


class MailServer:
    """As much SMTP as takes a mail. Real enough to be talked to, and it can be stopped."""

    def __init__(self, port=0):
        self.socket = socket.create_server(("127.0.0.1", port))
        self.port = self.socket.getsockname()[1]
        self.mails = []
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        with contextlib.suppress(OSError):
            while True:
                caller = self.socket.accept()[0]
                threading.Thread(target=self.talk, args=(caller,), daemon=True).start()

    def talk(self, caller):
        with caller, caller.makefile("rwb") as lines:
            def say(words):
                lines.write(words + b"\r\n")
                lines.flush()
            say(b"220 ready")
            for line in lines:
                word = line[:4].upper()
                if word == b"DATA":
                    say(b"354 go on")
                    self.mails.append(b"".join(iter(lines.readline, b".\r\n")))
                say(b"221 bye" if word == b"QUIT" else b"250 ok")
                if word == b"QUIT":
                    return

    def stop(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()


def story_of_a_stopped_mail_server(folder):
    server = MailServer()
    port = server.port
    server.stop()
    house = House(sys.argv[1], folder, "--smtp-url", f"smtp://127.0.0.1:{port}", "--smtp-starttls", "no", "--smtp-from", "motcua@example.org")
    login = house.citizens(1)[0]
    program = Program(house)
    citizen = Caller(house, login, PASSWORD)
    status, dossier = sent(citizen, house, "unmailed")
    check(status == 201, f"a dossier without a mail server: {status} {dossier}")
    time.sleep(1)
    server = MailServer(port)
    arrived = wait_until(lambda: any(dossier["code"] in text_of(mail) for mail in server.mails), 40)
    check(arrived, f"the mail of {dossier['code']} did not come after the server was back")
    program.stop()


for story in (story_of_a_full_disk, story_of_a_lost_database, story_of_a_stopped_mail_server):
    place = pathlib.Path(tempfile.mkdtemp(prefix="motcua-trouble-"))
    story(place)
    shutil.rmtree(place)
    print(f"{story.__name__}: {len(failures)} faults so far")
for failure in failures:
    print(failure)
sys.exit(1 if failures else 0)
