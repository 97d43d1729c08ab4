"""Drives a gateway that runs inside a chroot: start, keys, requests, stop."""

import json
import re
import selectors
import tempfile
import time
import urllib.error
import urllib.request

UID = 12345  # nobody in particular
DATA = "/var/lib/signalbox"
CONFIG = "/etc/signalbox/signalbox.yaml"


def wait_for(what, seconds):
    """What `what` gives as soon as it is true; else its last word."""
    deadline = time.monotonic() + seconds
    while not (value := what()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return value


class Client:
    """Speaks to a running gateway. Whoever starts it sets root, data, gateway, admin and token."""

    def control(self, *arguments):
        return self.root.run("/usr/bin/signalboxctl", "--data", self.data, *arguments, uid=UID, timeout=30)

    def create_key(self, name):
        said = self.control("keys", "create", name)
        match = re.search(r"sk-sb-[A-Za-z0-9]+-[A-Za-z0-9_-]{16,}", said)
        assert match, f"no key in: {said}"
        return match.group()

    def call(self, path, key, body=None):
        """(status, request id, answer) of the gateway."""
        request = urllib.request.Request(self.gateway + path, headers={"Content-Type": "application/json"})
        if key:
            request.add_header("Authorization", f"Bearer {key}")
        if body is not None:
            request.data = json.dumps(body).encode()
        return self._open(request)

    def _open(self, request):
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=30) as answer:
                return answer.status, answer.headers.get("x-signalbox-request-id"), json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, None, error.read().decode()

    def chat(self, key):
        """One request to the demo provider; gives its id in the log."""
        status, _, models = self.call("/v1/models", key)
        assert status == 200, models
        model = next(m["id"] for m in models["data"] if "demo" in m["id"])
        body = {"model": model, "messages": [{"role": "user", "content": "Hello"}]}
        status, identity, answer = self.call("/v1/chat/completions", key, body)
        assert status == 200, answer
        assert answer["choices"][0]["message"]["content"], answer
        return identity

    def logged(self, identity):
        """Whether the log has the request; it is written within a moment."""
        return wait_for(lambda: self.ask("GET", f"logs/{identity}")[0] == 200, 10)

    def ask(self, method, path, body=None):
        """(status, request id, answer) of the admin API."""
        request = urllib.request.Request(f"{self.admin}/admin/v1/{path}", method=method, headers={
            "Authorization": f"Bearer {self.token}", "Content-Type": "application/json"})
        if body is not None:
            request.data = json.dumps(body).encode()
        return self._open(request)


class Gateway(Client):
    """signalboxd as a context: started when it opens, stopped by SIGTERM when it closes."""

    def __init__(self, root):
        self.root = root
        self.data = DATA

    def __enter__(self):
        self.errors = tempfile.TemporaryFile("w+")
        self.process = self.root.start(
            "/usr/bin/signalboxd", "--config", CONFIG, "--data", DATA, "--listen", "127.0.0.1:0",
            "--admin", "127.0.0.1:0", "--demo", uid=UID, errors=self.errors)
        ready = json.loads(self._first_line(time.monotonic() + 30))
        assert ready["ready"] is True, ready
        self.gateway, self.admin = ready["gateway"], ready["admin"]
        self.token = self.root.path(ready["token_file"]).read_text().strip()
        return self

    def _first_line(self, deadline):
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            if selector.select(deadline - time.monotonic()):
                line = self.process.stdout.readline()
                if line:
                    return line
        self.process.kill()
        self.process.wait()
        self.errors.seek(0)
        raise AssertionError(f"signalboxd did not get ready:\n{self.errors.read()}")

    def __exit__(self, *_):
        self.process.terminate()
        code = self.process.wait(30)
        self.process.stdout.close()
        self.errors.close()
        assert code == 0, f"signalboxd ended with {code}"
