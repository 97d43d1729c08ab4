"""What stands between the window and the gateway's admin API in the states where that is slow or broken.

pass: everything as it is. hold: what lists read gets no answer. fail: it gets 500. gone: no connection.
The status and the events always pass but for gone, as when one query is slow and the gateway is well.
"""

import contextlib
import http.client
import http.server
import json
import socket
import threading

ALWAYS = ("/admin/v1/status", "/admin/v1/events", "/admin/v1/session-key")
PROBLEM = {"type": "urn:signalbox:error:internal", "title": "Internal", "status": 500, "kind": "internal", "params": {},
           "detail": "log.db: database disk image is malformed"}


class Relay(http.server.ThreadingHTTPServer):
    daemon_threads = True
    mode = "pass"

    def __init__(self, port, target):
        self.target = target
        self.open = set()
        self.end = threading.Event()
        super().__init__(("127.0.0.1", port), Handler)
        self.thread = threading.Thread(target=self.serve_forever, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.end.set()
        if self.mode != "gone":
            self.leave()

    def leave(self):
        self.mode = "gone"
        self.shutdown()
        self.server_close()
        for connection in list(self.open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)  # closing waits for those who still read

    def handle_error(self, *_):
        pass


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        self.server.open.add(self.connection)

    def finish(self):
        self.server.open.discard(self.connection)
        super().finish()

    def log_message(self, *_):
        pass

    def _relay(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if not self.path.startswith(ALWAYS):
            if self.server.mode == "hold":
                self.server.end.wait()
            if self.server.mode == "fail":
                return self._answer(500, json.dumps(PROBLEM).encode())
        target = http.client.HTTPConnection(*self.server.target)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")}
        target.request(self.command, self.path, body or None, headers)
        answer = target.getresponse()
        if "event-stream" in (answer.headers.get("Content-Type") or ""):
            return self._stream(answer)
        self._answer(answer.status, answer.read(), answer.headers.get("Content-Type"))

    def _answer(self, status, data, kind="application/json"):
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _stream(self, answer):
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.headers["Content-Type"])
        self.send_header("Connection", "close")
        self.end_headers()
        while self.server.mode != "gone":
            data = answer.read1(65536)
            if not data:
                break
            self.wfile.write(data)
        self.close_connection = True

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _relay
