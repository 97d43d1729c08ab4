"""signalboxctl from a shell, against a signalboxd with the demo provider.

usage: test_ctl.py SIGNALBOXD SIGNALBOXCTL
"""

import contextlib
import functools
import http.server
import json
import os
import pathlib
import pty
import re
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.error
import urllib.request

CONFIG = """\
version: 1
listen: { address: 127.0.0.1, port: 0 }
admin: { address: 127.0.0.1, port: 0 }
providers:
  - { id: nobody, kind: openai_compatible, base_url: "http://127.0.0.1:9/v1", proxy: none }
routes:
  - name: chain
    flow: { fallback: { try: [ { target: nobody/x }, { target: nobody/y } ] } }
  - name: narrow
    flow: { id: few, fallback: { move_on: [ 400, 404 ], try: [ { target: nobody/x }, { target: nobody/y } ] } }
"""
# A row is in the log when its answer ends.
STRICT = CONFIG + "ledger: { durability: strict }\n"
CANARY = "canary-5b1f70c2d9e84a63"


def start(daemon, config, data):
    return subprocess.Popen([daemon, "--demo", "--config", config, "--data", data],
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


@contextlib.contextmanager
def web_server(folder):
    """A server of the folder's files; its address."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def chat(gateway, key, model="demo/hello"):
    body = json.dumps({"model": model, "messages": [{"role": "user", "content": "hi"}]}).encode()
    request = urllib.request.Request(
        gateway + "/v1/chat/completions", body,
        {"Content-Type": "application/json", "Authorization": "Bearer " + key})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.status


class Ctl(unittest.TestCase):
    daemon = program = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.home = pathlib.Path(cls.folder.name)
        cls.config = cls.home / "signalbox.yaml"
        cls.config.write_text(CONFIG)
        cls.data = cls.home / "data"
        cls.process = start(cls.daemon, cls.config, cls.data)
        cls.ready = json.loads(cls.process.stdout.readline())

    @classmethod
    def tearDownClass(cls):
        cls.process.terminate()
        cls.process.wait(30)
        cls.folder.cleanup()

    def run_ctl(self, *words, status=0, text=None, where=None):
        command = [self.program, *(where if where is not None else ("--data", str(self.data))), *words]
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=60,
                              stdin=subprocess.DEVNULL if text is None else None)
        if status is not None:
            self.assertEqual(done.returncode, status, f"{words}: {done.stdout}{done.stderr}")
        return done

    def ask_json(self, *words):
        return json.loads(self.run_ctl(*words, "--json").stdout)

    def chat(self, key):
        return chat(self.ready["gateway"], key)

    def test_finds_the_gateway_in_three_ways(self):
        self.assertIn("ready", self.run_ctl("status").stdout)
        self.run_ctl("status", where=("--admin", self.ready["admin"], "--token-file", self.ready["token_file"]))
        self.run_ctl("status", where=("--admin=" + self.ready["admin"], "--data", str(self.data)))
        self.assertEqual(self.ask_json("status")["pid"], self.process.pid)

    def test_tells_what_cannot_be_reached(self):
        gone = self.run_ctl("status", where=("--data", str(self.home / "nowhere")), status=3)
        self.assertIn("no Signalbox runs on this data folder", gone.stderr)
        self.run_ctl("status", where=("--admin", "http://127.0.0.1:1", "--data", str(self.data)), status=3)
        wrong = self.home / "wrong.token"
        wrong.write_text("not-the-token\n")
        self.run_ctl("status", where=("--admin", self.ready["admin"], "--token-file", str(wrong)), status=1)

    def test_refuses_wrong_command_lines(self):
        for words in ((), ("nonsense",), ("keys", "create"), ("status", "more"), ("status", "--follow"),
                      ("status", "--nonsense"), ("logs", "-n"), ("config",), ("--admin", "here", "status")):
            done = self.run_ctl(*words, where=(), status=2)
            self.assertTrue(done.stderr)

    def test_has_a_page_for_each_command(self):
        whole = self.run_ctl("--help", where=()).stdout
        commands = [line[2:].split("  ")[0] for line in whole.splitlines()
                    if line.startswith("  ") and line[2].isalpha()]
        self.assertGreater(len(commands), 20)
        for command in commands:
            words = [word for word in command.split() if word.islower()]
            self.assertIn(words[0], self.run_ctl(*words, "--help", where=()).stdout)
        self.assertRegex(self.run_ctl("--version", where=()).stdout, r"^signalboxctl \d")

    def test_shows_and_clears_the_cache(self):
        self.assertIn("saved         $0.000000000", self.run_ctl("cache").stdout)
        self.assertEqual(self.ask_json("cache")["memory"], {"entries": 0, "bytes": 0})
        self.run_ctl("cache", "clear")
        self.run_ctl("cache", "clear", "chain")
        self.assertIn("nothing", self.run_ctl("cache", "clear", "nothing", status=1).stderr)

    def test_makes_uses_and_revokes_a_key(self):
        made = self.run_ctl("keys", "create", "laptop", "--models", "demo,demo/*", "--tags", "a,b",
                            "--expires", "2090-01-01")
        key = made.stdout.strip()
        self.assertRegex(key, "^sk-sb-")
        self.assertEqual(self.chat(key), 200)
        listed = [k for k in self.ask_json("keys")["keys"] if k["name"] == "laptop"][0]
        self.assertEqual((listed["models"], listed["tags"]), (["demo", "demo/*"], ["a", "b"]))
        self.assertIn("laptop", self.run_ctl("keys").stdout)
        self.run_ctl("keys", "rename", listed["id"], "desk")
        self.run_ctl("keys", "revoke", listed["id"])
        with self.assertRaises(urllib.error.HTTPError) as refused:
            self.chat(key)
        self.assertEqual(refused.exception.code, 401)
        self.assertNotIn("desk", self.run_ctl("keys", "list").stdout)
        self.assertIn("desk", self.run_ctl("keys", "list", "--all").stdout)
        unknown = self.run_ctl("keys", "revoke", "nobody", status=1)
        self.assertTrue(unknown.stderr.startswith("signalboxctl: "))

    def test_shows_and_follows_the_log(self):
        key = self.run_ctl("keys", "create", "follower", "--quiet").stdout.strip()
        self.chat(key)
        follower = subprocess.Popen([self.program, "--data", self.data, "logs", "-f", "-q", "key:follower"],
                                    stdout=subprocess.PIPE, text=True)
        self.addCleanup(follower.stdout.close)
        self.addCleanup(follower.wait)
        self.addCleanup(follower.kill)
        self.assertTrue(follower.stdout.readline().startswith("TIME"))
        self.assertIn("demo/hello", follower.stdout.readline())
        self.chat(key)
        line = follower.stdout.readline()
        self.assertIn("follower", line)
        row = line.split()[-1]
        self.assertEqual(self.ask_json("logs", "show", row)["id"], row)
        self.assertIn('"content": "hi"', self.run_ctl("logs", "show", row).stdout)
        page = self.ask_json("logs", "-n", "1", "-q", "key:follower")
        self.assertEqual([r["id"] for r in page["rows"]], [row])
        older = self.ask_json("logs", "-n", "1", "--before", page["next"])
        self.assertLess(older["rows"][0]["seq"], page["rows"][0]["seq"])
        wrong = self.run_ctl("logs", "-q", "status:soon", status=1)
        self.assertIn("status", wrong.stderr)
        target = self.home / "log.csv"
        self.run_ctl("logs", "export", "-q", "key:follower", "-o", str(target))
        self.assertEqual(len(target.read_text().splitlines()), 3)
        self.assertIn("hello", self.run_ctl("spend", "--demo").stdout)

    def test_tries_providers_models_and_routes(self):
        self.assertIn("http://127.0.0.1:9/v1", self.run_ctl("providers").stdout)
        self.assertRegex(self.run_ctl("providers", "test", "demo").stdout,
                         r"^ok: .* \((\d\.\d\d|\d+) ms, status 200\)$")
        self.assertIn("refused", self.run_ctl("providers", "test", "nobody", status=1).stderr)
        self.assertIn("hello", self.run_ctl("providers", "models", "demo").stdout)
        self.assertIn("demo/hello", self.run_ctl("models", "--provider", "demo").stdout)
        self.assertIn("chain", self.run_ctl("routes").stdout)
        request = self.home / "request.json"
        request.write_text(json.dumps({"messages": [{"role": "user", "content": "hi"}]}))
        way = self.run_ctl("routes", "dry-run", "chain", str(request)).stdout
        self.assertIn("attempt 1: nobody/x\nattempt 2: nobody/y", way)
        self.run_ctl("routes", "dry-run", "unknown", status=1)

    def test_says_what_follows_from_which_outcome(self):
        heading, *lines = self.run_ctl("routes", "actions").stdout.splitlines()
        self.assertEqual(re.split(r"  +", heading),
                         ["OUTCOME", "NEXT KEY", "RETRY", "MOVES ON", "BREAKER", "KEY", "WHEN"])
        shown = {line.split("  ")[0]: re.split(r"  +", line)[1:6] for line in lines}
        rows = {row["outcome"]: row for row in self.ask_json("routes", "actions")["actions"]}
        self.assertEqual(list(shown), list(rows))
        self.assertEqual(shown["401"], ["true", "false", "true", "false", "marked"])
        self.assertEqual(shown["503"], ["false", "true", "true", "true", "-"])
        self.assertEqual(rows["429"], {**rows["429"], "next_key": True, "retry": False, "key": "rests"})
        narrow = self.ask_json("routes", "actions", "narrow")
        self.assertEqual((narrow["node"], [row["outcome"] for row in narrow["actions"] if row["moves_on"]]),
                         ("few", ["resting", "untold", "context_length", "content_policy", "400", "404"]))
        self.assertIn("no route", self.run_ctl("routes", "actions", "unknown", status=1).stderr)

    def test_shows_how_targets_are(self):
        key = self.run_ctl("keys", "create", "prober", "--quiet").stdout.strip()
        self.assertEqual(self.chat(key), 200)
        self.assertRegex(self.run_ctl("targets", "-q", "hello").stdout, r"demo/hello +ok +0 +[1-9]")
        self.assertEqual(self.ask_json("targets", "-q", "nobody/zzz")["targets"], [])

    def test_takes_another_catalogue_over_from_a_file_or_the_web(self):
        heading = {"catalog": "signalbox", "version": 1, "date": "2099-01-31"}
        model = {"provider": "nobody", "model": "x", "price": {"input": "1"}}
        later = self.home / "later.jsonl"
        later.write_text("".join(json.dumps(one, separators=(",", ":")) + "\n" for one in (heading, model)))
        wrong = self.home / "wrong.jsonl"
        wrong.write_text("<html></html>\n")
        self.assertIn("built in", self.run_ctl("catalog", "show").stdout)
        self.run_ctl("catalog", "update", status=2)
        self.assertIn("line 1", self.run_ctl("catalog", "update", "--from", str(wrong), status=1).stderr)
        said = self.run_ctl("catalog", "update", "--from", str(later)).stdout
        self.assertEqual(said, "1 models, as of 2099-01-31\n")
        self.assertTrue((self.data / "models.jsonl").exists())
        self.assertIn("built in", self.run_ctl("catalog", "reset").stdout)
        with web_server(self.home) as url:
            said = self.run_ctl("catalog", "update", "--from", f"{url}/later.jsonl").stdout
            self.assertEqual(said, "1 models, as of 2099-01-31\n")
            gone = self.run_ctl("catalog", "update", "--from", f"{url}/gone.jsonl", status=None)
            self.assertNotEqual(gone.returncode, 0)
            self.assertIn("404", gone.stderr)
        self.run_ctl("catalog", "reset")

    def test_checks_and_saves_the_configuration(self):
        wrong = self.home / "wrong.yaml"
        wrong.write_text("version: 1\nworkers: many\n")
        for where in ((), ("--data", str(self.data))):
            done = self.run_ctl("config", "check", str(wrong), where=where, status=1)
            self.assertIn(f"{wrong}:2:10: ", done.stderr)
        self.assertIn("2:10", self.run_ctl("config", "save", str(wrong), status=1).stderr)
        before = self.run_ctl("config", "show").stdout
        self.run_ctl("config", "check", str(self.config), where=())
        self.run_ctl("config", "save", "-", text=before + "# more\n")
        self.assertEqual(self.config.read_text(), before + "# more\n")
        self.config.write_text(before)
        self.assertIn("in force", self.run_ctl("config", "reload").stdout)

    def test_lists_compares_and_rolls_back_revisions(self):
        before = self.config.read_text()
        self.run_ctl("config", "save", "-", "-m", "for the guests", text=before + "hosts: [ a.example ]\n")
        newest = self.ask_json("config", "revisions")["revisions"][0]
        self.assertEqual((newest["author"], newest["message"], newest["added"], newest["removed"]),
                         ("signalboxctl", "for the guests", 1, 0))
        number = newest["number"]
        shown = self.run_ctl("config", "revisions", "-n", "1")
        self.assertRegex(shown.stdout, rf"(?m)^ *{number} .* signalboxctl +1 +0 +for the guests$")
        self.assertIn(f"--before {number}", shown.stderr)
        self.assertEqual(self.run_ctl("config", "show", str(number)).stdout, self.config.read_text())
        diff = self.run_ctl("config", "diff").stdout
        self.assertIn("\n+hosts: [ a.example ]\n", diff)
        self.assertEqual(diff, self.run_ctl("config", "diff", str(number - 1), str(number)).stdout)
        self.assertIn("\n-hosts: [ a.example ]\n",
                      self.run_ctl("config", "diff", str(number - 1), "--current").stdout)
        self.assertEqual(self.ask_json("config", "diff", str(number))["added"], 1)

        self.assertIn("in force", self.run_ctl("config", "rollback", str(number - 1), "-m", "too many").stdout)
        self.assertEqual(self.config.read_text(), before)
        self.assertIn(f"back to {number - 1}: too many", self.run_ctl("config", "revisions").stdout)
        self.assertIn("nothing has changed", self.run_ctl("config", "rollback", str(number - 1)).stdout)

        self.assertIn("forgotten: 2", self.run_ctl("config", "forget", str(number - 1), str(number)).stdout)
        self.run_ctl("config", "forget", str(number), status=1)
        self.run_ctl("config", "forget", "x", status=1)
        self.assertIn("newest", self.run_ctl("config", "forget", str(number + 1), status=1).stderr)
        for words in (("show", str(number)), ("rollback", str(number)), ("diff", "x")):
            self.assertIn("revision", self.run_ctl("config", *words, status=1).stderr)

    def test_takes_secrets_from_a_pipe_or_a_terminal_without_echo(self):
        self.run_ctl("secrets", "set", "piped", text=f" {CANARY}\r\n\n")
        self.run_ctl("secrets", "set", "empty", text=" \n", status=1)
        said = self.run_ctl("secrets", "set", "lines", text=f"{CANARY}\nsecond", status=1).stderr
        self.assertIn("line break", said)
        self.assertNotIn(CANARY, said)
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(self.program, [self.program, "--data", str(self.data), "secrets", "set", "typed"])
        shown = b""
        while b"typed: " not in shown:
            shown += os.read(terminal, 1024)
        os.write(terminal, (CANARY + "\n").encode())
        try:
            while piece := os.read(terminal, 1024):
                shown += piece
        except OSError:
            pass  # the terminal has closed
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), 0, shown)
        self.assertNotIn(CANARY.encode(), shown)
        secrets = self.run_ctl("secrets", "list").stdout
        self.assertIn("piped", secrets)
        self.assertIn("typed", secrets)
        self.assertNotIn(CANARY[:-4], secrets)
        self.assertEqual({s["hint"] for s in self.ask_json("secrets")["secrets"]}, {"…" + CANARY[-4:]})
        self.run_ctl("secrets", "remove", "typed")
        self.run_ctl("secrets", "remove", "typed", status=1)

    def test_stops_and_starts_the_listeners(self):
        self.assertIn("not listening", self.run_ctl("gateway", "stop").stdout)
        self.assertIn(self.ready["gateway"], self.run_ctl("gateway", "start").stdout)


class Moving(unittest.TestCase):
    """From one data folder to another, by a backup and a restore."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name)

    def run_ctl(self, data, *words, text=None):
        done = subprocess.run([Ctl.program, "--data", str(data), *words], input=text, text=True,
                              capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 0, f"{words}: {done.stdout}{done.stderr}")
        return done.stdout

    def start(self, name):
        home = self.home / name
        home.mkdir(exist_ok=True)
        process = start(Ctl.daemon, home / "signalbox.yaml", home / "data")
        self.addCleanup(self.stop, process)
        return process, json.loads(process.stdout.readline())

    @staticmethod
    def stop(process):
        process.terminate()
        process.wait(30)
        process.stdout.close()

    def back_up_the_old_one(self, file):
        (self.home / "old").mkdir()
        (self.home / "old" / "signalbox.yaml").write_text(STRICT)
        process, ready = self.start("old")
        data = self.home / "old" / "data"
        key = self.run_ctl(data, "keys", "create", "laptop", "--quiet").strip()
        self.run_ctl(data, "secrets", "set", "main", text=CANARY)
        self.assertEqual(chat(ready["gateway"], key), 200)
        rows = self.logged(data)
        self.run_ctl(data, "backup", "--log", str(file))
        self.stop(process)
        return key, rows

    def logged(self, data):
        page = json.loads(self.run_ctl(data, "logs", "-q", "key:laptop", "--json"))
        return [(row["id"], row["model_asked"], row["status"]) for row in page["rows"]]

    def test_keys_routes_secrets_and_log_come_along(self):
        file = self.home / "signalbox.tar"
        key, rows = self.back_up_the_old_one(file)
        self.assertEqual(len(rows), 1)
        self.assertNotIn(CANARY.encode(), file.read_bytes())
        data = self.home / "new" / "data"
        process, ready = self.start("new")
        self.assertNotIn("backup is waiting", self.run_ctl(data, "status"))
        with self.assertRaises(urllib.error.HTTPError):
            chat(ready["gateway"], key)
        (data / "vault.key").write_bytes((self.home / "old" / "data" / "vault.key").read_bytes())
        self.assertNotIn("left out", self.run_ctl(data, "restore", str(file)))
        self.assertIn("a backup is waiting", self.run_ctl(data, "status"))
        self.stop(process)
        process, ready = self.start("new")
        self.assertNotIn("backup is waiting", self.run_ctl(data, "status"))
        self.assertEqual(self.logged(data), rows)
        self.assertEqual(chat(ready["gateway"], key), 200)
        self.assertIn("laptop", self.run_ctl(data, "keys"))
        self.assertIn("chain", self.run_ctl(data, "routes"))
        self.assertIn("main", self.run_ctl(data, "secrets", "list"))
        self.assertEqual((self.home / "new" / "signalbox.yaml").read_text(), STRICT)


if __name__ == "__main__":
    Ctl.program = sys.argv.pop(2)
    Ctl.daemon = sys.argv.pop(1)
    unittest.main(verbosity=2)
