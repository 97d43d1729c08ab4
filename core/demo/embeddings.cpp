#include "core/demo/embeddings.h"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <cstring>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/demo/answer.h"

namespace sb::demo {
namespace {

namespace bj = boost::json;

constexpr std::size_t kMostWords = 256;
constexpr std::size_t kMostInputs = 2048;  // OpenAI's limit

Error wrong(std::string_view what) { return Error(ErrorKind::BadRequest, std::string(what)); }

// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators).
std::uint64_t nextRandom(std::uint64_t& state) {
  std::uint64_t z = state += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

void addWord(std::vector<float>& vector, std::string_view word, std::uint64_t seed) {
  std::uint64_t state = stableHash(lower(word)) ^ seed;
  for (float& x : vector)
    x += static_cast<float>(nextRandom(state) >> 40) / 8388608.0F - 1.0F;
}

void normalise(std::vector<float>& vector) {
  double sum = 0;
  for (const float x : vector)
    sum += static_cast<double>(x) * static_cast<double>(x);
  const double length = std::sqrt(sum);
  if (length <= 0) return;
  for (float& x : vector)
    x = static_cast<float>(static_cast<double>(x) / length);
}

// One text, or one list of token numbers, as text.
Result<std::string> inputText(const bj::value& input) {
  if (const bj::string* text = input.if_string()) return std::string(text->data(), text->size());
  const bj::array* tokens = input.if_array();
  if (tokens == nullptr || tokens->empty())
    return wrong("Invalid 'input': expected strings or lists of tokens.");
  std::string text;
  for (const bj::value& token : *tokens) {
    if (!token.is_int64()) return wrong("Invalid 'input': expected strings or lists of tokens.");
    text += fmt::format("{} ", token.get_int64());
  }
  return text;
}

Result<std::vector<std::string>> inputs(const bj::object& request) {
  const bj::value* input = request.if_contains("input");
  if (input == nullptr) return wrong("Missing required parameter: 'input'.");
  const bj::array* list = input->if_array();
  const bool many = list != nullptr && !list->empty() && !list->front().is_number();
  std::vector<std::string> texts;
  if (!many) {
    Result<std::string> one = inputText(*input);
    if (!one) return one.error();
    texts.push_back(std::move(*one));
    return texts;
  }
  if (list->size() > kMostInputs) return wrong("Invalid 'input': at most 2048 entries.");
  for (const bj::value& each : *list) {
    Result<std::string> one = inputText(each);
    if (!one) return one.error();
    texts.push_back(std::move(*one));
  }
  return texts;
}

Result<std::size_t> dimensionsOf(const bj::object& request) {
  const bj::value* value = request.if_contains("dimensions");
  if (value == nullptr || value->is_null()) return kDefaultDimensions;
  boost::system::error_code ec;
  const auto wanted = value->to_number<std::int64_t>(ec);
  if (ec || wanted < 1 || wanted > static_cast<std::int64_t>(kMostDimensions))
    return wrong("Invalid 'dimensions': expected an integer from 1 to 4096.");
  return static_cast<std::size_t>(wanted);
}

void appendVector(std::string& out, const std::vector<float>& vector, bool asBase64) {
  static_assert(std::endian::native == std::endian::little, "the format is little-endian");
  if (asBase64) {
    std::string bytes(vector.size() * sizeof(float), '\0');
    std::memcpy(bytes.data(), vector.data(), bytes.size());
    out.append("\"").append(base64(bytes)).append("\"");
    return;
  }
  out += '[';
  for (std::size_t i = 0; i < vector.size(); ++i)
    fmt::format_to(std::back_inserter(out), "{}{}", i == 0 ? "" : ",", vector[i]);
  out += ']';
}

}  // namespace

std::vector<float> embed(std::string_view text, std::size_t dimensions, std::uint64_t seed) {
  std::vector<float> vector(dimensions, 0.0F);
  std::size_t counted = 0;
  while (counted < kMostWords) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n.,;:!?");
    if (begin == std::string_view::npos) break;
    text.remove_prefix(begin);
    const std::string_view word = text.substr(0, text.find_first_of(" \t\r\n.,;:!?"));
    addWord(vector, word, seed);
    text.remove_prefix(word.size());
    ++counted;
  }
  if (counted == 0) addWord(vector, "", seed);
  normalise(vector);
  return vector;
}

Result<std::string> embeddingsBody(const bj::object& request, std::uint64_t seed) {
  const auto texts = inputs(request);
  if (!texts) return texts.error();
  const auto dimensions = dimensionsOf(request);
  if (!dimensions) return dimensions.error();
  const std::string_view encoding = json::text(request, "encoding_format");
  if (!encoding.empty() && encoding != "float" && encoding != "base64")
    return wrong("Invalid 'encoding_format': expected float or base64.");
  std::string out = R"({"object":"list","data":[)";
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < texts->size(); ++i) {
    const std::string& text = (*texts)[i];
    bytes += text.size();
    fmt::format_to(std::back_inserter(out), R"({}{{"object":"embedding","index":{},"embedding":)",
                   i == 0 ? "" : ",", i);
    appendVector(out, embed(text, *dimensions, seed), encoding == "base64");
    out += '}';
  }
  out += R"(],"model":)";
  json::appendQuoted(out, json::text(request, "model"));
  const std::size_t tokens = (bytes + 3) / 4;
  return out +
         fmt::format(R"(,"usage":{{"prompt_tokens":{},"total_tokens":{}}}}})", tokens, tokens);
}

}  // namespace sb::demo
