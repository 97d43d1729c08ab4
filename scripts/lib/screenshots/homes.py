"""Data folders as the pictures need them: an empty one, one of a team, one with 10,000 of everything."""

import concurrent.futures
import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import time
import urllib.request

from . import texts, upstream
from .waiting import Failed, wait_for

KEYS = ["alice", "ci", "docs-bot", "support-desk", "laptop"]
SECRETS = {name: f"sk-proj-4f9a{name}Zk7Q" for name in (
    "OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY", "GROQ_API_KEY")}
HEAD = "version: 1\n"
LONG = "department-of-machine-translation-and-terminology"
TEAM = """keys:
  - { name: nightly, value: "env:NIGHTLY_KEY", models: [ fast, "openai/*" ], tags: [ ci ], expires: 2027-03-31 }
providers:
  - id: openai
    kind: openai
    keys:
      - { name: main, secret: "env:OPENAI_API_KEY", weight: 3 }
      - { name: spare, secret: "vault:openai-spare" }
  - { id: anthropic, kind: anthropic, keys: [ { name: main, secret: "env:ANTHROPIC_API_KEY" } ] }
  - { id: google, kind: google, keys: [ { name: main, secret: "env:GEMINI_API_KEY" } ] }
  - { id: groq, kind: groq, keys: [ { name: main, secret: "env:GROQ_API_KEY" } ] }
  - { id: local, kind: ollama }
routes:
  - name: fast
    match: [ "gpt-4o-mini", "*-haiku-*" ]
    flow:
      fallback:
        try:
          - { target: groq/llama-3.3-70b-versatile, timeout: { first_token: 4s } }
          - { target: openai/gpt-5-mini, retry: 1 }
          - { target: "local/qwen3:8b" }
  - name: claude
    match: [ "claude-*" ]
    flow: { fallback: { try: [ { target: anthropic/claude-sonnet-4-5 }, { target: openai/gpt-5 } ] } }
  - { name: vision, flow: { target: google/gemini-2.5-flash } }
  - { name: private, flow: { target: "local/qwen3:8b" } }
"""


def _many():
    """60 providers and 120 routes, with names of every length."""
    word = LONG
    lines = ["providers:"]
    kinds = ["openai", "anthropic", "google", "groq", "mistral", "ollama"]
    for n in range(60):
        name = kinds[n] if n < 6 else f"{kinds[n % 6]}-{n}-{word[:n % 40]}".strip("-")
        keys = "" if kinds[n % 6] == "ollama" else ', keys: [ { name: main, secret: "env:OPENAI_API_KEY" } ]'
        lines.append(f"  - {{ id: {name}, kind: {kinds[n % 6]}{keys} }}")
    lines.append("routes:")
    for n in range(120):
        tries = ", ".join(["{ target: openai/gpt-5-mini }", "{ target: anthropic/claude-sonnet-4-5 }",
                           '{ target: "ollama/qwen3:8b" }', "{ target: groq/llama-3.3-70b-versatile }"] * (1 + n % 3))
        lines.append(f"  - {{ name: {word[: 6 + n % 43].strip('-')}-{n}, flow: {{ fallback: {{ try: [ {tries} ] }} }} }}")
    return "\n".join(lines) + "\n"


def config_of(home):
    return home / ".config" / "signalbox" / "signalbox.yaml"


def data_of(home):
    return home / ".local" / "share" / "signalbox"


def environment(home, authority):
    """What a program on a home is started with: its secrets, and the way to the scripted providers."""
    inherited = {name: value for name, value in os.environ.items()
                 if not name.startswith("XDG_") and name not in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS")}
    return dict(inherited, HOME=str(home), HTTPS_PROXY=f"http://127.0.0.1:{upstream.PROXY_PORT}",
                SSL_CERT_FILE=str(authority), NIGHTLY_KEY="sk-nightly-0123456789abcdef0123456789", **SECRETS)


class Daemon:
    """The gateway without a window on a home, while the block lasts."""

    def __init__(self, program, home, authority):
        self.home = home
        self.process = subprocess.Popen(
            [str(program), "--log-level", "error"], env=environment(home, authority), cwd=home, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        line = self.process.stdout.readline()
        if not line:
            raise Failed("the gateway did not start")
        self.api = Api(self.home)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(40)
        self.process.stdout.close()


class Api:
    """The admin API and the gateway of whatever runs on a home."""

    def __init__(self, home):
        file = data_of(home) / "run.json"
        text = wait_for(lambda: file.exists() and file.read_text())
        if not text:
            raise Failed("the program did not start")
        self.run = json.loads(text)
        self.token = pathlib.Path(self.run["token_file"]).read_text().strip()

    def admin(self, method, path, body=None):
        return _call(method, f"{self.run['admin']}/admin/v1/{path}", self.token, body)

    def chat(self, key, model, prompt, stream=True):
        self.ask(key, model, [{"role": "user", "content": prompt}], stream)

    def ask(self, key, model, asked, stream=True):
        messages = [{"role": "system", "content": texts.CONTEXT}, *asked]
        self.complete(key, {"model": model, "messages": messages, "stream": stream})

    def complete(self, key, body):
        with contextlib.suppress(OSError):
            _call("POST", self.run["gateway"] + "/v1/chat/completions", key, body)


def _call(method, url, token, body):
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(url, data, method=method, headers={
        "Authorization": f"Bearer {token}", "Content-Type": "application/json"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=90) as answer:
        text = answer.read()
    return json.loads(text) if text.startswith((b"{", b"[")) else None


class Homes:
    """Makes each kind once and hands out copies, one at a time."""

    def __init__(self, folder, programs, authority):
        self.folder, self.programs, self.authority = pathlib.Path(folder), programs, authority
        self.made = {}

    def copy(self, kind):
        if kind not in self.made:
            self.made[kind] = self._make(kind)
        home = self.folder / "alex"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self.made[kind], home)
        return home

    def _make(self, kind):
        home = self.folder / kind
        shutil.rmtree(home, ignore_errors=True)
        data_of(home).mkdir(parents=True, mode=0o700)
        file = config_of(home)
        file.parent.mkdir(parents=True)
        file.write_text(HEAD + {"empty": "", "team": TEAM, "many": _many()}[kind])
        if kind != "empty":
            self._fill(home, kind)
        return home

    def _fill(self, home, kind):
        with Daemon(self.programs.daemon, home, self.authority) as daemon:
            made = {name: daemon.api.admin("POST", "keys", {"name": name}) for name in KEYS}
            for n in range(1, 1000 if kind == "many" else 0):
                daemon.api.admin("POST", "keys", {"name": f"team-{n}-{LONG[:n % 49]}".rstrip("-")})
            if kind == "team":
                daemon.api.admin("PUT", "secrets/openai-spare", {"value": "sk-proj-spare-8c21d07b55e94f1bWq3x"})
        keys = {name: one["text"] for name, one in made.items()}
        (home / "keys.json").write_text(json.dumps(keys))
        pairs = [f"{name}={one['key']['id']}" for name, one in made.items()]
        days, rows = (34, 340) if kind == "team" else (30, 420)
        subprocess.run([str(self.programs.past), str(data_of(home)), str(days), str(rows), *pairs], check=True)
        with Daemon(self.programs.daemon, home, self.authority) as daemon:
            make_traffic(daemon.api, keys)
            if kind == "team":
                for provider in ("openai", "anthropic", "google", "groq", "local"):
                    daemon.api.admin("POST", f"providers/{provider}/test")


def make_traffic(api, keys):
    """Requests good and bad of the last minute, through the gateway."""
    models = ["fast", "claude-sonnet-4-5", "openai/gpt-5-mini", "vision", "private", "anthropic/claude-haiku-4-5"]
    calls = [(KEYS[n % len(KEYS)], models[n % len(models)], texts.PROMPTS[n % len(texts.PROMPTS)], n % 4 > 0)
             for n in range(18)]
    calls += [("ci", "fast", texts.LIMITED, True)] * 3 + [("docs-bot", "vision", texts.REFUSED, True),
                                                           ("laptop", "gpt-5-turbo", texts.PROMPTS[0], True)]
    api.complete(keys["support-desk"], {"model": "anthropic/claude-opus-4-5", "messages": texts.AGENT, "seed": 7,
                                        "stream": True})
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for key, model, prompt, stream in calls:
            pool.submit(api.chat, keys[key], model, prompt, stream)


@contextlib.contextmanager
def streams(api, keys):
    """Two answers that grow while the block lasts."""
    pool = concurrent.futures.ThreadPoolExecutor(2)
    for key, model in (("alice", "claude-sonnet-4-5"), ("docs-bot", "openai/gpt-5-mini")):
        pool.submit(api.chat, keys[key], model, texts.SLOW)
    time.sleep(2)
    try:
        yield
    finally:
        pool.shutdown(wait=False)
