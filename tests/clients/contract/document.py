"""docs/openapi.yaml as something to hold answers to."""

import copy
import json
import pathlib

import jsonschema
import yaml

PATH = pathlib.Path(__file__).parents[3] / "docs" / "openapi.yaml"
METHODS = ("get", "put", "post", "delete", "patch")
# What these hold is the caller's or the file's own; more members than described are right.
OPEN = {"Node", "OpenAiError"}
SCHEMAS = "#/components/schemas/"


class Document:
    def __init__(self):
        self.raw = yaml.safe_load(PATH.read_text())
        self.parts = set(_parts(self.raw))
        self.closed = copy.deepcopy(self.raw["components"])
        for name, schema in self.closed["schemas"].items():
            if name not in OPEN and name not in self.parts:
                self._close(schema)
        self.operations = {}
        for path, item in self.raw["paths"].items():
            for method in METHODS:
                if method in item:
                    operation = dict(item[method], path=path, method=method.upper())
                    operation["parameters"] = [self.resolved(p) for p in
                                               item.get("parameters", []) + operation.get("parameters", [])]
                    self.operations[operation["operationId"]] = operation

    def resolved(self, node):
        while "$ref" in node:
            found = self.raw
            for part in node["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            node = found
        return node

    def judge(self, operation, status, content_type, body):
        """What is wrong with an answer; None if it is as described."""
        responses = operation["responses"]
        response = responses.get(str(status)) or responses.get(f"{status // 100}XX")
        if response is None:
            return f"the status {status} is not described"
        content = self.resolved(response).get("content")
        if content is None:
            return None if not body else "a body is not described"
        kind = content_type.partition(";")[0].strip()
        if kind not in content:
            return f"the content type {kind} is not described for {status}"
        if kind not in ("application/json", "application/problem+json"):
            return None
        return self.mismatch(content[kind]["schema"], json.loads(body))

    def mismatch(self, schema, value):
        schema = copy.deepcopy(schema)
        self._close(schema)
        validator = jsonschema.Draft202012Validator({**schema, "components": self.closed})
        problems = sorted(validator.iter_errors(value), key=lambda e: list(e.absolute_path))
        if not problems:
            return None
        return "; ".join(f"{'/'.join(map(str, e.absolute_path)) or 'the body'}: {e.message[:300]}"
                         for e in problems[:5])

    def _close(self, schema):
        """Members that are not described become mistakes."""
        if not isinstance(schema, dict):
            return
        if "allOf" in schema or schema.get("$ref", "").removeprefix(SCHEMAS) in self.parts:
            schema.setdefault("unevaluatedProperties", False)
            return
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
            for member in schema["properties"].values():
                self._close(member)
        self._close(schema.get("items"))


def _parts(node):
    """The names of schemas that stand in an allOf: others add members to theirs."""
    if isinstance(node, dict):
        for part in node.get("allOf", []):
            if "$ref" in part:
                yield part["$ref"].removeprefix(SCHEMAS)
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else []:
        yield from _parts(inner)
