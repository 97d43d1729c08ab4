// Documents as the admin API sends them, and one with members of many.
#pragma once

namespace sb::test {

inline constexpr const char* kRow = R"({"seq":7,"id":"req_1","at":"2026-11-22T10:00:00.123Z",
  "endpoint":"chat.completions","dialect":"openai_chat","key":"ci","team":null,"route":"fast",
  "model_asked":"fast","provider":"openai","model":"gpt-4o-mini","status":200,"outcome":"ok",
  "error":null,"stream":true,"ms":{"queue":0.1,"first_token":412.0,"total":1830.5},
  "overhead_us":87,"usage":{"input":812,"cache_read":5,"cache_write":0,"output":96,"reasoning":3,
  "input_audio":2},"usage_estimated":false,"cost_usd":"0.000179400","priced":true,"cache":"miss",
  "attempts":2,"tags":["ci"],"mirror":false,"may_have_been_charged":false})";

inline constexpr const char* kDetail =
    R"({"id":"req_1","attempts":[{"n":1,"provider":"local","model":"qwen3",
  "key":null,"status":null,"outcome":"connect_refused","detail":"refused","why":"first",
  "url":"http://x","ms":{"connect":1.2},"usage":{"input":1},"cost_usd":null,"priced":false}],
  "price_lines":[{"attempt":2,"bucket":"input","tokens":812,"usd_per_mtok":0.15,
  "usd":"0.000121800"},{"attempt":2,"bucket":"web_search","calls":3,
  "usd_per_call":"0.010000000","usd":"0.030000000"}],"key_id":"k","finish_reason":"stop","metadata":{"a":1},"user":"u",
  "session":"s","client_address":"127.0.0.1","user_agent":"x","dropped_params":["logprobs"],
  "converted_params":["a budget"],
  "feedback":[{"at":"2026-11-22T10:00:00.123Z","score":0.5,"comment":null}],"bodies_shed":false,
  "request":{"model":"fast"},"request_body":{"bytes":10,"kept":true,"expired":false,
  "sha256":"ab"},"response":null,"response_body":{"bytes":0,"kept":false,"expired":true},
  "response_reassembled":false,"rows":[{"id":"req_2"}],"values":[{"value":"a","count":1}],
  "seqs":[1,2],"open":[{"id":"x"}],"gateway":{"addresses":["http://127.0.0.1:1"]},
  "ledger":{"lag_ms":1},"config":{"revision":"r"},"keys":[{"id":"k"}],
  "providers":[{"id":"p","urls":{"chat":"http://x"},"keys":[{"name":"main"}],"item":{"id":"p"}}],
  "models":[{"model":"m","price":[{"above_tokens":0,"usd_per_mtok":{"input":1}}]}],
  "routes":[{"name":"r","flow":{"target":"a/b"}}],"path":[{"node":"n"}],"attempts_2":[],
  "obstacles":[null,"x"],"problems":[{"line":1}],"secrets":[{"name":"s"}],"presets":[{"id":"p"}],
  "cells":[{"usage":{"input":1}}],"gaps":[{"rows":1}],"tls":{"verified":true},"ms":{"total":1},
  "error":{"kind":"x"},"key":{"id":"k"},"text":"t"})";

}  // namespace sb::test
