#include "core/dialects/gemini/turns.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace sb::dialects::gemini {
namespace {

using namespace chat;

// The documented value for calls whose signature is not at hand.
constexpr std::string_view kUnsigned = "skip_thought_signature_validator";

const Signature* ownSignature(const std::optional<Signature>& signature) {
  return signature && signature->origin == Dialect::Gemini ? &*signature : nullptr;
}

bool isEmptyText(const Part& part) {
  const auto* text = as<Text>(part);
  return text != nullptr && text->text.empty();
}

class Gatherer {
 public:
  Gatherer(const Request& request, Losses& losses) : m_request(request), m_losses(losses) {}

  Turns run() {
    for (std::size_t at = 0; at < m_request.messages.size(); ++at)
      message(m_request.messages[at], at);
    // There must be something to answer to.
    if (m_turns.turns.empty() && !m_turns.system.empty()) {
      m_losses.converted("the system prompt stands alone and became the user's");
      m_turns.turns.push_back(Turn{false, std::move(m_turns.system)});
      m_turns.system.clear();
    }
    return std::move(m_turns);
  }

 private:
  // System messages at the beginning are the instruction; later ones are said by the user, for this
  // API knows no others.
  void message(const Message& message, std::size_t at) {
    const bool system = message.role == Role::System || message.role == Role::Developer;
    for (const Extra& extra : message.extras)
      m_losses.dropped("messages[" + std::to_string(at) + "]." + extra.name);
    m_losses.droppedIf(!message.name.empty(), "messages[" + std::to_string(at) + "].name");
    if (system && m_turns.turns.empty()) return add(message, at, m_turns.system);
    if (system)
      m_losses.converted("messages[" + std::to_string(at) +
                         "]: a system message between others became the user's");
    const bool model = message.role == Role::Assistant;
    if (m_turns.turns.empty() || m_turns.turns.back().model != model)
      m_turns.turns.push_back(Turn{model, {}});
    add(message, at, m_turns.turns.back().lines);
  }

  void add(const Message& message, std::size_t at, std::vector<Line>& lines) {
    for (std::size_t i = 0; i < message.content.size(); ++i) {
      const Part& part = message.content[i];
      if (isEmptyText(part)) continue;
      const auto* opaque = as<Opaque>(part);
      if (opaque != nullptr && opaque->origin != Dialect::Gemini)
        m_losses.foreign(place(at, i), *opaque);
      else
        lines.push_back(Line{&part, place(at, i), std::string()});
    }
  }

  const Request& m_request;
  Losses& m_losses;
  Turns m_turns;
};

template <class What>
bool only(const Turn& turn) {
  return !turn.lines.empty() &&
         std::all_of(turn.lines.begin(), turn.lines.end(),
                     [](const Line& one) { return as<What>(*one.part) != nullptr; });
}

bool hasSignedCall(const Turn& turn) {
  return std::any_of(turn.lines.begin(), turn.lines.end(), [](const Line& one) {
    const auto* call = as<ToolCall>(*one.part);
    const auto* thinking = as<Thinking>(*one.part);
    return (call && ownSignature(call->signature)) ||
           (thinking && thinking->redacted && ownSignature(thinking->signature));
  });
}

// Of calls that were made at once only the first is signed: a client that sends them back one by
// one, each before its answer, has them put together again.
void regroup(std::vector<Turn>& turns, Losses& losses) {
  for (std::size_t i = 2; i < turns.size();) {
    Turn &first = turns[i - 2], &answers = turns[i - 1], &next = turns[i];
    const bool apart = next.model && only<ToolCall>(next) && !hasSignedCall(next) &&
                       only<ToolResult>(answers) && hasSignedCall(first);
    if (!apart) {
      ++i;
      continue;
    }
    losses.converted(next.lines.front().where + ": stands with the calls made at the same time");
    std::move(next.lines.begin(), next.lines.end(), std::back_inserter(first.lines));
    std::size_t end = i + 1;
    if (end < turns.size()) {
      std::vector<Line>& more = turns[end++].lines;
      std::move(more.begin(), more.end(), std::back_inserter(answers.lines));
    }
    turns.erase(turns.begin() + std::ptrdiff_t(i), turns.begin() + std::ptrdiff_t(end));
  }
}

// Gives each part of the model's turn its signature. Thinking without words carries one: redacted
// for a call that has none of its own, else for a text or for media, or for itself.
class Signer {
 public:
  Signer(Turn& turn, bool signedCalls, Losses& losses)
      : m_turn(turn), m_signedCalls(signedCalls), m_losses(losses) {}

  void run() {
    for (Line& line : m_turn.lines)
      if (const auto* thinking = as<Thinking>(*line.part); thinking && thinking->redacted)
        if (const Signature* own = ownSignature(thinking->signature); own && !thinking->id.empty())
          m_byId[thinking->id] = own->data;
    for (Line& line : m_turn.lines)
      one(std::move(line));
    alone(m_word);
    alone(m_call);
    for (auto& [id, signature] : m_byId)
      alone(signature);
    if (m_signedCalls) unsignedCalls();
    m_turn.lines = std::move(m_lines);
  }

 private:
  void one(Line line) {
    if (as<Thinking>(*line.part)) return thinking(std::move(line));
    if (const auto* call = as<ToolCall>(*line.part)) {
      alone(m_word);
      const Signature* own = ownSignature(call->signature);
      const auto named = m_byId.find(call->id);
      if (own != nullptr)
        line.signature = own->data;
      else if (named != m_byId.end())
        line.signature = std::exchange(named->second, std::string());
      else
        line.signature = std::exchange(m_call, std::string());
    } else if (as<Text>(*line.part) || as<Media>(*line.part)) {
      line.signature = std::exchange(m_word, std::string());
    }
    m_lines.push_back(std::move(line));
  }

  void thinking(Line line) {
    const auto& thinking = *as<Thinking>(*line.part);
    const Signature* own = ownSignature(thinking.signature);
    if (own == nullptr)
      return m_losses.dropped(line.where + ": thinking without a signature of this API");
    if (!thinking.text.empty()) {
      line.signature = own->data;
      m_lines.push_back(std::move(line));
    } else if (thinking.redacted) {
      if (thinking.id.empty()) m_call = own->data;
    } else {
      alone(m_word);
      m_word = own->data;
    }
  }

  void alone(std::string& signature) {
    if (signature.empty()) return;
    m_lines.push_back(Line{nullptr, std::string(), std::exchange(signature, std::string())});
  }

  void unsignedCalls() {
    Line* first = nullptr;
    for (Line& line : m_lines) {
      if (line.part == nullptr || !as<ToolCall>(*line.part)) continue;
      if (!line.signature.empty()) return;
      if (first == nullptr) first = &line;
    }
    if (first == nullptr) return;
    first->signature = kUnsigned;
    m_losses.converted(first->where + ": a call without signature, which is told not to be missed");
  }

  Turn& m_turn;
  bool m_signedCalls;
  Losses& m_losses;
  std::vector<Line> m_lines;
  std::map<std::string, std::string> m_byId;
  std::string m_word, m_call;  // signatures that wait for their part
};

void answersFirst(Turn& turn) {
  std::stable_partition(turn.lines.begin(), turn.lines.end(),
                        [](const Line& one) { return as<ToolResult>(*one.part) != nullptr; });
}

// Where nothing is left of a turn those around it are one.
void joinNeighbours(std::vector<Turn>& turns) {
  std::vector<Turn> joined;
  for (Turn& turn : turns) {
    if (turn.lines.empty()) continue;
    if (joined.empty() || joined.back().model != turn.model) {
      joined.push_back(std::move(turn));
      continue;
    }
    std::vector<Line>& lines = joined.back().lines;
    std::move(turn.lines.begin(), turn.lines.end(), std::back_inserter(lines));
  }
  turns = std::move(joined);
}

}  // namespace

Turns turnsOf(const Request& request, bool signedCalls, Losses& losses) {
  Turns all = Gatherer(request, losses).run();
  regroup(all.turns, losses);
  for (Turn& turn : all.turns)
    turn.model ? Signer(turn, signedCalls, losses).run() : answersFirst(turn);
  joinNeighbours(all.turns);
  return all;
}

}  // namespace sb::dialects::gemini
