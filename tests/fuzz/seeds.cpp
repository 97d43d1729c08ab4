#include "tests/fuzz/targets.h"

namespace sb::fuzz {
namespace {

struct Seed {
  std::string_view target;  // the beginning of their names
  std::string_view text;
};

constexpr Seed kSeeds[] = {
    {"request_openai_chat",
     R"({"model":"m","max_tokens":9,"temperature":0.5,"stop":["a"],"n":1,"stream":true,)"
     R"("stream_options":{"include_usage":true},"reasoning_effort":"low","user":"u",)"
     R"("messages":[{"role":"developer","content":"d"},{"role":"user","content":[{"type":"text",)"
     R"("text":"a\n\u00e9"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AA==",)"
     R"("detail":"low"}},{"type":"file","file":{"filename":"f","file_data":)"
     R"("data:application/pdf;base64,AA=="}},{"type":"input_audio","input_audio":{"data":"AA==",)"
     R"("format":"wav"}}]},{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":)"
     R"("function","function":{"name":"f","arguments":"{\"a\":1}"}}]},{"role":"tool",)"
     R"("tool_call_id":"c","content":"1"}],"tools":[{"type":"function","function":{"name":"f",)"
     R"("strict":true,"parameters":{"type":"object","properties":{"a":{"type":["string","null"],)"
     R"("enum":[1]}},"additionalProperties":false}}}],"tool_choice":"required",)"
     R"("response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{}}}})"},
    {"request_completions",
     R"({"model":"m","prompt":["once"],"suffix":"s","echo":true,"logprobs":1,"best_of":2,"n":1,)"
     R"("max_tokens":9,"stop":["a"],"stream":true,"stream_options":{"include_usage":true}})"},
    {"request_anthropic",
     R"({"model":"m","max_tokens":9,"system":[{"type":"text","text":"s","cache_control":{"type":)"
     R"("ephemeral","ttl":"1h"}}],"thinking":{"type":"enabled","budget_tokens":2000},)"
     R"("messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64",)"
     R"("media_type":"image/png","data":"AA=="}},{"type":"document","source":{"type":"url","url":)"
     R"("https://a/b.pdf"}}]},{"role":"assistant","content":[{"type":"thinking","thinking":"t",)"
     R"("signature":"sb1.gemini.x"},{"type":"tool_use","id":"t","name":"f","input":{}}]},)"
     R"({"role":"user","content":[{"type":"tool_result","tool_use_id":"t","is_error":true,)"
     R"("content":[{"type":"text","text":"x"}]}]}],"tools":[{"name":"f","input_schema":{}},)"
     R"({"type":"web_search_20250305","name":"web_search"}],"tool_choice":{"type":"any",)"
     R"("disable_parallel_tool_use":true}})"},
    {"request_openai_responses",
     R"({"model":"m","instructions":"i","store":false,"input":[{"role":"user","content":[{"type":)"
     R"("input_text","text":"a"},{"type":"input_image","image_url":"https://a/b.png"}]},{"type":)"
     R"("reasoning","id":"r","summary":[],"encrypted_content":"x"},{"type":"function_call",)"
     R"("call_id":"c","name":"f","arguments":"{}"},{"type":"function_call_output","call_id":"c",)"
     R"("output":"1"},{"type":"item_reference","id":"x"}],"tools":[{"type":"function","name":"f",)"
     R"("parameters":{}},{"type":"custom","name":"g"},{"type":"web_search"},{"type":"namespace",)"
     R"("name":"n","tools":[]}],"text":{"format":{"type":"json_object"}},"reasoning":{"effort":)"
     R"("high","summary":"auto"},"include":["reasoning.encrypted_content"]})"},
    {"request_gemini",
     R"({"systemInstruction":{"parts":[{"text":"s"}]},"contents":[{"role":"user","parts":[{)"
     R"("text":"a"},{"inlineData":{"mimeType":"image/png","data":"AA=="}},{"fileData":{"fileUri":)"
     R"("https://a/b.pdf"}}]},{"role":"model","parts":[{"thought":true,"text":"t"},{)"
     R"("functionCall":{"name":"f","args":{"a":[1,null]}},"thoughtSignature":"AA=="}]},{"role":)"
     R"("user","parts":[{"functionResponse":{"name":"f","response":{"output":"1"}}}]}],"tools":)"
     R"([{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT"}}]},{"googleSearch":)"
     R"({}}],"toolConfig":{"functionCallingConfig":{"mode":"ANY"}},"generationConfig":{)"
     R"("maxOutputTokens":9,"responseMimeType":"application/json","responseSchema":{"type":)"
     R"("STRING","nullable":true},"thinkingConfig":{"thinkingBudget":-1}}})"},
    {"embeddings", R"({"model":"m","input":["a","b"],"dimensions":8,"encoding_format":"base64"})"},
    {"embeddings", R"({"requests":[{"model":"models/m","content":{"parts":[{"text":"a"}]}}]})"},
    {"embeddings", R"({"data":[{"index":0,"embedding":[0.5,-1e-3]}],"usage":{"prompt_tokens":1}})"},
    {"embeddings", R"({"data":[{"index":0,"embedding":"AACAPw=="}]})"},
    {"embeddings", R"({"embeddings":[{"values":[1,2]}]})"},
    {"embeddings", R"({"embedding":{"values":[1,2]}})"},
    {"tokens", "It's THEY'RE (foo.bar) camelCase HTTPServer 1234567 ==> //\n\n  x \t\r\n"},
    {"tokens",
     "\xe4\xb8\xad\x41\x42 e\xcc\x81 \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb \xff\xc0\x80 "
     "\xe2\x82"},
    {"tokens",
     "zxqjvkzxqjvkzxqjvk aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa                    "
     "!!!!!!!!!!"},
    {"chunks",
     R"({"id":"c","created":7,"model":"m","choices":[{"index":0,"message":{"role":"assistant",)"
     R"("content":"a","tool_calls":[{"id":"t","type":"function","function":{"name":"f",)"
     R"("arguments":"{}"}}]},"finish_reason":"tool_calls","logprobs":null}],"usage":{}})"},
    {"chunks", R"({"id":"c","choices":[{"index":0,"text":"a","finish_reason":"stop"}]})"},
    {"count_", R"({"input_tokens":12,"totalTokens":12})"},
    {"count_", R"({"input_tokens":-1,"totalTokens":-1})"},
    {"count_gemini",
     R"({"generateContentRequest":{"model":"models/m","contents":[{"parts":[{"text":"a"}]}],)"
     R"("tools":[{"functionDeclarations":[{"name":"f"}]}]}})"},
    {"error_cause",
     R"({"error":{"message":"This model's maximum context length is 8192 tokens","type":)"
     R"("invalid_request_error","param":"messages","code":"context_length_exceeded"}})"},
    {"error_cause",
     R"({"type":"error","error":{"type":"invalid_request_error","message":"Prompt is too long"}})"},
    {"error_cause",
     R"({"error":{"code":400,"message":"It exceeds the maximum number of tokens","status":)"
     R"("INVALID_ARGUMENT"}})"},
    {"error_cause", R"({"error":{"code":"content_filter","message":"x","innererror":{"code":)"
                    R"("ResponsibleAIPolicyViolation"}}})"},
    {"models", R"({"object":"list","data":[{"id":"a","object":"model"},{"id":"b/c"},1]})"},
    {"models", R"({"models":[{"name":"models/a","displayName":"A"},{"name":"models/"}]})"},
    {"models", R"([{"id":"a"}])"},
    {"waits", "retry-after\tWed, 21 Oct 2026 07:28:00 GMT\nretry-after-ms\t1500"},
    {"waits",
     "x-ratelimit-remaining-tokens\t0\nx-ratelimit-reset-tokens\t6m0.5s\nx-ratelimit-reset\t"
     "1790000060000\nretry-after\t2026-10-21T07:28:00.5Z"},
    {"waits", "retry-after\tSunday, 06-Nov-94 08:49:37 GMT\nretry-after\tSun Nov  6 08:49:37 1994"},
    {"catalogue",
     "{\"catalog\":\"signalbox\",\"version\":1,\"date\":\"2026-11-23\"}\n"
     R"({"provider":"anthropic","model":"claude-1","mode":"chat","max_output":8192})"
     "\n"
     R"({"provider":"anthropic","model":"claude-v1","price":{"input":"8","output":"24"},)"
     R"("per_call":{"web_search":"0.01"}})"
     "\n"},
    {"prices", "usd_per_mtok: { input: 0, output: 0 }"},
    {"prices",
     "usd_per_mtok:\n  input: 1.25\n  cache_read: 0.125\n  output: 10\n  output_image: 30\ntiers:\n"
     "  - above_tokens: 200000\n    usd_per_mtok: { input: 2.5, output: 15 }\n"
     "  - { above_tokens: 400000, usd_per_mtok: { input: 5, output: 1e1 } }"},
    {"prices",
     "{ usd_per_mtok: { input: \"3\", reasoning: 0.000003 }, usd_per_call: { web_search: 0.01 } }"},
    {"prices",
     "usd_per_mtok: { input: 3, output: 15, cache_write: 3.75, cache_write_1h: 6 "
     "}\nservice_tiers:\n"
     "  batch: { usd_per_mtok: { input: 1.5, output: 7.5 } }\n"
     "  flex: { usd_per_mtok: { input: 1.5 } }\n"
     "usd_per_call: { file_search: 0.0025, grounded_prompt: 0.035 }"},
    {"canonical", "{\"b\": [ {\"d\":1, \"c\" :{}} , [] ],\n\"a\":\"\\u00e9\\\"\",\"b\":0}"},
    {"list", "[{\"a\":\"]\\\"\"}\n,\r\n{\"b\":[1]}]"},
    {"condition_text",
     "has(images) or tokens > 100k and not (key in ['a', \"b\"] or tags contains 'c')"},
    {"condition_text",
     "body.messages[-1][\"a.b\"] >= -0.5e-3 and headers.x-y =~ '(?i)^\\d+$' or weekday < 'sun'"},
    {"condition_text",
     "client not in ['10.0.0.0/8','::1'] and time>='08:00' or language != 'en' or not stream"},
    {"condition_text",
     "metadata[\"\\u00e9\"] == '\\ud83d\\ude00\\n' and exists(team) or 1_0 < false"},
    {"condition_tree",
     R"({"$or":[{"images":{"$has":true}},{"tokens":{"$gt":1,"$lte":5.5}},true],"metadata.t":"g"})"},
    {"condition_tree",
     R"({"$not":{"user":{"$not":{"$regex":"^a+$"},"$exists":false}},"key":{"$nin":["a"]}})"},
    {"condition_tree",
     R"({"$and":[{"client":{"$in":["10.0.0.0/8"]}},{"body.a[0]":{"$ne":1e300}}]})"},
    {"language", "Warum ist der Himmel blau? \xe6\x9d\xb1\xe4\xba\xac \xd0\xbf\xd1\x80"},
    {"sse", "\xef\xbb\xbf: c\r\nevent: a\ndata: 1\ndata:2\rid: 3\r\rdata: [DONE]\n\n"},
    {"sse", "event: x\ndata: {\"a\":1}\n\ndata: last"},
    {"http_request", "GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n"},
    {"http_request", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"},
    {"http_request",
     "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3;a=\"b\"\r\nabc\r\n0\r\n"
     "T: 1\r\n\r\n"},
    {"http_response", "HTTP/1.1 100 Go\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"},
    {"http_response", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"},
    {"http_response", "HTTP/1.0 200 OK\nConnection: close\n\nok"},
};

}  // namespace

std::vector<std::string> seedsOf(std::string_view target) {
  // What looks at requests of every dialect.
  const bool all = target == "look" || target == "earlier" || target == "echo" ||
                   target == "canonical" || target == "system_prompt";
  const std::string request = "request_" + std::string(target.substr(target.find('_') + 1));
  std::vector<std::string> seeds;
  for (const Seed& seed : kSeeds) {
    const bool counts =
        target.starts_with("count_") && (seed.target == "count_" || seed.target == request);
    if (seed.target == target || counts || (all && seed.target.starts_with("request_")))
      seeds.emplace_back(seed.text);
  }
  return seeds;
}

}  // namespace sb::fuzz
