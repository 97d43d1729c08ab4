"""scripts/screenshots between the window and a gateway: the relay of its slow and broken states."""

import http.server
import pathlib
import sys
import threading
import unittest
import urllib.error
import urllib.request

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "scripts" / "lib"))
from screenshots import pictures, texts, upstream  # noqa: E402
from screenshots.relay import Relay  # noqa: E402


class Gateway(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        body = self.path.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Relayed(unittest.TestCase):
    def setUp(self):
        self.gateway = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
        threading.Thread(target=self.gateway.serve_forever, daemon=True).start()
        self.relay = Relay(0, self.gateway.server_address)

    def tearDown(self):
        self.gateway.shutdown()
        self.gateway.server_close()

    def ask(self, path):
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"http://127.0.0.1:{self.relay.server_port}{path}", timeout=20) as answer:
            return answer.read().decode()

    def test_passes_everything_at_first(self):
        with self.relay:
            self.assertEqual(self.ask("/admin/v1/keys?limit=2"), "/admin/v1/keys?limit=2")

    def test_fails_lists_but_never_the_status(self):
        with self.relay:
            self.relay.mode = "fail"
            self.assertEqual(self.ask("/admin/v1/status"), "/admin/v1/status")
            with self.assertRaises(urllib.error.HTTPError) as failed:
                self.ask("/admin/v1/keys")
            self.assertEqual(failed.exception.code, 500)
            failed.exception.close()

    def test_has_no_connection_when_it_is_gone(self):
        with self.relay:
            self.relay.leave()
            with self.assertRaises(urllib.error.URLError):
                self.ask("/admin/v1/status")


class Staged(unittest.TestCase):
    def test_each_view_begins_on_a_screen(self):
        self.assertEqual({begin for begin, _ in pictures.VIEWS.values()} - set(pictures.SCREENS), set())

    def test_the_limited_prompt_is_refused_by_one_provider_only(self):
        refusing = [host for host in upstream.HOSTS if texts.failure_of(host, texts.LIMITED)]
        self.assertEqual(refusing, ["api.groq.com"])

    def test_pieces_join_to_the_answer(self):
        for answer in texts.ANSWERS.values():
            self.assertEqual("".join(texts.pieces(answer)), answer)


if __name__ == "__main__":
    unittest.main()
