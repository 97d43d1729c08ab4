#include "ui/logs/conversation.h"

#include <QHash>

namespace sb::ui {
namespace {

// The calls so far that wait for a result.
class OpenCalls {
 public:
  void add(SaidPart* call) {
    if (call->id.isEmpty())
      m_byName[call->name].append(call);
    else
      m_byId.insert(call->id, call);
  }
  SaidPart* take(const SaidPart& result) {
    if (!result.id.isEmpty()) return m_byId.take(result.id);
    QList<SaidPart*>& waiting = m_byName[result.name];
    return waiting.isEmpty() ? nullptr : waiting.takeFirst();
  }

 private:
  QHash<QString, SaidPart*> m_byId;
  QHash<QString, QList<SaidPart*>> m_byName;
};

}  // namespace

QList<SaidTurn> withResultsBeside(QList<SaidTurn> turns) {
  OpenCalls open;
  for (SaidTurn& turn : turns) {
    QList<SaidPart> rest;
    rest.reserve(turn.parts.size());  // calls are pointed at
    for (const SaidPart& part : std::as_const(turn.parts)) {
      SaidPart* const call = part.kind == SaidKind::Result ? open.take(part) : nullptr;
      if (call) {
        call->within.append(part);
        continue;
      }
      rest.append(part);
      if (part.kind == SaidKind::Call) open.add(&rest.last());
    }
    turn.parts.swap(rest);
  }
  turns.removeIf([](const SaidTurn& turn) { return turn.parts.isEmpty() && !turn.answer; });
  return turns;
}

}  // namespace sb::ui
