#include "tests/integration/chaos/judge.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include "tests/integration/chaos/client.h"
#include "tests/integration/chaos/shapes.h"

namespace sb::test::chaos {
namespace {

using Strings = std::vector<std::string>;

constexpr Millis kAway{1'000};        // from a client's leaving to its upstream's seeing it
constexpr Millis kStandstill{1'000};  // from here on what is late may be the machine's fault

bool timedOut(const std::optional<ErrorKind>& error) {
  return error == ErrorKind::FirstTokenTimeout || error == ErrorKind::StallTimeout ||
         error == ErrorKind::TotalTimeout || error == ErrorKind::ConnectTimeout ||
         error == ErrorKind::PoolTimeout;
}

// The upstream was not asked.
bool wasNotCalled(const LoggedAttempt& attempt) {
  using enum ErrorKind;
  return isUnreachable(attempt.provider) || attempt.error == CoolingDown ||
         attempt.error == ConnectTimeout || attempt.error == PoolTimeout;
}

// One request with all that the three sides know of it.
class Case {
 public:
  Case(const History::Told& told, const std::vector<const Call*>& calls,
       const std::vector<const Logged*>& rows, Millis stoodStill, Verdict& out)
      : m_request(told.request),
        m_heard(told.heard),
        m_shape(shapes()[static_cast<std::size_t>(told.request.shape)]),
        m_calls(calls),
        m_stoodStill(stoodStill),
        m_out(out) {
    for (const Logged* row : rows)
      (row->mirror ? m_copies : m_rows).push_back(row);
  }

  void judge() {
    ++m_out.requests;
    if (excused()) {
      ++m_out.excused;
      return;
    }
    judgeClient();
    judgeUpstreams();
    judgeRow();
  }

 private:
  Fault fault(char letter) const { return m_request.script[indexOf(letter)]; }
  // Of a request that nobody waits for: those go to an upstream that the route itself never asks.
  bool isCopy(char letter) const {
    return m_shape.copies && std::ranges::none_of(m_shape.groups, [&](std::string_view group) {
             return group.find(letter) != std::string_view::npos;
           });
  }

  void say(Strings& to, const std::string& what) const {
    std::string script;
    for (const char letter : kLetters)
      script += fmt::format(" {}={}", letter, factsOf(fault(letter)).name);
    std::string tried;
    for (const Logged* row : m_rows)
      for (const LoggedAttempt& attempt : row->attempts)
        tried += fmt::format(" {}:{}", attempt.provider,
                             attempt.error ? errorName(*attempt.error) : "ok");
    to.push_back(fmt::format("{} {} {}, {}: {}.{}; tried{}; {}", m_request.n, m_shape.name,
                             m_request.stream ? "stream" : "whole",
                             m_request.speech == Speech::Chat ? "chat" : "messages", what, script,
                             tried, m_heard.bytes));
  }

  // A good answer came too late, at a time when the machine let nobody run.
  bool excused() const {
    if (m_stoodStill < kStandstill) return false;
    for (const Logged* row : m_rows)
      for (const LoggedAttempt& attempt : row->attempts)
        if (timedOut(attempt.error) &&
            (isUnreachable(attempt.provider) || !isSilent(fault(attempt.provider.front()))))
          return true;
    return false;
  }

  void judgeClient() {
    switch (m_heard.end) {
      case Heard::End::Complete:
        return judgeAnswer();
      case Heard::End::Refused:
        if (!m_request.hopeless) return say(m_out.visible, "refused");
        ++m_out.hopeless;
        if (!m_heard.wellFormed) say(m_out.wrong, "not an error of its dialect");
        return;
      case Heard::End::Broken:
        return judgeBroken();
      case Heard::End::Left:
        ++m_out.left;
    }
  }

  void judgeAnswer() {
    ++m_out.served;
    const auto letter = speakerOf(m_heard.text);
    if (!letter || m_heard.text != answerOf(m_request.n, *letter))
      return say(m_out.wrong, "not the answer: " + m_heard.text.substr(0, 200));
    if (!mayServe(fault(*letter))) say(m_out.wrong, "an answer that nobody gave");
    if (!m_heard.sameBytes) say(m_out.wrong, "not the upstream's bytes");
  }

  // Only where it is the upstream that broke off, after content.
  void judgeBroken() {
    ++m_out.broken;
    const auto letter = speakerOf(m_heard.text);
    if (!letter || !m_request.stream || !isLater(fault(*letter)))
      return say(m_out.visible, "broken");
    if (!answerOf(m_request.n, *letter).starts_with(m_heard.text))
      say(m_out.wrong, "not the beginning of the answer");
    if (!m_heard.wellFormed) say(m_out.wrong, "not broken off as its dialect does");
  }

  void judgeUpstreams() {
    int answered = 0;
    std::optional<Steady> content;
    for (const Call* call : m_calls) {
      ++m_out.calls;
      if (fault(call->letter) != Fault::None) ++m_out.faults;
      ++m_out.shown[static_cast<std::size_t>(fault(call->letter))];
      if (isCopy(call->letter)) continue;
      if (call->end == Call::End::Answered) ++answered;
      if (call->content && (!content || *call->content < *content)) content = call->content;
      if (m_heard.end == Heard::End::Left) judgeLeft(*call);
    }
    if (m_shape.races) return;
    if (answered > 1) say(m_out.duplicates, fmt::format("served {} times", answered));
    if (m_heard.end == Heard::End::Complete && answered != 1)
      say(m_out.duplicates, "an answer that no upstream has sent to its end");
    if (!content || !m_request.stream) return;
    for (const Call* call : m_calls)
      if (call->began > *content && !isCopy(call->letter))
        say(m_out.duplicates, "tried again after content");
  }

  void judgeLeft(const Call& call) {
    const bool gone = call.end == Call::End::Gone;
    // Gateway and upstream may each have to wait for the machine.
    const Steady latest = *m_heard.left + kAway + 2 * m_stoodStill;
    if (!gone || call.ended > latest || call.began > latest)
      return say(m_out.late, gone ? "late" : "never told");
    if (call.ended > *m_heard.left)
      m_out.awayMs.push_back(
          std::chrono::duration<double, std::milli>(call.ended - *m_heard.left).count());
  }

  void judgeRow() {
    if (m_rows.size() != 1) return say(m_out.untrue, fmt::format("{} rows", m_rows.size()));
    using ledger::OutcomeClass;
    const OutcomeClass wanted = m_heard.end == Heard::End::Complete ? OutcomeClass::Ok
                                : m_heard.end == Heard::End::Left   ? OutcomeClass::ClientGone
                                                                    : OutcomeClass::Failed;
    if (m_rows.front()->outcome != wanted) say(m_out.untrue, "the row's outcome");
    std::set<char> logged, seen;
    for (const LoggedAttempt& attempt : m_rows.front()->attempts) {
      judgeAttempt(attempt);
      if (!wasNotCalled(attempt)) logged.insert(attempt.provider.front());
    }
    for (const Call* call : m_calls)
      if (!isCopy(call->letter)) seen.insert(call->letter);
    // Who has lost a race may not have got as far as its upstream.
    const bool same = m_shape.races ? std::ranges::includes(logged, seen) : logged == seen;
    if (!same) say(m_out.untrue, "others were called");
  }

  static bool isTrue(const LoggedAttempt& attempt, Fault fault) {
    const FaultFacts& facts = factsOf(fault);
    if (attempt.ok) return mayServe(fault) && !attempt.error;
    if (fault == Fault::Key429) return attempt.status == 429;
    return attempt.error && std::ranges::find(facts.errors, *attempt.error) != facts.errors.end() &&
           (facts.status < 400 || attempt.status == facts.status);
  }

  void judgeAttempt(const LoggedAttempt& attempt) {
    using enum ErrorKind;
    const auto is = [&](std::initializer_list<ErrorKind> kinds) {
      return attempt.error && std::ranges::find(kinds, *attempt.error) != kinds.end();
    };
    const std::string name = attempt.provider;
    bool right = false;
    if (m_heard.end == Heard::End::Left && is({ClientGone})) {
      right = true;
    } else if (m_shape.races && is({RaceLost})) {
      right = true;
    } else if (isUnreachable(name)) {
      right = name == "refused"   ? is({ConnectRefused})
              : name == "nowhere" ? is({DnsFailed, ConnectTimeout})
                                  : is({TlsFailed});
    } else if (is({CoolingDown})) {
      right = kSteady.find(name.front()) == std::string_view::npos;
    } else {
      right = isTrue(attempt, fault(name.front()));
    }
    if (!right)
      say(m_out.untrue, fmt::format("{} is logged as {} {}", name, attempt.status,
                                    attempt.error ? errorName(*attempt.error) : "ok"));
  }

  const Request& m_request;
  const Heard& m_heard;
  const Shape& m_shape;
  const std::vector<const Call*>& m_calls;
  std::vector<const Logged*> m_rows, m_copies;
  const Millis m_stoodStill;
  Verdict& m_out;
};

void append(Strings& to, const Strings& from) { to.insert(to.end(), from.begin(), from.end()); }

}  // namespace

Verdict judge(const History& history) {
  std::unordered_map<int, std::vector<const Call*>> calls;
  std::unordered_map<int, std::vector<const Logged*>> rows;
  for (const Call& call : history.calls)
    calls[call.n].push_back(&call);
  for (const Logged& row : history.rows)
    rows[row.n].push_back(&row);
  Verdict out;
  out.swaps = history.swaps;
  for (const History::Told& told : history.requests)
    Case(told, calls[told.request.n], rows[told.request.n], history.stoodStill, out).judge();
  return out;
}

Strings Verdict::all() const {
  Strings lines;
  const auto take = [&](const char* what, const Strings& from) {
    for (const std::string& line : from)
      lines.push_back(std::string(what) + ": " + line);
  };
  take("visible failure", visible);
  take("duplicate", duplicates);
  take("wrong", wrong);
  take("late", late);
  take("untrue", untrue);
  return lines;
}

void Verdict::add(const Verdict& other) {
  append(visible, other.visible);
  append(duplicates, other.duplicates);
  append(wrong, other.wrong);
  append(late, other.late);
  append(untrue, other.untrue);
  for (const auto part :
       {&Verdict::requests, &Verdict::served, &Verdict::hopeless, &Verdict::broken, &Verdict::left,
        &Verdict::faults, &Verdict::calls, &Verdict::excused, &Verdict::swaps})
    this->*part += other.*part;
  for (std::size_t i = 0; i < shown.size(); ++i)
    shown[i] += other.shown[i];
  awayMs.insert(awayMs.end(), other.awayMs.begin(), other.awayMs.end());
}

std::string toString(const Verdict& verdict) {
  std::vector<double> away = verdict.awayMs;
  std::ranges::sort(away);
  const double extra = verdict.requests == 0 ? 0 : 100.0 * verdict.calls / verdict.requests - 100;
  std::string text = fmt::format(
      "requests {}, faults {}, swaps {}; served {}, hopeless {}, broken by their upstream {}, left "
      "{}; visible failures {}, duplicates {}, wrong {}, late {}, untrue {}; extra load {:.0f} %",
      verdict.requests, verdict.faults, verdict.swaps, verdict.served, verdict.hopeless,
      verdict.broken, verdict.left, verdict.visible.size(), verdict.duplicates.size(),
      verdict.wrong.size(), verdict.late.size(), verdict.untrue.size(), extra);
  if (!away.empty())
    text += fmt::format("; a client's leaving was seen within {:.1f} ms (p50), {:.1f} ms (p99)",
                        away[away.size() / 2], away[away.size() * 99 / 100]);
  const auto least = std::ranges::min_element(verdict.shown);
  const auto kind = static_cast<Fault>(least - verdict.shown.begin());
  text += fmt::format("; every fault at least {} times ({})", *least, factsOf(kind).name);
  if (verdict.excused > 0)
    text += fmt::format("; {} not counted, the machine stood still", verdict.excused);
  return text;
}

}  // namespace sb::test::chaos
