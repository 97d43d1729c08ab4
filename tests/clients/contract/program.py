"""A signalboxd with the demo provider, in a folder of its own."""

import http.client
import json
import pathlib
import subprocess
import tempfile
import urllib.parse

CONFIG = """\
version: 1
listen: { address: 127.0.0.1, port: 0 }
admin: { address: 127.0.0.1, port: 0 }
providers:
  - { id: nobody, kind: openai_compatible, base_url: "http://127.0.0.1:9/v1", proxy: none, keys: [ { secret: "vault:example" } ] }
routes:
  - name: chain
    match: [ "gpt-*" ]
    flow: { fallback: { try: [ { target: nobody/x }, { target: nobody/y, retry: 1 } ] } }
"""


class Answer:
    def __init__(self, response, body):
        self.status = response.status
        self.headers = response.headers
        self.type = response.headers.get("Content-Type", "")
        self.body = body

    def json(self):
        return json.loads(self.body)


class Program:
    def __init__(self, binary):
        self.folder = tempfile.TemporaryDirectory()
        self.config = pathlib.Path(self.folder.name) / "signalbox.yaml"
        self.config.write_text(CONFIG)
        self.process = subprocess.Popen(
            [binary, "--demo", "--config", self.config, "--data", self.folder.name + "/data"],
            stdout=subprocess.PIPE)
        ready = json.loads(self.process.stdout.readline())
        self.addresses = {"gateway": ready["gateway"], "admin": ready["admin"]}
        self.token = pathlib.Path(ready["token_file"]).read_text().strip()

    def call(self, which, method, target, body=None, headers=None, read=None):
        """`read`: bytes to read of a stream that does not end."""
        address = urllib.parse.urlparse(self.addresses[which])
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
        headers = dict(headers or {})
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body)
            headers.setdefault("Content-Type", "application/json")
        connection.request(method, target, body, headers)
        response = connection.getresponse()
        text = response.read1(read) if read else response.read()
        answer = Answer(response, text)
        connection.close()
        return answer

    def stop(self):
        self.process.terminate()
        self.process.wait(30)
        self.folder.cleanup()
