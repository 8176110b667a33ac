"""The program is killed in the middle of the work, again and again. Whatever it had said "received" to must still be there:
papers byte for byte, dossiers, acceptances; the database is whole, history and counters agree, and the jobs go on."""
import hashlib
import http.client
import os
import pathlib
import random
import shutil
import sqlite3
import sys
import tempfile
import threading
import time

from served import PASSWORD, Caller, House, Program, submission, unique_paper

ROUNDS = int(os.environ.get("MOTCUA_KILLS", "20"))
CITIZENS = 6

folder = pathlib.Path(tempfile.mkdtemp(prefix="motcua-kill-"))
sent_outside = folder / "sms"
house = House(sys.argv[1], folder, "--sms-folder", str(sent_outside), "--mail-folder", str(sent_outside))
data = house.data
unit = house.account("clerk")["unit"]


class Promises:
    """What the program said it has."""

    def __init__(self):
        self.lock = threading.Lock()
        self.papers = {}    # id: sha256
        self.dossiers = {}  # key: code
        self.accepted = set()
        self.requests = {}  # key: (caller, body): everything ever asked for, whether answered or not
        self.unanswered = 0

    def note(self, book, name, value):
        with self.lock:
            book[name] = value


promises = Promises()


def submit(citizen, key, body):
    status, answer = citizen.call("POST", "/api/v1/dossiers", body, key=key)
    if status not in (200, 201):
        raise SystemExit(f"dossier refused: {status} {answer}")
    before = promises.dossiers.get(key)
    if before not in (None, answer["code"]):
        raise SystemExit(f"one key, two dossiers: {before} {answer['code']}")
    promises.note(promises.dossiers, key, answer["code"])
    return answer["code"]


def one_dossier(citizen, clerk, key):
    content = unique_paper(key)
    status, paper = citizen.upload(content)
    if status != 201:
        raise SystemExit(f"paper refused: {status} {paper}")
    promises.note(promises.papers, paper["id"], hashlib.sha256(content).hexdigest())
    body = submission(unit, paper["id"])
    promises.note(promises.requests, key, (citizen, body))
    code = submit(citizen, key, body)
    status, answer = clerk.call("POST", f"/api/v1/dossiers/{code}/acceptance", '{"version": 1}')
    if status != 200:
        raise SystemExit(f"acceptance refused: {status} {answer}")
    with promises.lock:
        promises.accepted.add(code)


failures = []


def work_until_killed(citizen, clerk, name):
    count = 0
    while True:
        count += 1
        try:
            one_dossier(citizen, clerk, f"{name}-{count}")
        except (OSError, http.client.HTTPException):
            with promises.lock:
                promises.unanswered += 1
            return
        except SystemExit as wrong:
            failures.append(str(wrong))
            return


def ask_again():
    """Who got no answer asks again with the same key, as the app does: one dossier comes of it, not two and not none."""
    for key, (citizen, body) in list(promises.requests.items()):
        if key not in promises.dossiers:
            submit(citizen, key, body)


def check_promises(round_name):
    database = sqlite3.connect(f"file:{data / 'motcua.db'}?mode=ro", uri=True)
    state = dict(database.execute("select code, state from dossier"))
    for key, code in promises.dossiers.items():
        if code not in state:
            failures.append(f"{round_name}: {code} ({key}) was received and is gone")
    for code in promises.accepted:
        if state.get(code) != "accepted":
            failures.append(f"{round_name}: {code} was accepted and is {state.get(code)}")
    known = {str(id): sha for id, sha in database.execute("select id, sha256 from document")}
    for paper, sha in promises.papers.items():
        if known.get(paper) != sha:
            failures.append(f"{round_name}: paper {paper} is gone")
    if database.execute("pragma quick_check").fetchall() != [("ok",)]:
        failures.append(f"{round_name}: the database is broken")
    database.close()


def check_papers_on_disk():
    on_disk = {hashlib.sha256(file.read_bytes()).hexdigest() for file in (data / "papers").rglob("*") if file.is_file()}
    for paper, sha in promises.papers.items():
        if sha not in on_disk:
            failures.append(f"the bytes of paper {paper} are gone")


def let_leases_pass():
    """A killed worker's jobs come back when its lease of two minutes has passed; here they pass at once."""
    with sqlite3.connect(data / "motcua.db") as database:
        database.execute("update job set due_at = due_at - 120000 where state = 'waiting'")
    database.close()


def check_jobs_end():
    database = sqlite3.connect(f"file:{data / 'motcua.db'}?mode=ro", uri=True)
    open_jobs = "select count(*) from job where state = 'waiting' and due_at <= ? and kind like 'message.%'"
    for _ in range(200):
        waiting = database.execute(open_jobs, (int(time.time() * 1000) + 3_600_000,)).fetchone()[0]
        if waiting == 0:
            break
        time.sleep(0.3)
    dead = database.execute("select kind, reason from job where state = 'dead'").fetchall()
    if waiting or dead:
        failures.append(f"jobs: {waiting} still wait, dead: {dead[:3]}")
    # Each acceptance tells the owner by SMS and mail; a message sent twice is one file, as its name is that of its job.
    files = sum(1 for file in sent_outside.rglob("*") if file.is_file())
    if files < 2 * len(promises.accepted):
        failures.append(f"jobs: {files} messages for {len(promises.accepted)} acceptances")
    database.close()
    return files


logins = house.citizens(CITIZENS)
program = Program(house)
clerk = Caller(house, house.account("clerk")["login"], house.account("clerk")["password"])
citizens = [Caller(house, login, PASSWORD) for login in logins]
chance = random.Random(2022)
for round_number in range(1, ROUNDS + 1):
    workers = [threading.Thread(target=work_until_killed, args=(citizen, clerk, f"{round_number}-{number}"))
               for number, citizen in enumerate(citizens)]
    for worker in workers:
        worker.start()
    time.sleep(chance.uniform(0.1, 0.7))
    program.kill()
    for worker in workers:
        worker.join()
    if round_number == ROUNDS:
        let_leases_pass()
    program = Program(house)
    ask_again()
    check_promises(f"round {round_number}")
    if failures:
        break

messages = check_jobs_end()
check_papers_on_disk()
program.stop()
house.run("recount")
house.run("verify")
print(f"{ROUNDS} kills; {len(promises.papers)} papers, {len(promises.dossiers)} dossiers, {len(promises.accepted)} acceptances kept; "
      f"{promises.unanswered} callers cut off; {messages} messages sent")
if not promises.accepted:
    failures.append("nothing was accepted: this test saw nothing")
for failure in failures[:20]:
    print(failure)
shutil.rmtree(folder)
sys.exit(1 if failures else 0)
