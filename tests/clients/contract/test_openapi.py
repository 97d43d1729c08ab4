"""Holds the program to docs/openapi.yaml: each operation answers with a status, a content type and a body that
are described there, with all members; each is refused without its credential; each has once succeeded.

usage: test_openapi.py SIGNALBOXD
"""

import json
import os
import pathlib
import sys
import unittest
import urllib.parse

VENV = pathlib.Path(__file__).parents[1] / ".venv" / "bin" / "python"
if not VENV.exists():
    print("the packages are missing; scripts/test installs them")
    sys.exit(1 if os.environ.get("SIGNALBOX_CLIENTS") == "required" else 77)
if pathlib.Path(sys.prefix).resolve() != VENV.parents[1].resolve():
    os.execv(VENV, [str(VENV), "-B", *sys.argv])

from document import Document  # noqa: E402
from program import Program  # noqa: E402

HELLO = {"model": "demo/hello", "messages": [{"role": "user", "content": "hello"}]}


class OpenApi(unittest.TestCase):
    binary = None

    @classmethod
    def setUpClass(cls):
        cls.document = Document()
        cls.program = Program(cls.binary)
        cls.succeeded = set()
        made = cls.program.call("admin", "POST", "/admin/v1/keys", {"name": "tests"}, cls.token())
        cls.key = {"Authorization": "Bearer " + made.json()["text"]}

    @classmethod
    def tearDownClass(cls):
        cls.program.stop()

    @classmethod
    def token(cls):
        return {"Authorization": "Bearer " + cls.program.token}

    def target(self, operation, path, query):
        given = {}
        for parameter in operation["parameters"]:
            name = parameter["name"]
            if parameter["in"] == "path":
                value = (path or {}).get(name, parameter.get("example", "example"))
                given[name] = urllib.parse.quote(value, safe="")
        required = {p["name"]: p["example"] for p in operation["parameters"]
                    if p["in"] == "query" and p.get("required")}
        query = urllib.parse.urlencode({**required, **(query or {})})
        return operation["path"].format(**given) + ("?" + query if query else "")

    def ask(self, name, expect, body=None, path=None, query=None, headers=None, read=None, credential=True):
        operation = self.document.operations[name]
        admin = operation["path"].startswith("/admin/")
        sent = dict(headers or {})
        if credential:
            sent.update(self.token() if admin else self.key)
        answer = self.program.call("admin" if admin else "gateway", operation["method"],
                                   self.target(operation, path, query), body, sent, read)
        said = f"{name}: {answer.status} {answer.body[:500]}"
        self.assertEqual(answer.status, expect, said)
        self.assertIsNone(self.document.judge(operation, answer.status, answer.type, answer.body), said)
        if answer.status < 300:
            self.succeeded.add(name)
        return answer

    def test_1_gateway(self):
        self.ask("createChatCompletion", 200, HELLO)
        stream = self.ask("createChatCompletion", 200, {**HELLO, "stream": True, "model": "demo"})
        self.assertEqual(stream.type.partition(";")[0], "text/event-stream")
        self.ask("createChatCompletion", 400, {"model": "demo/hello"})
        self.ask("createChatCompletion", 404, {**HELLO, "model": "nothing"})
        self.ask("createChatCompletion", 503, {**HELLO, "model": "chain"})
        self.ask("createChatCompletion", 415, HELLO, headers={"Content-Type": "text/plain"})
        self.ask("createChatCompletion", 403, HELLO, headers={"Origin": "https://evil.example"})
        self.ask("createCompletion", 200, {"model": "demo/hello", "prompt": "hello"})
        self.ask("createEmbedding", 200, {"model": "demo/embed", "input": "hello"})
        message = {**HELLO, "max_tokens": 50}
        self.ask("createMessage", 200, message)
        self.ask("createMessage", 200, {**message, "stream": True})
        self.ask("createMessage", 404, {**message, "model": "nothing"})
        self.ask("countTokens", 200, HELLO)
        answer = self.ask("createResponse", 200, {"model": "demo/hello", "input": "hello"}).json()
        self.ask("getResponse", 200, path={"id": answer["id"]})
        self.ask("getResponse", 404, path={"id": "resp_unknown"})
        self.ask("deleteResponse", 200, path={"id": answer["id"]})
        self.ask("deleteResponse", 404, path={"id": answer["id"]})
        contents = {"contents": [{"role": "user", "parts": [{"text": "hello"}]}]}
        self.ask("callGemini", 200, contents, path={"call": "demo/hello:generateContent"})
        self.ask("callGemini", 200, {"content": contents["contents"][0]}, path={"call": "demo/embed:embedContent"})
        self.ask("callGemini", 404, contents, path={"call": "nothing:generateContent"})
        self.ask("listGatewayModels", 200)
        self.ask("listGatewayModels", 200, headers={"anthropic-version": "2023-06-01"})
        self.ask("getGatewayModel", 200, path={"model": "demo/hello"})
        self.ask("getGatewayModel", 404, path={"model": "nothing"})
        row = self.ask("createChatCompletion", 200, HELLO).headers["x-signalbox-request-id"]
        self.ask("giveFeedback", 202, {"request_id": row, "score": 1, "comment": "good"})
        self.ask("giveFeedback", 400, {"request_id": row, "score": 7})
        for name in ("getHealth", "getReadiness", "getMetrics"):
            self.ask(name, 200, credential=False)

    def test_2_status(self):
        refused = {"Origin": "https://app.example.com"}
        self.ask("listGatewayModels", 403, headers=refused)
        shown = self.ask("getStatus", 200).json()["gateway"]["refused_origins"][0]
        self.assertEqual((shown["origin"], shown["count"]), (refused["Origin"], 1))
        self.ask("getLive", 200)
        self.assertEqual(self.ask("getCache", 200).json()["hits"], 0)
        self.ask("clearCache", 204)
        self.ask("clearCache", 404, query={"route": "nothing"})
        self.ask("stopGateway", 200)
        self.ask("startGateway", 200)
        self.ask("switchDemo", 400, {"on": "yes"})
        self.assertFalse(self.ask("switchDemo", 200, {"on": False}).json()["config"]["demo"])
        self.assertTrue(self.ask("switchDemo", 200, {"on": True}).json()["config"]["demo"])
        events = self.ask("streamEvents", 200, query={"topics": "status,live,logs"}, read=4096)
        self.assertIn(b"event: hello", events.body)
        self.ask("streamEvents", 400, query={"topics": "weather"})

    def test_3_configuration(self):
        now = self.ask("getConfig", 200).json()
        self.ask("checkConfig", 200, {"text": "version: 9"})
        self.ask("checkConfig", 400, {"text": 5})
        self.ask("putConfig", 200, {"text": now["text"] + "# more\n", "revision": now["revision"]})
        self.ask("putConfig", 409, {"text": now["text"], "revision": now["revision"]})
        now = self.ask("getConfig", 200).json()
        self.ask("putConfig", 422, {"text": "version: 9", "revision": now["revision"]})
        self.ask("putConfig", 400, {})
        self.program.config.write_text("version: 9")
        self.ask("reloadConfig", 422)
        self.program.config.write_text(now["text"])
        self.ask("reloadConfig", 200)

    def test_3_revisions(self):
        now = self.ask("getConfig", 200).json()
        why = {"revision": now["revision"], "message": "once more"}
        now = self.ask("putConfig", 200, {"text": now["text"] + "# again", **why}).json()
        self.ask("putConfig", 400, {"text": "", "revision": now["revision"], "message": "a\nb"})
        page = self.ask("listRevisions", 200, query={"limit": 2}).json()
        self.assertEqual(page["revision_in_force"], now["revision"])
        newest, older = page["revisions"]
        self.assertEqual((newest["message"], newest["added"]), ("once more", 1))
        self.ask("listRevisions", 200, query={"before": older["number"]})
        self.ask("listRevisions", 400, query={"limit": 0})
        newest, older = {"number": str(newest["number"])}, {"number": str(older["number"])}
        self.assertTrue(self.ask("showRevision", 200, path=newest).json()["text"].endswith("# again"))
        self.ask("showRevision", 404, path={"number": "999"})
        self.assertIsNotNone(self.ask("diffRevision", 200, path=newest).json()["from"])
        self.assertIsNone(self.ask("diffRevision", 200, path={"number": "1"}).json()["from"])
        self.ask("diffRevision", 200, path=older, query={"against": "current"})
        self.ask("diffRevision", 400, path=older, query={"against": "yesterday"})
        self.ask("diffRevision", 404, path={"number": "999"})
        self.ask("rollBack", 409, {"revision": "0123456789abcdef"}, path=older)
        self.ask("rollBack", 400, {}, path=older)
        self.ask("rollBack", 404, {"revision": now["revision"]}, path={"number": "999"})
        self.ask("rollBack", 200, {"revision": now["revision"]}, path=older)
        back = self.ask("listRevisions", 200, query={"limit": 1}).json()["revisions"][0]
        self.assertEqual(back["rolled_back_to"], int(older["number"]))
        self.ask("forgetRevision", 204, path=newest)
        self.ask("forgetRevision", 404, path=newest)
        self.ask("forgetRevision", 409, path={"number": str(back["number"])})

    def test_3_settings(self):
        before = self.ask("getSettings", 200).json()["in_force"]["timeouts"]
        self.ask("putSetting", 200, {"value": {"connect": "7s"}})
        now = self.ask("getSettings", 200).json()
        self.assertEqual(now["file"]["timeouts"], {"connect": "7s"})
        self.assertEqual(now["in_force"]["timeouts"], {**before, "connect": "7s"})
        self.ask("putSetting", 422, {"value": {"conect": "7s"}})
        self.ask("putSetting", 400, {})
        self.ask("putSetting", 404, {"value": []}, path={"section": "providers"})
        self.ask("deleteSetting", 200)
        self.ask("deleteSetting", 404)

    def test_4_providers(self):
        self.ask("listPresets", 200)
        self.ask("previewUrls", 200, query={"base_url": "https://llm.example"})
        self.ask("previewUrls", 404, path={"id": "unknown"})
        self.ask("listProviders", 200)
        self.assertTrue(self.ask("testProvider", 200).json()["ok"])
        self.ask("putSecret", 204, {"value": "sk-example-0123456789"})
        self.assertFalse(self.ask("testProvider", 200, path={"id": "nobody"}).json()["ok"])
        self.ask("testProvider", 404, path={"id": "unknown"})
        self.ask("listProviderModels", 200)
        self.ask("listProviderModels", 404, path={"id": "unknown"})
        item = {"id": "more", "kind": "ollama", "base_url": "http://127.0.0.1:10/v1"}
        self.ask("saveProvider", 200, item)
        self.ask("saveProvider", 422, {**item, "kind": "nonsense"})
        self.ask("saveProvider", 400, {})
        self.ask("deleteProvider", 200, path={"id": "more"})
        self.ask("deleteProvider", 404, path={"id": "more"})

    def test_4_models(self):
        model = {"id": "nobody", "model": "house/model"}
        self.ask("putProviderModel", 200, {"price": {"usd_per_mtok": {"input": 1, "output": 2}}}, path=model)
        self.ask("putProviderModel", 422, {"price": {"usd_per_mtok": {"input": 0.000001}}}, path=model)
        self.ask("deleteProviderModel", 200, path=model)
        self.ask("deleteProviderModel", 404, path=model)
        self.assertEqual(self.ask("getCatalog", 200).json()["source"], "built_in")
        self.assertEqual(len(self.ask("listCatalogModels", 200, query={"offset": 3000, "limit": 50}).json()["models"]), 50)
        self.ask("listCatalogModels", 400, query={"limit": 0})
        heading = {"catalog": "signalbox", "version": 1, "date": "2099-01-31"}
        line = {"provider": "openai", "model": "gpt-x"}
        text = "".join(json.dumps(one, separators=(",", ":")) + "\n" for one in (heading, line))
        octets = {"Content-Type": "application/octet-stream"}
        self.ask("putCatalog", 200, text.encode(), headers=octets)
        self.ask("putCatalog", 422, b"no catalogue\n", headers=octets)
        self.ask("deleteCatalog", 200)

    def test_5_secrets(self):
        self.ask("putSecret", 204, {"value": "sk-example-0123456789"})
        self.ask("putSecret", 400, {})
        self.ask("putSecret", 400, {"value": "sk-example-0123456789", "place": "drawer"})
        self.ask("putSecret", 503, {"value": "sk-example-0123456789", "place": "keychain"})
        listed = self.ask("listSecrets", 200).json()
        self.assertEqual((listed["keychain"], listed["default_place"]), ("absent", "vault"))
        self.ask("deleteSecret", 409, query={"unused": "true"})
        self.ask("deleteSecret", 204)
        self.ask("deleteSecret", 404)
        self.ask("unlockKeychain", 204)

    def test_6_routes(self):
        self.ask("listModels", 200, query={"q": "demo", "limit": 2})
        self.ask("listModels", 400, query={"limit": 0})
        self.ask("putRoute", 200, {"flow": {"target": "nobody/x"}}, path={"name": "more"})
        self.ask("putRoute", 422, {"flow": {"target": "unknown/x"}}, path={"name": "more"})
        self.ask("listRoutes", 200)
        rows = {row["outcome"]: row for row in self.ask("listActions", 200).json()["actions"]}
        self.assertEqual((rows["429"]["moves_on"], rows["400"]["moves_on"]), (True, False))
        self.ask("listActions", 200, query={"route": "chain"})
        self.ask("listActions", 404, query={"route": "none"})
        self.ask("dryRun", 200, HELLO, path={"name": "chain"})
        self.ask("dryRun", 200, {}, path={"name": "demo/hello"})
        self.ask("dryRun", 404, {}, path={"name": "unknown"})
        draft = {"flow": {"target": "nobody/z"}}
        self.assertEqual(self.ask("dryRun", 200, {"draft": draft}, path={"name": "new"}).json()["attempts"], ["nobody/z"])
        self.ask("dryRun", 422, {"config": "version: 9"}, path={"name": "chain"})
        self.ask("dryRun", 400, {"config": 5}, path={"name": "chain"})
        self.ask("dryRun", 400, {"messages": 5})
        self.ask("createChatCompletion", 200, HELLO)
        targets = self.ask("listTargets", 200, query={"q": "demo/"}).json()["targets"]
        self.assertEqual({target["state"] for target in targets}, {"ok"})
        self.ask("listTargets", 400, query={"limit": 0})
        self.ask("deleteRoute", 200, path={"name": "more"})
        self.ask("deleteRoute", 404, path={"name": "more"})

    def test_7_keys(self):
        made = self.ask("createKey", 201, {"name": "laptop", "models": ["demo"], "expires": "2090-01-01"})
        self.ask("createKey", 409, {"name": "laptop"})
        self.ask("createKey", 400, {"name": "x", "expires": "soon"})
        key = {"id": made.json()["key"]["id"]}
        self.ask("renameKey", 200, {"name": "desk"}, path=key)
        self.ask("renameKey", 404, {"name": "table"}, path={"id": "unknown"})
        self.ask("createSessionKey", 201)
        self.ask("createSessionKey", 201, {"name": "a console"})
        self.ask("listKeys", 200)
        self.ask("revokeKey", 204, path=key)
        self.ask("revokeKey", 404)

    def test_8_logs(self):
        rows = self.ask("listLogs", 200, query={"limit": 3}).json()
        self.assertEqual(len(rows["rows"]), 3)
        self.ask("listLogs", 200, query={"before": rows["next"]})
        self.ask("listLogs", 400, query={"q": "status:x"})
        for row in self.ask("listLogs", 200, query={"limit": 100}).json()["rows"]:
            self.ask("showLog", 200, path={"id": row["id"]})
        self.ask("showLog", 404)
        answered = self.ask("listLogs", 200, query={"q": "status:200 stream:true"}).json()["rows"][0]
        whole = self.ask("showLog", 200, path={"id": answered["id"]}).json()
        self.assertTrue(whole["response_reassembled"])
        self.ask("showLogBody", 200, path={"id": answered["id"]})
        self.ask("showLogBody", 404)
        self.ask("showLogBody", 400, query={"which": "both"})
        self.ask("logFacets", 200)
        self.ask("logFacets", 400, query={"field": "nonsense"})
        self.ask("logAnchors", 200, query={"every": 2})
        self.ask("logAnchors", 400, query={"every": 0})
        self.ask("exportLogs", 200)
        lines = self.ask("exportLogs", 200, query={"format": "jsonl", "q": "status:200"}).body.splitlines()
        for line in lines:
            row = {"$ref": "#/components/schemas/Row"}
            self.assertIsNone(self.document.mismatch(row, json.loads(line)))
        self.ask("exportLogs", 400, query={"format": "pdf"})
        for by in ("model", "provider", "key", "route", "team", "nothing"):
            self.ask("getSpend", 200, query={"by": by, "step": "day", "zone": "0:60"})
        for demo in ("false", "true"):
            cells = self.ask("getSpend", 200, query={"by": "provider", "demo": demo}).json()["cells"]
            self.assertEqual("demo" in [cell["name"] for cell in cells], demo == "true")
        self.ask("getSpend", 400, query={"step": "year"})

    def test_8_backup(self):
        archive = self.ask("getBackup", 200, query={"log": "true"}).body
        octets = {"Content-Type": "application/octet-stream"}
        self.ask("sendBackup", 415, {}, headers={"Content-Type": "text/plain"})
        self.ask("sendBackup", 400, b"x", query={"offset": -1}, headers=octets)
        self.ask("sendBackup", 200, archive[:700], headers=octets)
        self.ask("sendBackup", 409, b"x", query={"offset": 5}, headers=octets)
        self.ask("stageRestore", 400)
        self.ask("stageRestore", 404)
        half = len(archive) // 2
        self.ask("sendBackup", 200, archive[:half], headers=octets)
        self.ask("sendBackup", 200, archive[half:], query={"offset": half}, headers=octets)
        staged = self.ask("stageRestore", 200).json()
        self.assertIn("state.db", staged["parts"])
        self.assertTrue(self.ask("getStatus", 200).json()["restore_staged"])
        self.ask("forgetRestore", 204)
        self.assertFalse(self.ask("getStatus", 200).json()["restore_staged"])

    def test_9_refusals(self):
        for name, operation in self.document.operations.items():
            security = operation["security"]
            body = {} if "requestBody" in operation else None
            if security and {} not in security:
                self.ask(name, 401, body, credential=False)
                if "adminToken" in security[0]:
                    self.ask(name, 401, body, headers=self.key, credential=False)
            self.ask(name, 403, body, headers={"Host": "evil.example"})

    def test_each_operation_has_succeeded(self):
        self.assertEqual(set(self.document.operations) - self.succeeded, set())


if __name__ == "__main__":
    OpenApi.binary = sys.argv.pop(1)
    unittest.main(verbosity=2)
