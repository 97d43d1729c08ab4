// What the screen says about providers, their keys and what went wrong. Pure; GUI thread.
#pragma once

#include <QDateTime>

#include "ui/client/api_error.h"
#include "ui/client/provider_values.h"
#include "ui/theme/icons.h"
#include "ui/widgets/chip.h"

namespace sb::ui {

// A state as a word, a colour and an icon that say the same.
struct Mark {
  QString text;
  ChipTone chip = ChipTone::Neutral;
  Tone tone = Tone::Muted;
  QString iconName;
};

// What is known of a provider besides its configuration.
struct Evidence {
  bool worked = false;        // a test or a request of late had an answer
  bool failed = false;        // the last test had none
  bool notConnected = false;  // nobody listens there
};

Mark markOf(const Provider& provider, const Evidence& evidence);
Mark markOf(const ProviderKey& key, const QDateTime& now);

// Where a secret is kept, shortly: "vault", the variable's name, "keychain", "file"; and in plain
// words, where `vaultFile` is the vault's, if it is known.
QString placeOf(const ProviderKey& key);
QString placeSentence(const ProviderKey& key, const QString& vaultFile);

// Why a key waits, and what to do; empty: it does not.
QString sentenceOfWaiting(const ProviderKey& key);
// What it means that the keychain did not take a secret; empty: something else went wrong.
QString sentenceOfKeychain(const ApiError& error);

// "api.openai.com/v1"; of plain http with its scheme.
QString shortUrl(const QString& url);
QString nameOfPresetKind(const QString& kind);
// What a blank of an address asks for; one that is not known is called as it is.
QString nameOfBlank(const QString& blank);

// What a failed test means and what to do; the gateway's own words where the kind is not known.
QString sentenceOf(const Trial& trial);

}  // namespace sb::ui
