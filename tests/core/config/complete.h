// A file that uses every key, and what the tests' program knows.
#pragma once

#include <string_view>

#include "core/config/load.h"

namespace sb::test {

inline config::Known known() {
  config::Known known;
  known.kinds = {"openai", "openai_compatible", "anthropic", "groq", "ollama", "workspaced"};
  known.kindsWithoutUrl = {"openai_compatible"};
  known.headersToFill = {{"workspaced", "x-workspace"}};
  return known;
}

inline constexpr std::string_view kComplete = R"(version: 1
listen:
  - { address: 127.0.0.1, port: 7501, tls: none }
  - address: 192.168.1.20
    port: 7443
    tls: { cert: /etc/c.pem, key: /etc/k.pem, client_ca: /etc/ca.pem }
admin: { address: "::1", port: 7502 }
auth: { required: true }
hosts: [ Gateway.Local ]
origins: [ "https://app.example.com:8443" ]
network: { proxy: "socks5h://proxy.example:1080", extra_ca: [ /etc/corp.pem ], fetch_media: true }
timeouts: { connect: 1s, pool_wait: 2s, first_token: 3s, stall: 4s, total: 5m, hold_head: 250ms }
limits: { head: 32KB, body: 10MB, bodies: 100MB, event: 1MiB, head_time: 11s, body_time: 12s, idle: 13s }
workers: 3
keys:
  - { name: ci, value: "env:SB_KEY", models: [ "fast", "openai/*" ], tags: [ ci, "night job" ], expires: 2027-01-01 }
  - name: laptop
    value: file:/run/credentials/laptop
    expires: 2027-01-01T12:00:00.5+02:00
providers:
  - id: openai
    kind: openai
    base_url: https://api.example.com/v1
    keys:
      - { name: main, secret: "env:OPENAI_API_KEY", weight: 2.5 }
      - { name: spare, secret: vault:openai-2, disabled: true }
    proxy: none
    extra_ca: [ /etc/a.pem, /etc/b.pem ]
    headers: { OpenAI-Organization: org-1 }
    timeouts: { first_token: 600s }
    disabled: true
  - { id: local.box_1, kind: openai_compatible, base_url: "http://[::1]:9100/v1", dialects: [ openai_chat, anthropic ] }
models:
  - provider: openai
    model: house-model
    price:
      usd_per_mtok: { input: 1.0, output: 2, cache_read: 0.1, cache_write: 1.25, cache_write_1h: 2.000001, input_audio: 3, output_audio: 4, reasoning: 2.5e-2 }
    context: 128000
    max_output: 16000
routes:
  - name: fast
    match: [ "claude-*haiku*", "small-?" ]
    timeout: 90s
    cache: { exact: { ttl: 5m, scope: all }, coalesce: true }
    flow:
      id: first
      label: Try both
      timeout: { stall: 7s }
      retry: 2
      params:
        default: { temperature: 0.7, stop: [ "a", null ], seed: "7" }
        override: { reasoning: { effort: low, on: true }, n: 1 }
        drop: [ logprobs ]
        unsupported: drop
      prompt: { prepend: "Be brief.\nNow.", append: "Really.", template: "<r>{{ system }}</r> {{{{x}}" }
      headers: { set: { X-Team: red }, remove: [ X-Debug ] }
      fallback:
        move_on: [ 429, 5xx, timeout ]
        try:
          - { target: openai/gpt-4o-mini, timeout: { total: 20s } }
          - fallback:
              try:
                - target: local.box_1/qwen/qwen3:8b
                - { id: last, target: openai/gpt-4o, cache: off }
  - { name: plain, cache: { coalesce: true }, flow: { target: openai/gpt-4o, cache: { exact: {} } } }
ledger: { bodies: redacted, retain: 7d, max_bytes: 2GB, durability: strict, on_full: serve }
cache: { memory: 10MB, disk: off }
)";

}  // namespace sb::test
