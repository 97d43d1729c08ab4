"""The processes of a measurement. Each is a context: ready when it opens, gone when it closes."""

import base64
import json
import os
import random
import select
import shutil
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request

from . import machine
from .machine import Broke

GATEWAY_KEY = "sk-sb-benchbench00-q7Zk2mR9vXcT4nL8wYbH3sD6fJ1pG5aE"
PROVIDER_KEY = "sk-proj-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGH"
ROUTE = "support"  # what clients ask for
MODEL = "gpt-4o-mini"  # what the upstream gets
READY_SECONDS = 30


class Place:
    """Where things are: the build folder, a folder for this run, the cores."""

    def __init__(self, build, folder):
        self.build, self.folder = build, folder
        self.proxy_core, self.load_core = machine.cores()
        self.nginx = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
        self.running = []
        self._count = 0

    def tool(self, name):
        return str(self.build / "tests/bench" / f"bench_{name}")

    def fresh(self, name):
        """A new folder."""
        path = self.file(name)
        path.mkdir()
        return path

    def file(self, name):
        """A path that nothing has yet."""
        self._count += 1
        return self.folder / f"{self._count}-{name}"

    def pids(self):
        return [process.pid for process in self.running]


class Process:
    """A child that prints a JSON line when it is ready."""

    def __init__(self, place, name, command, core, env=None, stdin=subprocess.DEVNULL):
        self.place, self.name, self.command, self.core = place, name, command, core
        self.env, self.stdin = env, stdin
        self.log = place.file(f"{name}.log")

    def __enter__(self):
        environment = {**os.environ, **(self.env or {})}
        with machine.pinned(self.core), open(self.log, "ab") as log:
            self.started = time.monotonic()
            try:
                self.child = subprocess.Popen(self.command, stdin=self.stdin, stdout=subprocess.PIPE,
                                              stderr=log, text=True, env=environment)
            except OSError as error:
                raise Broke(f"{self.name}: {error}") from error
        self.pid = self.child.pid
        self.place.running.append(self)
        try:
            self.wait_ready()
        except BaseException:
            self.__exit__(None, Broke("it did not get ready"), None)
            raise
        return self

    def wait_ready(self):
        self.ready = json.loads(self.first_line())
        self.ready_ms = (time.monotonic() - self.started) * 1000
        self.port = self.ready.get("port")

    def first_line(self):
        if select.select([self.child.stdout], [], [], READY_SECONDS)[0]:
            line = self.child.stdout.readline()
            if line:
                return line
        raise Broke(f"{self.name} did not get ready: {self.complaint()}")

    def complaint(self):
        return self.log.read_text(errors="replace")[-1500:].strip() or "it said nothing"

    def __exit__(self, _, problem, __):
        self.place.running.remove(self)
        self.child.terminate()
        try:
            code = self.child.wait(20)
        except subprocess.TimeoutExpired:
            self.child.kill()
            code = self.child.wait()
        self.child.stdout.close()
        if self.child.stdin:
            self.child.stdin.close()
        self.after_exit(code, problem)

    def after_exit(self, code, problem):
        """`problem` is what has already gone wrong, or None."""

    def cpu_us(self):
        if self.child.poll() is not None:
            raise Broke(f"{self.name} ended: {self.complaint()}")
        return machine.cpu_us(self.pid)

    def resident(self):
        return machine.resident(self.pid)

    def settle(self, limit=2.0):
        """Waits until what a load left to do (rows to write) is done, or the limit is over."""
        end, last = time.monotonic() + limit, self.cpu_us()
        while time.monotonic() < end:
            time.sleep(0.1)
            now = self.cpu_us()
            if now - last < 2000:
                return
            last = now


class Upstream(Process):
    def __init__(self, place, tls=None, **options):
        arguments = [text for name, value in options.items()
                     for text in (f"--{name.replace('_', '-')}", str(value))]
        if tls:
            arguments += ["--cert", str(tls.certificate), "--key", str(tls.key)]
        self.tls = tls
        super().__init__(place, "upstream", [place.tool("upstream"), *arguments], place.load_core)


class Latency(Process):
    """Upstream and constant-rate load generator on one thread."""

    tls = None

    def __init__(self, place):
        super().__init__(place, "latency", [place.tool("latency"), "--key", GATEWAY_KEY, "--model", ROUTE],
                         place.load_core, stdin=subprocess.PIPE)

    def through(self, target, requests, rate):
        """What the load generator says of so many requests a second on the target (or on its own upstream)."""
        self.child.stdin.write(f"{target.port} {requests} {rate}\n")
        self.child.stdin.flush()
        if select.select([self.child.stdout], [], [], requests / rate + READY_SECONDS)[0]:
            line = self.child.stdout.readline()
            if line:
                return json.loads(line)
        raise Broke(f"load on {target.name} failed: {self.complaint()}")


class Relay(Process):
    """The bare recv/send relay."""

    def __init__(self, place, upstream):
        super().__init__(place, "relay", [place.tool("relay"), "--to", str(upstream.port)],
                         place.proxy_core)


NGINX = """
daemon off; master_process off; pid {folder}/pid; error_log stderr error;
worker_rlimit_nofile {files};
events {{ worker_connections {files}; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  keepalive_requests 1000000000;
  upstream up {{
    server 127.0.0.1:{upstream}; keepalive 256; keepalive_requests 1000000000;
  }}
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    location / {{
      proxy_pass {scheme}://up; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_buffering {buffering}; proxy_read_timeout 300s;
      {tls}
    }}
  }}
}}
"""
NGINX_TLS = """proxy_ssl_verify on; proxy_ssl_trusted_certificate {certificate}; proxy_ssl_name localhost;
      proxy_ssl_server_name on; proxy_ssl_protocols TLSv1.2 TLSv1.3;"""


class Nginx(Process):
    """A plain proxy: keep-alive on both sides, no log, nothing looked at."""

    def __init__(self, place, upstream, buffering="on", files=16384):
        folder = place.fresh("nginx")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.own_port = free.getsockname()[1]
        tls = NGINX_TLS.format(certificate=upstream.tls.certificate) if upstream.tls else ""
        (folder / "nginx.conf").write_text(NGINX.format(
            folder=folder, files=files, upstream=upstream.port, port=self.own_port,
            buffering=buffering, scheme="https" if tls else "http", tls=tls))
        super().__init__(place, "nginx", [place.nginx, "-e", "stderr", "-p", str(folder), "-c",
                                          str(folder / "nginx.conf")], place.proxy_core)

    def wait_ready(self):
        end = time.monotonic() + READY_SECONDS
        while self.child.poll() is None and time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", self.own_port), 1).close()
                self.port = self.own_port
                return
            except OSError:
                time.sleep(0.02)
        raise Broke(f"nginx did not get ready: {self.complaint()}")


CONFIG = """\
version: 1
network: {{ proxy: none{extra_ca} }}
keys:
  - {{ name: bench, value: "env:BENCH_GATEWAY_KEY", models: ["{route}"] }}
providers:
  - id: up
    kind: openai_compatible
    base_url: {base}:{port}/v1
    keys: [ {{ name: main, secret: "env:BENCH_PROVIDER_KEY" }} ]
models:
  - {{ provider: up, model: {model}, price: {{ usd_per_mtok: {{ input: 0.15, output: 0.6, cache_read: 0.075 }} }} }}
routes:
  - {{ name: {route}, flow: {flow} }}
ledger: {{ bodies: {bodies}, durability: batched }}
"""


class Gateway(Process):
    """signalboxd with one route to the upstream; every request needs the key and leaves a row."""

    program = "signalboxd"

    def __init__(self, place, upstream, bodies="none", folder=None, more=(), env=None, flow=None):
        self.folder = folder or place.fresh("gateway")
        config = self.folder / "signalbox.yaml"
        tls = upstream.tls
        config.write_text(CONFIG.format(
            route=ROUTE, model=MODEL, bodies=bodies, port=upstream.port,
            flow=flow or f"{{ target: up/{MODEL} }}",
            base="https://localhost" if tls else "http://127.0.0.1",
            extra_ca=f", extra_ca: [ {json.dumps(str(tls.certificate))} ]" if tls else ""))
        command = [str(place.build / "app" / self.program), "--config", str(config), "--data",
                   str(self.folder / "data"), "--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0",
                   *more]
        keys = {"BENCH_GATEWAY_KEY": GATEWAY_KEY, "BENCH_PROVIDER_KEY": PROVIDER_KEY}
        super().__init__(place, f"{self.program} ({bodies})", command, place.proxy_core,
                         {**keys, **(env or {})})

    def wait_ready(self):
        super().wait_ready()
        self.port = self.gateway_port()

    def gateway_port(self):
        return int(self.ready["gateway"].rsplit(":", 1)[1].rstrip("/"))

    def engine_us(self):
        """CPU time of the gateway's threads."""
        return self.cpu_us()

    def after_exit(self, code, problem):
        if code != 0:
            before = f"{problem}; " if problem else ""
            raise Broke(f"{before}{self.program} ended with {code}: {self.complaint()}")

    def require_rows(self, fewest):
        """The log must hold the requests just made: a gateway that drops rows would be fast."""
        self._require(fewest, lambda row: row["usage"]["input"] == 412
                      and row["cost_usd"] not in (None, "0.000000000"))

    def require_hits(self, fewest):
        """The same of answers from the cache, which cost nothing and say what they saved."""
        self._require(fewest, lambda row: row["cache"] == "hit" and row["cost_usd"] == "0.000000000"
                      and row["saved_usd"] not in (None, "0.000000000"))

    def _require(self, fewest, good):
        with open(self.ready["token_file"], encoding="utf-8") as file:
            token = file.read().strip()
        status, answer = fetch(f"{self.ready['admin']}/admin/v1/logs?limit={fewest}", token)
        rows = json.loads(answer)["rows"] if status == 200 else []
        found = [row for row in rows if row["status"] == 200 and row["key"] == "bench" and good(row)]
        if len(found) < fewest:
            raise Broke(f"the log lacks rows (status {status}): {answer[:500]}")

    def require_key(self):
        url = f"http://127.0.0.1:{self.port}/v1/chat/completions"
        status, _ = fetch(url, "sk-sb-benchbench00-wrong0wrong0wrong0wrong0wrong0wr", b"{}")
        if status != 401:
            raise Broke(f"a wrong key gets {status} instead of 401")


def fetch(url, token, body=None, more=None):
    """(status, text)."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", **(more or {})}
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(urllib.request.Request(url, body, headers), timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(errors="replace")
    except OSError as error:
        raise Broke(f"{url}: {error}") from error


def _load_command(place, port, mode, options):
    arguments = [text for name, value in options.items()
                 for text in (f"--{name.replace('_', '-')}", str(value))]
    return [place.tool("load"), "--mode", mode, "--port", str(port), "--key", GATEWAY_KEY,
            "--model", ROUTE, *arguments]


def load(target, mode="answers", **options):
    """Runs the load generator against a process (anything with a port) and gives what it measured."""
    place = target.place
    with machine.pinned(place.load_core):
        done = subprocess.run(_load_command(place, target.port, mode, options), text=True,
                              capture_output=True, timeout=1200, check=False)
    if done.returncode != 0:
        raise Broke(f"load on {target.name} failed: {done.stderr.strip()[:1500]}")
    return json.loads(done.stdout)


class IdleConnections(Process):
    """Open connections that have had one answer each. All must still be open at the end."""

    def __init__(self, target, count):
        place = target.place
        super().__init__(place, "idle load",
                         _load_command(place, target.port, "idle", {"connections": count}),
                         place.load_core, stdin=subprocess.PIPE)
        self.count = count

    def __exit__(self, _, problem, __):
        self.place.running.remove(self)
        self.child.stdin.close()
        left = self.child.stdout.read()
        code = self.child.wait(30)
        self.child.stdout.close()
        if problem is None and (code != 0 or json.loads(left)["open"] != self.count):
            raise Broke(f"idle connections were closed: {left.strip()} of {self.count}")


class LargeBodies:
    """Large chat requests, all at once, while something else is measured."""

    def __init__(self, target, count, size):
        self.target, self.answers = target, []
        text = "large bodies are mostly pictures " * (size // 33)
        self.body = json.dumps({"model": ROUTE, "messages": [{"role": "user", "content": text}]})
        self.threads = [threading.Thread(target=self.send) for _ in range(count)]

    def send(self):
        url = f"http://127.0.0.1:{self.target.port}/v1/chat/completions"
        self.answers.append(fetch(url, GATEWAY_KEY, self.body.encode())[0])

    def __enter__(self):
        self.later = threading.Timer(2.0, self.start)  # the streams are open by then
        self.later.start()
        return self

    def start(self):
        with machine.pinned(self.target.place.load_core):
            for thread in self.threads:
                thread.start()

    def __exit__(self, *_):
        self.later.join()
        for thread in self.threads:
            thread.join()

    def require_answers(self):
        if self.answers != [200] * len(self.threads):
            raise Broke(f"large bodies were answered by {sorted(self.answers)}")


class PictureBody:
    """A large request as clients send them: pictures within the body, and a question."""

    EACH = 5_000_000

    def __init__(self, path, headers, messages):
        self.path, self.headers = path, headers
        self.body = json.dumps({"model": ROUTE, "max_tokens": 100, "messages": messages}).encode()

    @classmethod
    def chat(cls, size):
        return cls("/v1/chat/completions", {}, cls._messages(
            size, lambda data: {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{data}"}}))

    @classmethod
    def messages(cls, size):
        return cls("/v1/messages", {"anthropic-version": "2023-06-01"}, cls._messages(
            size, lambda data: {"type": "image", "source": {"type": "base64", "media_type": "image/png",
                                                            "data": data}}))

    @classmethod
    def _messages(cls, size, picture):
        data = base64.b64encode(random.Random(1).randbytes(cls.EACH * 3 // 4)).decode()
        pictures = [picture(data) for _ in range(size // cls.EACH)]
        return [{"role": "user", "content": [*pictures, {"type": "text", "text": "What do they show?"}]}]

    def through(self, gateway):
        """(ms until the whole answer is there, ms of the gateway's CPU)."""
        cpu, begun = gateway.cpu_us(), time.monotonic()
        status, answer = fetch(f"http://127.0.0.1:{gateway.port}{self.path}", GATEWAY_KEY, self.body,
                               self.headers)
        taken = (time.monotonic() - begun) * 1000
        if status != 200:
            raise Broke(f"a large body was answered by {status}: {answer[:500]}")
        gateway.settle()
        return taken, (gateway.cpu_us() - cpu) / 1000


class Tls:
    """A self-signed certificate for localhost."""

    def __init__(self, folder):
        self.certificate, self.key = folder / "upstream.pem", folder / "upstream.key"
        done = subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
             "-nodes", "-days", "30", "-subj", "/CN=localhost", "-addext",
             "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", str(self.key), "-out",
             str(self.certificate)], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Broke(f"openssl: {done.stderr}")
