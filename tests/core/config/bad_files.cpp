#include <QtTest>

#include "complete.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::config;

namespace {

// In the texts ⏎ ends a line. `at` is line:column of the only problem, or of the first of several.
struct Row {
  const char* name;
  const char* text;
  const char* at;
  const char* what;
};

const Row kSyntax[] = {
    {"open bracket", "version: 1⏎hosts: [ a", "2:11", "end of sequence flow not found"},
    {"two colons", "version: 1⏎hosts: a: b", "2:9", "illegal map value"},
    {"tab", "version: 1⏎admin:⏎\tport: 1", "3:6", "a tab in the indentation, expected spaces"},
    {"escape", "version: 1⏎hosts: [ \"\\q\" ]", "2:13", "unknown escape character"},
    {"open quote", "version: 1⏎hosts: \"x ]⏎workers: 2⏎", "2:8", "a quote that is never closed"},
    {"alias", "version: 1⏎hosts: &a [ x ]⏎origins: *a", "2:8", "anchors (&name) are not supported"},
    {"undefined alias", "version: 1⏎hosts: *a", "2:8", "the referenced anchor is not defined"},
    {"tag", "version: !!int 1", "1:10", "tags (!name) are not supported"},
    {"two documents", "version: 1⏎---⏎version: 1", "2:1", "a second document"},
    {"control character", "version: 1⏎hosts: [ é\x01 ]", "2:11", "a control character"},
    {"not UTF-8", "version: 1⏎hosts: [ \xff ]", "1:1", "not UTF-8"},
};

const Row kServer[] = {
    {"root list", "- a", "1:1", "a list stands here, expected a map with version, listen"},
    {"root text", "hello", "1:1", "text stands here, expected a map"},
    {"no version", "workers: 1", "1:1", "\"version\" is missing here"},
    {"other version", "version: 2", "1:10", "expected version: 1"},
    {"version list", "version: [1]", "1:10", "expected version: 1"},
    {"unknown key", "version: 1⏎provders: []", "2:1",
     "unknown key \"provders\", did you mean \"providers\"?"},
    {"far key", "version: 1⏎xyzzyplugh: []", "2:1",
     "unknown key \"xyzzyplugh\", expected one of version, listen"},
    {"merge key", "version: 1⏎<<: { workers: 2 }", "2:1", "unknown key"},
    {"duplicate key", "version: 1⏎workers: 1⏎workers: 2", "3:1",
     "the key \"workers\" stands twice in this map (first in line 2)"},
    {"duplicate inner key", "version: 1⏎admin: { port: 1, \"port\": 2 }", "2:19",
     "\"port\" stands twice"},
    {"map as key", "version: 1⏎? { a: b }⏎: 1", "2:3", "a key that is no text"},
    {"port too large", "version: 1⏎listen: { port: 65536 }", "2:17",
     "expected a whole number from 0 to 65535"},
    {"port negative", "version: 1⏎listen: { port: -1 }", "2:17", "from 0 to 65535"},
    {"port text", "version: 1⏎listen: { port: http }", "2:17",
     "\"http\" stands here, expected a whole number"},
    {"port fraction", "version: 1⏎listen: { port: 1.5 }", "2:17", "expected a whole number"},
    {"port huge", "version: 1⏎listen: { port: 99999999999999999999 }", "2:17",
     "expected a whole number"},
    {"port empty", "version: 1⏎listen:⏎  port:", "3:3",
     "nothing stands here, expected a whole number"},
    {"address name", "version: 1⏎listen: { address: example.com }", "2:20",
     "expected an IP address or localhost"},
    {"address brackets", "version: 1⏎listen: { address: \"[::1]\" }", "2:20",
     "without brackets or localhost"},
    {"address short", "version: 1⏎listen: { address: 127.1 }", "2:20", "is no address"},
    {"address list", "version: 1⏎listen: { address: [] }", "2:20",
     "a list stands here, expected text"},
    {"listen text", "version: 1⏎listen: 7411", "2:9",
     "text stands here, expected a map with address, port or tls"},
    {"no listener", "version: 1⏎listen: []", "2:9", "no listener, expected at least one"},
    {"same listener", "version: 1⏎listen: [ { port: 1 }, { port: 1 } ]", "2:24",
     "the same address and port as the listener in line 2"},
    {"wildcard listener", "version: 1⏎listen:⏎  - { port: 1 }⏎  - { address: 0.0.0.0, port: 1 }",
     "4:5", "as the listener in line 3"},
    {"same IPv6",
     "version: 1⏎listen:⏎  - { address: \"::1\", port: 1 }⏎  - { address: \"0:0::1\", port: 1 }",
     "4:5", "as the listener in line 3"},
    {"localhost twice",
     "version: 1⏎listen:⏎  - { address: localhost, port: 1 }⏎  - { address: \"::1\", port: 1 }",
     "4:5", "as the listener in line 3"},
    {"tls auto", "version: 1⏎listen: { tls: auto }", "2:16",
     "tls: auto is not available in this version, expected none"},
    {"tls word", "version: 1⏎listen: { tls: yes }", "2:16",
     "expected none or a map with cert, key"},
    {"tls no key", "version: 1⏎listen: { tls: { cert: c } }", "2:16", "\"key\" is missing"},
    {"tls unknown", "version: 1⏎listen: { tls: { cert: c, key: k, ca: x } }", "2:35",
     "unknown key \"ca\""},
    {"admin open", "version: 1⏎admin: { address: 0.0.0.0 }", "2:19",
     "the admin address must be on loopback in this version (TLS for it"},
    {"admin port taken", "version: 1⏎admin: { port: 7411 }", "2:8",
     "the same address and port as a gateway listener"},
    {"auth word", "version: 1⏎auth: { required: no }", "2:19",
     "\"no\" stands here, expected true or false"},
    {"auth off in the open", "version: 1⏎auth: { required: false }⏎listen: { address: 10.0.0.1 }",
     "2:19", "only while every listener is on loopback"},
    {"host with port", "version: 1⏎hosts: [ \"a.b:80\" ]", "2:10", "no host name"},
    {"host empty", "version: 1⏎hosts: [ \"\" ]", "2:10", "an empty text, expected some"},
    {"hosts text", "version: 1⏎hosts: a.b", "2:8",
     "text stands here, expected a list of host names"},
    {"origin star", "version: 1⏎origins: [ \"*\" ]", "2:12",
     "a wildcard, expected each allowed origin"},
    {"origin path", "version: 1⏎origins: [ \"https://a.b/c\" ]", "2:12", "an origin with a path"},
    {"origin name", "version: 1⏎origins: [ a.b ]", "2:12", "not a web origin"},
    {"proxy scheme", "version: 1⏎network: { proxy: \"ftp://p:1\" }", "2:19",
     "expected system, none, or an http, socks5"},
    {"proxy over TLS", "version: 1⏎network: { proxy: \"https://p:1\" }", "2:19", "not a proxy"},
    {"proxy host", "version: 1⏎network: { proxy: \"http://\" }", "2:19",
     "a proxy URL without a host"},
    {"proxy path", "version: 1⏎network: { proxy: \"http://p:1/x\" }", "2:19",
     "a proxy URL with a path"},
    {"proxy port", "version: 1⏎network: { proxy: \"http://p:70000\" }", "2:19", "bad port"},
    {"proxy password", "version: 1⏎network: { proxy: \"http://u:p@p:1\" }", "2:19",
     "a user name or password does not belong in the file"},
    {"extra ca text", "version: 1⏎network: { extra_ca: a.pem }", "2:22",
     "expected a list of file paths"},
    {"time without unit", "version: 1⏎timeouts: { connect: 5 }", "2:22",
     "\"5\" stands here, expected a time like 250ms"},
    {"time zero", "version: 1⏎timeouts: { connect: 0s }", "2:22",
     "no time at all, expected more than 0"},
    {"time fraction", "version: 1⏎timeouts: { connect: 1.5s }", "2:22", "expected a time like"},
    {"time unknown", "version: 1⏎timeouts: { conect: 5s }", "2:13", "did you mean \"connect\"?"},
    {"size without unit", "version: 1⏎limits: { head: 64 }", "2:17",
     "expected a size like 512B, 64KB"},
    {"size too small", "version: 1⏎limits: { head: 1B }", "2:17",
     "is out of range, expected 1024 to"},
    {"bodies below body", "version: 1⏎limits: { body: 2MB, bodies: 1MB }", "2:9",
     "is less than body"},
    {"no workers", "version: 1⏎workers: 0", "2:10", "from 1 to 64"},
    {"ledger word", "version: 1⏎ledger: { bodies: some }", "2:19",
     "\"some\" is not possible here, expected none, redacted or full"},
    {"ledger list", "version: 1⏎ledger: { durability: [ strict ] }", "2:23",
     "a list is not possible here, expected batched or strict"},
    {"cache room", "version: 1⏎cache: { memory: 64 }", "2:18", "expected a size like"},
    {"cache disk", "version: 1⏎cache: { disk: none }", "2:16", "expected a size like"},
    {"cache at the top", "version: 1⏎cache: { exact: {} }", "2:10", "unknown key \"exact\""},
};

const Row kKeys[] = {
    {"no name", "version: 1⏎keys: [ { value: env:K } ]", "2:9", "\"name\" is missing"},
    {"no value", "version: 1⏎keys: [ { name: a } ]", "2:9", "\"value\" is missing"},
    {"twice", "version: 1⏎keys:⏎  - { name: a, value: env:K }⏎  - { name: a, value: env:L }",
     "4:13", "the key name \"a\" is already used in line 3"},
    {"bad date", "version: 1⏎keys: [ { name: a, value: env:K, expires: 2027-02-30 } ]", "2:43",
     "no date, expected e.g. 2027-01-01"},
    {"time without zone",
     "version: 1⏎keys: [ { name: a, value: env:K, expires: 2027-02-01T10:00:00 } ]", "2:43",
     "no date"},
    {"team", "version: 1⏎keys: [ { name: a, value: env:K, team: ops } ]", "2:34",
     "unknown key \"team\""},
    {"tag with comma", "version: 1⏎keys: [ { name: a, value: env:K, tags: [ \"x,y\" ] } ]", "2:42",
     "a comma in a tag"},
    {"plain text", "version: 1⏎keys: [ env:K ]", "2:9",
     "text stands here, expected a map with name, value"},
    {"variable name", "version: 1⏎keys: [ { name: a, value: \"env:A-B\" } ]", "2:27",
     "env: and a variable's name"},
    {"empty vault name", "version: 1⏎keys: [ { name: a, value: \"vault:\" } ]", "2:27",
     "vault: and a secret's name"},
    {"value number", "version: 1⏎keys: [ { name: a, value: 5 } ]", "2:27",
     "a secret does not belong in the file"},
    {"value list", "version: 1⏎keys: [ { name: a, value: [] } ]", "2:27",
     "expected where the secret is kept"},
    {"keychain", "version: 1⏎keys: [ { name: a, value: keychain:x } ]", "2:27",
     "there is no keychain in this program, expected vault:NAME, env:NAME or file:PATH"},
};

// Rows begin with "version: 1⏎providers:⏎".
const Row kProviders[] = {
    {"no id", "  - { kind: openai }", "3:5", "\"id\" is missing"},
    {"no kind", "  - { id: a }", "3:5", "\"kind\" is missing"},
    {"upper case", "  - { id: OpenAI, kind: openai }", "3:11",
     "\"OpenAI\" is no provider id, expected a-z"},
    {"slash", "  - { id: a/b, kind: openai }", "3:11", "is no provider id"},
    {"dash first", "  - { id: \"-a\", kind: openai }", "3:11", "is no provider id"},
    {"reserved", "  - { id: v1beta, kind: openai }", "3:11", "\"v1beta\" is reserved"},
    {"reserved k", "  - { id: k, kind: openai }", "3:11", "is reserved"},
    {"twice", "  - { id: a, kind: openai }⏎  - { id: a, kind: groq }", "4:11",
     "the provider id \"a\" is already used in line 3"},
    {"kind", "  - { id: a, kind: opnai }", "3:20",
     "unknown provider kind \"opnai\", did you mean \"openai\"?"},
    {"dialect", "  - { id: a, kind: openai, dialects: [ antropic ] }", "3:40",
     "unknown dialect \"antropic\", did you mean \"anthropic\"?"},
    {"far kind", "  - { id: a, kind: zzz }", "3:20",
     "expected one of openai, openai_compatible, anthropic"},
    {"url missing", "  - { id: a, kind: openai_compatible }", "3:5", "base_url is missing"},
    {"header missing", "  - { id: a, kind: workspaced, headers: { x-other: w } }", "3:5",
     "x-workspace in headers is missing, expected it for the kind \"workspaced\""},
    {"url scheme", "  - { id: a, kind: openai, base_url: \"ftp://x\" }", "3:38",
     "not an http or https URL"},
    {"url bare", "  - { id: a, kind: openai, base_url: api.openai.com }", "3:38",
     "not an http or https URL"},
    {"url no host", "  - { id: a, kind: openai, base_url: \"http:///v1\" }", "3:38",
     "a URL without a host"},
    {"url user", "  - { id: a, kind: openai, base_url: \"http://u@h/v1\" }", "3:38",
     "a user name or password"},
    {"url query", "  - { id: a, kind: openai, base_url: \"http://h/v1?k=1\" }", "3:38",
     "with a query or fragment"},
    {"url fragment", "  - { id: a, kind: openai, base_url: \"http://h/v1#x\" }", "3:38",
     "with a query or fragment"},
    {"url port", "  - { id: a, kind: openai, base_url: \"http://h:99999/\" }", "3:38", "bad port"},
    {"T102 own port", "  - { id: a, kind: openai, base_url: \"http://127.0.0.1:7411/v1\" }", "3:38",
     "leads back to this gateway's own gateway listener"},
    {"T102 localhost", "  - { id: a, kind: openai, base_url: \"http://LOCALHOST:7411/v1\" }",
     "3:38", "leads back"},
    {"T102 IPv6", "  - { id: a, kind: openai, base_url: \"http://[::1]:7411/v1\" }", "3:38",
     "leads back"},
    {"T102 mapped", "  - { id: a, kind: openai, base_url: \"http://[::ffff:127.0.0.1]:7411\" }",
     "3:38", "leads back"},
    {"T102 other loopback", "  - { id: a, kind: openai, base_url: \"http://127.9.9.9:7411\" }",
     "3:38", "leads back"},
    {"T102 short form", "  - { id: a, kind: openai, base_url: \"http://127.1:7411\" }", "3:38",
     "leads back"},
    {"T102 number form", "  - { id: a, kind: openai, base_url: \"http://2130706433:7411\" }",
     "3:38", "leads back"},
    {"T102 any address", "  - { id: a, kind: openai, base_url: \"http://0.0.0.0:7411\" }", "3:38",
     "leads back"},
    {"T102 escaped host", "  - { id: a, kind: openai, base_url: \"http://%6cocalhost:7411\" }",
     "3:38", "leads back"},
    {"T102 admin port", "  - { id: a, kind: openai, base_url: \"http://localhost:7412\" }", "3:38",
     "own admin listener"},
    {"T102 default port",
     "  - { id: a, kind: openai, base_url: \"http://localhost\" }⏎listen: { port: 80 }", "3:38",
     "leads back"},
    {"T102 wildcard listener",
     "  - { id: a, kind: openai, base_url: \"http://localhost:9\" }⏎listen: { address: 0.0.0.0, "
     "port: 9 }",
     "3:38", "leads back"},
    {"T102 own address",
     "  - { id: a, kind: openai, base_url: \"http://10.1.1.1:9\" }⏎listen: { address: 10.1.1.1, "
     "port: 9 }",
     "3:38", "leads back"},
    {"T102 own name",
     "  - { id: a, kind: openai, base_url: \"http://gw.local:7411\" }⏎hosts: [ gw.local ]", "3:38",
     "leads back"},
    {"key text", "  - { id: a, kind: openai, keys: [ env:K ] }", "3:36",
     "expected a map with name, secret"},
    {"key map", "  - { id: a, kind: openai, keys: { secret: env:K } }", "3:34",
     "expected a list of keys"},
    {"key without secret", "  - { id: a, kind: openai, keys: [ { name: x } ] }", "3:36",
     "\"secret\" is missing"},
    {"keys twice", "  - id: a⏎    kind: openai⏎    keys: [ { secret: env:K }, { secret: env:L } ]",
     "5:32", "the key name \"main\" is already used in line 5"},
    {"weight zero", "  - { id: a, kind: openai, keys: [ { secret: env:K, weight: 0 } ] }", "3:61",
     "a number above 0"},
    {"weight text", "  - { id: a, kind: openai, keys: [ { secret: env:K, weight: many } ] }",
     "3:61", "no weight"},
    {"weight nan", "  - { id: a, kind: openai, keys: [ { secret: env:K, weight: nan } ] }", "3:61",
     "no weight"},
    {"header break", "  - { id: a, kind: openai, headers: { X-A: \"b\\r\\nc\" } }", "3:44",
     "control characters"},
    {"header name", "  - { id: a, kind: openai, headers: { \"X A\": b } }", "3:39",
     "no header name"},
    {"header secret", "  - { id: a, kind: openai, headers: { Authorization: x } }", "3:39",
     "the header Authorization carries a secret"},
    {"header framing", "  - { id: a, kind: openai, headers: { content-length: 5 } }", "3:39",
     "is written by the gateway itself"},
    {"header twice", "  - { id: a, kind: openai, headers: { x-a: 1, X-A: 2 } }", "3:47",
     "already set above"},
    {"timeouts word", "  - { id: a, kind: openai, timeouts: long }", "3:38",
     "expected a time like"},
    {"proxy word", "  - { id: a, kind: openai, proxy: direct }", "3:35",
     "expected system, none, or"},
    {"nothing", "  -", "3:3", "\"id\" is missing"},
};

// Rows begin with "version: 1⏎providers: [ { id: open, kind: openai } ]⏎".
const Row kModels[] = {
    {"provider", "models: [ { provider: opn, model: m } ]", "3:23",
     "unknown provider \"opn\", did you mean \"open\"?"},
    {"no model", "models: [ { provider: open } ]", "3:11", "\"model\" is missing"},
    {"price without unit", "models: [ { provider: open, model: m, price: { input: 1 } } ]", "3:46",
     "\"usd_per_mtok\" is missing"},
    {"price negative",
     "models: [ { provider: open, model: m, price: { usd_per_mtok: { input: -1 } } } ]", "3:71",
     "no price"},
    {"price too fine",
     "models: [ { provider: open, model: m, price: { usd_per_mtok: { input: 0.0000001 } } } ]",
     "3:71", "no price, expected US dollars per million tokens"},
    {"price of one token",
     "models: [ { provider: open, model: m, price: { usd_per_mtok: { input: 0.000003 } } } ]",
     "3:71", "0.000003 looks like the price of one token, write 3"},
    {"price of one token, fine",
     "models: [ { provider: open, model: m, price: { usd_per_mtok: { input: 1.5e-7 } } } ]", "3:71",
     "looks like the price of one token, write 0.15"},
    {"tiers out of order",
     "models: [ { provider: open, model: m, price: { usd_per_mtok: {}, tiers: [ { above_tokens: 9, "
     "usd_per_mtok: {} }, { above_tokens: 9, usd_per_mtok: {} } ] } } ]",
     "3:114", "out of order"},
    {"service tier",
     "models: [ { provider: open, model: m, price: { usd_per_mtok: {}, service_tiers: { fast: {} } "
     "} "
     "} ]",
     "3:83", "fast"},
    {"price per call",
     "models: [ { provider: open, model: m, price: { usd_per_mtok: {}, usd_per_call: { web_search: "
     "10 } } } ]",
     "3:94", "US dollars per call"},
    {"price text",
     "models: [ { provider: open, model: m, price: { usd_per_mtok: { input: free } } } ]", "3:71",
     "no price"},
    {"context", "models: [ { provider: open, model: m, context: 0 } ]", "3:48",
     "from 1 to 1000000000"},
    {"twice", "models: [ { provider: open, model: m }, { provider: open, model: m } ]", "3:41",
     "the model \"open/m\" is already used in line 3"},
};

const Row kRoutes[] = {
    {"no name", "routes: [ { flow: { target: open/m } } ]", "3:11", "\"name\" is missing"},
    {"no flow", "routes: [ { name: r } ]", "3:11", "\"flow\" is missing"},
    {"name with star", "routes: [ { name: \"r*\", flow: { target: open/m } } ]", "3:19",
     "patterns stand in match"},
    {"names twice",
     "routes:⏎- { name: r, flow: { target: open/m } }⏎- { name: r, flow: { target: open/m } }",
     "5:11", "the name or pattern \"r\" is already used in line 4"},
    {"patterns twice",
     "routes:⏎- { name: r, match: [ \"x*\" ], flow: { target: open/m } }⏎- { name: s, match: [ "
     "\"x*\" ], flow: { target: open/m } }",
     "5:23", "\"x*\" is already used in line 4"},
    {"pattern is a name",
     "routes:⏎- { name: r, flow: { target: open/m } }⏎- { name: s, match: [ r ], flow: { target: "
     "open/m } }",
     "5:23", "\"r\" is already used in line 4"},
    {"empty pattern", "routes: [ { name: r, match: [ \"\" ], flow: { target: open/m } } ]", "3:31",
     "an empty text"},
    {"match text", "routes: [ { name: r, match: \"x*\", flow: { target: open/m } } ]", "3:29",
     "expected a list of model name patterns"},
};

// Rows begin with "version: 1⏎providers: [ { id: open, kind: openai } ]⏎routes: [ { name: r,⏎ flow:
// ".
const Row kNodes[] = {
    {"no kind", "{ label: x }", "4:8", "a node without a kind, expected target, fallback, balance"},
    {"empty", "", "4:2", "a node without a kind"},
    {"text", "open/m", "4:8", "text stands here, expected a map with target"},
    {"two kinds", "{ target: open/m, fallback: { try: [ { target: open/m } ] } }", "4:8",
     "target and fallback in one node"},
    {"later kind", "{ smart: { among: [] } }", "4:10",
     "the node kind \"smart\" is not available in this version, expected target"},
    {"balance of none", "{ balance: { over: [] } }", "4:27", "nothing to try"},
    {"balance by", "{ balance: { by: luck, over: [ { target: open/m } ] } }", "4:25",
     "\"luck\" is not possible here, expected weight"},
    {"balance by use", "{ balance: { by: usages, over: [ { target: open/m } ] } }", "4:25",
     "lowest_price, usage or sticky"},
    {"sticky alone", "{ balance: { sticky: key, over: [ { target: open/m } ] } }", "4:19",
     "only of use with by: sticky"},
    {"weight", "{ balance: { over: [ { target: open/m, weight: 0 } ] } }", "4:55", "no weight"},
    {"weight elsewhere", "{ fallback: { try: [ { target: open/m, weight: 2 } ] } }", "4:47",
     "weight"},
    {"split sum", "{ split: [ { percent: 5, then: { target: open/m } } ] }", "4:17",
     "the parts make 5 percent together, expected 100"},
    {"split share", "{ split: [ { percent: 101, then: { target: open/m } } ] }", "4:30",
     "is no share"},
    {"when text", "{ when: [ { if: \"tokens >\", then: { target: open/m } } ] }", "4:24",
     "of the condition)"},
    {"when map", "{ when: [ { if: { tokens: { $gt: a } }, then: { target: open/m } } ] }", "4:41",
     ""},
    {"when fact", "{ when: [ { if: \"token > 1\", then: { target: open/m } } ] }", "4:24", "token"},
    {"else first", "{ when: [ { else: { target: open/m } }, { else: { target: open/m } } ] }",
     "4:18", "else before the last case"},
    {"no limit", "{ limit: { then: { target: open/m } } }", "4:17", "no limit, expected rpm"},
    {"unpriced without money", "{ limit: { rpm: 5, unpriced: refuse, then: { target: open/m } } }",
     "4:17", "this limit counts none"},
    {"limit of", "{ limit: { rpm: 1, else: { target: open/m } } }", "4:17", "\"then\" is missing"},
    {"limit by", "{ limit: { by: moon, rpm: 1, then: { target: open/m } } }", "4:23",
     "\"moon\" is not possible here"},
    {"dollars", "{ limit: { usd_per_day: -1, then: { target: open/m } } }", "4:32",
     "no amount of US dollars"},
    {"race of none", "{ race: { after: 2s } }", "4:16", "\"try\" is missing"},
    {"race after", "{ race: { after: soon, try: [ { target: open/m } ] } }", "4:25", "soon"},
    {"cache word", "{ target: open/m, cache: on }", "4:33", "expected off, or a map with exact"},
    {"cache of nothing", "{ target: open/m, cache: {} }", "4:33", "no cache, expected exact"},
    {"cache unknown", "{ target: open/m, cache: { semantic: {} } }", "4:35", "unknown key"},
    {"cache time", "{ target: open/m, cache: { exact: { ttl: 5 } } }", "4:49", "expected a time"},
    {"cache of a team", "{ target: open/m, cache: { exact: { scope: team } } }", "4:51",
     "\"team\" is not available in this version, expected key or all"},
    {"cache scope", "{ target: open/m, cache: { exact: { scope: moon } } }", "4:51",
     "\"moon\" is not possible here, expected key or all"},
    {"cache coalesce", "{ target: open/m, cache: { coalesce: maybe } }", "4:45", "true or false"},
    {"cache below a race", "{ race: { try: [ { target: open/m, cache: { coalesce: true } } ] } }",
     "4:50", "a cache below a race"},
    {"cache of a copy",
     "{ mirror: { then: { target: open/m }, to: { target: open/m, cache: { exact: {} } } } }",
     "4:75", "on the way of a mirror's copy"},
    {"mirror alone", "{ mirror: { then: { target: open/m } } }", "4:18", "\"to\" is missing"},
    {"mirror share",
     "{ mirror: { percent: 101, then: { target: open/m }, to: { target: open/m } } }", "4:29",
     "is no share"},
    {"unknown kind", "{ targt: open/m }", "4:8", "a node without a kind"},
    {"no slash", "{ target: gpt }", "4:18", "\"gpt\" is no target, expected provider/model"},
    {"no model", "{ target: open/ }", "4:18", "is no target"},
    {"unknown provider", "{ target: opne/m }", "4:18",
     "unknown provider \"opne\", did you mean \"open\"?"},
    {"empty try", "{ fallback: { try: [] } }", "4:27", "nothing to try"},
    {"no try", "{ fallback: { move_on: [ 429 ] } }", "4:20", "\"try\" is missing"},
    {"empty move_on", "{ fallback: { move_on: [], try: [ { target: open/m } ] } }", "4:31",
     "no outcome"},
    {"move_on word", "{ fallback: { move_on: [ fail ], try: [ { target: open/m } ] } }", "4:33",
     "\"fail\" is no outcome to move on from, expected a status from 400 to 599"},
    {"move_on later", "{ fallback: { move_on: [ guard ], try: [ { target: open/m } ] } }", "4:33",
     "is not available in this version"},
    {"move_on 200", "{ fallback: { move_on: [ 200 ], try: [ { target: open/m } ] } }", "4:33",
     "is no outcome"},
    {"node id", "{ target: open/m, id: \"a b\" }", "4:30", "is no node id"},
    {"node ids twice", "{ id: x, fallback: { try: [ { id: x, target: open/m } ] } }", "4:42",
     "the node id \"x\" is already used in line 4"},
    {"retry", "{ target: open/m, retry: 11 }", "4:33", "from 0 to 10"},
    {"timeout", "{ target: open/m, timeout: { total: 0ms } }", "4:44", "no time at all"},
    {"params list", "{ target: open/m, params: { default: [ a ] } }", "4:45",
     "expected a map of parameters"},
    {"params model", "{ target: open/m, params: { override: { model: x } } }", "4:48",
     "the target decides the model"},
    {"params stream", "{ target: open/m, params: { drop: [ stream ] } }", "4:44",
     "the caller decides about streaming"},
    {"params hex", "{ target: open/m, params: { default: { n: 0x1F } } }", "4:50",
     "\"0x1F\" is no JSON number"},
    {"params dot", "{ target: open/m, params: { default: { n: .5 } } }", "4:50",
     "is no JSON number"},
    {"params zeros", "{ target: open/m, params: { default: { n: 007 } } }", "4:50",
     "is no JSON number"},
    {"params plus", "{ target: open/m, params: { default: { n: [ +1 ] } } }", "4:52",
     "is no JSON number"},
    {"params inf", "{ target: open/m, params: { default: { n: -.inf } } }", "4:50",
     "is no JSON number"},
    {"params nested twice", "{ target: open/m, params: { default: { n: { a: 1, a: 2 } } } }",
     "4:58", "\"a\" stands twice"},
    {"unsupported", "{ target: open/m, params: { unsupported: maybe } }", "4:49",
     "expected refuse, drop or pass"},
    {"prompt text", "{ target: open/m, prompt: hello }", "4:34", "expected a map with prepend"},
    {"prompt key", "{ target: open/m, prompt: { before: x } }", "4:36", "unknown key \"before\""},
    {"prompt empty", "{ target: open/m, prompt: { prepend: \" \" } }", "4:45", "an empty text"},
    {"prompt list", "{ target: open/m, prompt: { append: [ a ] } }", "4:44", "expected text"},
    {"prompt bell", "{ target: open/m, prompt: { append: \"a\\x07\" } }", "4:44",
     "control characters"},
    {"template name", "{ target: open/m, prompt: { template: \"a {{ user }}\" } }", "4:46",
     "line 1 of the template: \"user\" stands for nothing, expected {{system}}"},
    {"template line", "{ target: open/m, prompt: { template: \"a\\nb {{\" } }", "4:46",
     "line 2 of the template: braces that nothing closes"},
    {"template twice", "{ target: open/m, prompt: { template: \"{{system}}{{system}}\" } }", "4:46",
     "{{system}} stands there twice"},
    {"header remove", "{ target: open/m, headers: { remove: [ \"a b\" ] } }", "4:47",
     "no header name"},
    {"header value to remove", "{ target: open/m, headers: { remove: [ \"a: \" ] } }", "4:47",
     "no value behind the colon"},
    {"header set", "{ target: open/m, headers: { set: { Cookie: x } } }", "4:44",
     "carries a secret"},
};

std::string expandLines(std::string text) {
  for (std::size_t at = text.find("⏎"); at != std::string::npos; at = text.find("⏎", at))
    text.replace(at, std::strlen("⏎"), "\n");
  return text;
}

template <std::size_t N>
void addRows(const char* group, const Row (&rows)[N], const std::string& before = "",
             const std::string& after = "") {
  for (const Row& row : rows) {
    const std::string name = std::string(group) + ": " + row.name;
    QTest::newRow(name.c_str()) << QByteArray::fromStdString(expandLines(before + row.text + after))
                                << QString(row.at) << QString(row.what);
  }
}

std::string placeOf(const Problem& problem) {
  return std::to_string(problem.where.line) + ":" + std::to_string(problem.where.column);
}

std::string nested(int levels) {
  std::string flow = "{ target: open/m }";
  for (int i = 1; i < levels; ++i)
    flow = "{ fallback: { try: [ " + flow + " ] } }";
  return flow;
}

std::string wide(int children) {
  std::string flow = "{ fallback: { try: [ ";
  for (int i = 0; i < children; ++i)
    flow += "{ target: open/m }, ";
  return flow + "] } }";
}

Loaded loadFlow(const std::string& flow) {
  return load("version: 1\nproviders: [ { id: open, kind: openai } ]\nroutes: [ { name: r, flow: " +
                  flow + " } ]\n",
              test::known());
}

}  // namespace

class BadFiles : public QObject {
  Q_OBJECT

 private slots:
  void saysWhatAndWhere_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("at");
    QTest::addColumn<QString>("what");
    const std::string provider = "version: 1⏎providers: [ { id: open, kind: openai } ]⏎";
    addRows("syntax", kSyntax);
    addRows("server", kServer);
    addRows("keys", kKeys);
    addRows("providers", kProviders, "version: 1⏎providers:⏎");
    addRows("models", kModels, provider);
    addRows("routes", kRoutes, provider);
    addRows("nodes", kNodes, provider + "routes: [ { name: r,⏎ flow: ", " } ]");
  }
  void saysWhatAndWhere() {
    QFETCH(QByteArray, text);
    QFETCH(QString, at);
    QFETCH(QString, what);
    const Loaded loaded = load(text.toStdString(), test::known());
    QVERIFY(!loaded.config);
    QVERIFY(!loaded.problems.empty());
    const QString all = QString::fromStdString(toString(loaded.problems, "file"));
    const Problem& first = loaded.problems.front();
    QVERIFY2(QString::fromStdString(first.what).contains(what), qPrintable(all));
    QVERIFY2(QString::fromStdString(placeOf(first)) == at, qPrintable(all));
  }

  void reportsAllAtOnceInReadingOrder() {
    const Loaded loaded = load(
        "version: 1\nworkers: 0\nproviders:\n  - { id: v1, kind: nope }\nroutes:\n"
        "  - { name: r, flow: { target: x/y } }\nzzz: 1\n",
        test::known());
    QCOMPARE(loaded.problems.size(), 5u);
    const std::string text = toString(loaded.problems, "dir/a.yaml");
    const auto lines = QString::fromStdString(text).split('\n');
    QVERIFY(lines[0].startsWith("dir/a.yaml:2:10: "));
    QVERIFY(lines[1].startsWith("dir/a.yaml:4:11: "));
    QVERIFY(lines[2].startsWith("dir/a.yaml:4:21: "));
    QVERIFY(lines[3].startsWith("dir/a.yaml:6:32: "));
    QVERIFY(lines[4].startsWith("dir/a.yaml:7:1: "));
    QCOMPARE(loaded.problems[3].path, "routes[0].flow.target");
  }

  void countsColumnsInCharacters() {
    const Loaded loaded = load("version: 1\nhosts: [ \"äöü\", \"日本\", b:c ]\n", test::known());
    QCOMPARE(loaded.problems.size(), 3u);
    QCOMPARE(placeOf(loaded.problems[2]), "2:23");
  }

  void limitsLevelsOfNodes() {
    QVERIFY(loadFlow(nested(64)).config);
    const Loaded deep = loadFlow(nested(65));
    QCOMPARE(deep.problems.size(), 1u);
    QVERIFY(deep.problems[0].what.find("at most 64 levels") != std::string::npos);
    QVERIFY(!loadFlow(nested(5000)).problems.empty());
  }

  void limitsNumberOfNodes() {
    QVERIFY(loadFlow(wide(999)).config);
    const Loaded large = loadFlow(wide(1000));
    QCOMPARE(large.problems.size(), 1u);
    QVERIFY(large.problems[0].what.find("at most 1000") != std::string::npos);
  }

  void refusesLargeTextAndManyProblems() {
    const std::string large = "# " + std::string(4 * 1024 * 1024, 'x');
    QVERIFY(load(large, test::known()).problems[0].what.find("at most 4 MB") != std::string::npos);
    std::string many = "version: 1\n";
    for (int i = 0; i < 20'000; ++i)
      many += "zz" + std::to_string(i) + ": 1\n";
    QVERIFY(load(many, test::known()).problems.size() <= 500);
  }

  void refusesMultiplyingAliasesBeforeExpansion() {
    std::string text = "version: 1\na0: &a0 [ x, x, x, x, x, x, x, x, x ]\n";
    for (int i = 1; i < 12; ++i) {
      const std::string use = "*a" + std::to_string(i - 1);
      text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [ ";
      for (int j = 0; j < 9; ++j)
        text += use + ", ";
      text += "]\n";
    }
    const Loaded loaded = load(text, test::known());
    QCOMPARE(loaded.problems.size(), 1u);
    QCOMPARE(placeOf(loaded.problems[0]), "2:5");
  }

  void allowsNeighboursOfOurListeners() {
    const char* fine[] = {"http://127.0.0.1:7413/v1", "https://localhost/v1",
                          "http://10.0.0.1:7411"};
    for (const char* url : fine) {
      const std::string text = "version: 1\nproviders: [ { id: a, kind: openai, base_url: \"" +
                               std::string(url) + "\" } ]\n";
      QVERIFY2(load(text, test::known()).config, url);
    }
  }
};

SB_TEST(BadFiles);
#include "bad_files.moc"
