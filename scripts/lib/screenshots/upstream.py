"""Providers that answer from a script: a proxy that stands for the network, and a model server.

The gateway asks the providers' real addresses through the proxy; the proxy answers in their place,
with a certificate that only the gateway of the pictures trusts. No request leaves the machine.
"""

import contextlib
import http.server
import json
import pathlib
import ssl
import subprocess
import threading
import time

from . import formats, texts

PROXY_PORT, OLLAMA_PORT = 3128, 11434
# By host: models, seconds to the first token, seconds between pieces.
HOSTS = {
    "api.openai.com": (["gpt-5", "gpt-5-mini", "gpt-5-nano", "gpt-4o", "gpt-4o-mini"], 0.62, 0.012),
    "api.anthropic.com": (["claude-opus-4-5", "claude-sonnet-4-5", "claude-haiku-4-5"], 0.85, 0.016),
    "generativelanguage.googleapis.com": (["gemini-2.5-pro", "gemini-2.5-flash", "gemini-2.5-flash-lite"],
                                          0.44, 0.009),
    "api.groq.com": (["llama-3.3-70b-versatile", "llama-3.1-8b-instant", "openai/gpt-oss-120b"], 0.31, 0.004),
    "api.mistral.ai": (["mistral-large-latest", "mistral-small-latest"], 0.5, 0.01),
    "localhost": (["qwen3:8b", "llama3.2:3b", "nomic-embed-text"], 0.38, 0.028),
}


def make_certificate(folder):
    """A certificate for all the hosts that is its own authority."""
    names = ",".join(f"DNS:{host}" for host in HOSTS)
    files = [str(pathlib.Path(folder, name)) for name in ("proxy.pem", "proxy.key")]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                    "-days", "30", "-subj", "/O=Example GmbH/CN=Example GmbH Proxy", "-addext",
                    f"subjectAltName={names}", "-out", files[0], "-keyout", files[1]],
                   check=True, stderr=subprocess.DEVNULL)
    return files


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    context = None
    host = "localhost"

    def log_message(self, *_):
        pass

    def do_CONNECT(self):
        self.host = self.path.partition(":")[0]
        if self.host not in HOSTS:
            return self.send_error(502)
        self.send_response_only(200)
        self.end_headers()
        self.connection = self.context.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb", -1), _Writer(self.connection)
        self.close_connection = False

    def do_GET(self):
        models = [{"id": name, "object": "model", "owned_by": self.host} for name in HOSTS[self.host][0]]
        self._json(200, {"object": "list", "data": models})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        prompt = texts.prompt_of(body["messages"])
        failure = texts.failure_of(self.host, prompt)
        if failure:
            time.sleep(0.12)
            return self._json(failure[0], {"error": {"message": failure[1], "type": failure[2]}})
        answer = texts.answer_of(body["model"], prompt)
        format = formats.of(self.path, body, answer)
        time.sleep(HOSTS[self.host][1] * (0.7 + len(prompt) % 13 / 13))
        if body.get("stream"):
            return self._stream(format, answer, texts.is_slow(prompt))
        time.sleep(HOSTS[self.host][2] * format.answered)
        return self._json(200, format.whole(answer))

    def _json(self, status, value):
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if status == 429:
            self.send_header("retry-after", "18")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _stream(self, format, answer, slow):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        pace = 0.6 if slow else HOSTS[self.host][2]
        self._chunk(format.begin())
        for piece in texts.pieces(answer):
            self._chunk(format.piece(piece))
            time.sleep(pace)
        self._chunk(format.end())
        self._chunk(b"")

    def _chunk(self, data):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))


class _Writer:
    """What http.server wants of wfile, on a socket that became TLS."""

    closed = False

    def __init__(self, connection):
        self.connection = connection

    def write(self, data):
        self.connection.sendall(data)

    def flush(self):
        pass

    def close(self):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # a client that left is no news


@contextlib.contextmanager
def providers(folder):
    """Runs them while the block does; gives the file of the authority to trust."""
    certificate, key = make_certificate(folder)
    Handler.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    Handler.context.load_cert_chain(certificate, key)
    servers = [Server(("127.0.0.1", port), Handler) for port in (PROXY_PORT, OLLAMA_PORT)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield certificate
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
