"""The served program and those who call it, for the stories beside this file."""
import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import threading

PROCEDURE = "1.002211"  # one form, one paper, decided at the commune
ANSWERS = {"thon": "Thôn 3", "danh_sach": [{"ho_ten": "Điểu Khánh", "ngay_sinh": "1980", "gioi_tinh": "Nam"}]}
PASSWORD = "ba con da lam xong 2022"
PAPER = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class House:
    """A demonstration in a folder, with the settings it is served with."""

    def __init__(self, program, folder, *settings):
        self.program = program
        self.folder = pathlib.Path(folder)
        self.data = self.folder / "data"
        self.settings = settings
        self.port = free_port()
        self.run("demo", "--dossiers", "100", "--build-only")
        self.accounts = json.loads((self.data / "accounts.json").read_text())

    def run(self, *words):
        place = [word for name, word in zip(self.settings[::2], self.settings[1::2]) if name == "--database" for word in (name, word)]
        done = subprocess.run([self.program, *words, "--data", str(self.data), *place], capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"motcua {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def account(self, role):
        return next(one for one in self.accounts if one["role"] == role)

    def citizens(self, count):
        """Logins of new citizens, all with PASSWORD."""
        file = self.folder / "password"
        file.write_text(PASSWORD + "\n")
        logins = [f"09680000{number:02}" for number in range(count)]
        for login in logins:
            self.run("account", "create", login, "--name", f"Điểu Khánh {login[-2:]}", "--password-file", str(file))
        return logins


class Program:
    """The served program; ready when this returns."""

    def __init__(self, house):
        self.process = subprocess.Popen(
            [house.program, "serve", "--data", str(house.data), "--listen", f"127.0.0.1:{house.port}", "--requests-per-minute", "0",
             *house.settings], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        said = ""
        for line in self.process.stdout:
            said += line
            if '"event":"started"' in line:
                threading.Thread(target=self.process.stdout.read, daemon=True).start()
                return
        raise SystemExit(f"the program does not start:\n{said}")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        if self.process.wait(30) != 0:
            raise SystemExit("SIGTERM did not end it well")


class Caller:
    """One person's program, with a token that outlives the program's end."""

    def __init__(self, house, login, password):
        self.house = house
        self.token = None
        status, answer = self.call("POST", "/api/v1/sessions", json.dumps({"login": login, "password": password}))
        if status != 201:
            raise SystemExit(f"{login} cannot sign in: {status} {answer}")
        self.token = answer["token"]

    def call(self, method, path, body=None, kind="application/json", key=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=20)
        headers = {"Content-Type": kind} if body is not None else {}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if key:
            headers["Idempotency-Key"] = key
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read()
        finally:
            connection.close()
        return answer.status, json.loads(text) if text.startswith(b"{") else text.decode()

    def upload(self, content=PAPER):
        head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="mau-06.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
        return self.call("POST", "/api/v1/documents", head + content + b"\r\n--x--\r\n", "multipart/form-data; boundary=x")


def submission(unit, paper):
    return json.dumps({"procedure": PROCEDURE, "unit": unit, "channel": "online", "answers": ANSWERS,
                       "owner": {"name": "Điểu Khánh", "phone": "0912345678", "email": "khanh@example.org"}, "documents": [paper]})


def unique_paper(name, size=2000):
    return b"%PDF-1.4\n%" + name.encode() + os.urandom(size).hex().encode() + b"\n%%EOF\n"
