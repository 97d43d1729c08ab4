#include "app/ctl/commands.h"

#include <array>

namespace sb::ctl {
namespace {

constexpr std::array<Option, 1> kTestOptions{{{"--key", "NAME", "this key of the provider"}}};
constexpr std::array<Option, 4> kCreateOptions{{
    {"--models", "A,B", "names and patterns of the models that the key may use (default: all)"},
    {"--tags", "A,B", "tags on each of its requests in the log"},
    {"--expires", "DATE", "2027-01-01 or an RFC 3339 time (default: never)"},
    {"--quiet", "", "print nothing but the key's text"},
}};
constexpr std::array<Option, 1> kKeysOptions{{{"--all", "", "revoked keys too"}}};
constexpr std::array<Option, 4> kLogOptions{{
    {"--follow", "", "go on with each new request", "-f"},
    {"--query", "QUERY",
     "only these, e.g. 'status:5xx model:gpt-4o* since:1h' (docs/signalboxctl.md)", "-q"},
    {"--number", "N", "how many, at most 1000 (default: 20)", "-n"},
    {"--before", "CURSOR", "older ones than the last page, by its cursor"},
}};
constexpr std::array<Option, 3> kExportOptions{{
    {"--query", "QUERY", "only these", "-q"},
    {"--format", "FORMAT", "csv (default) or jsonl"},
    {"--output", "FILE", "into this file (default: standard output)", "-o"},
}};
constexpr std::array<Option, 3> kModelOptions{{
    {"--query", "TEXT", "only names with this text", "-q"},
    {"--provider", "ID", "only this provider's"},
    {"--number", "N", "how many, at most 1000 (default: 100)", "-n"},
}};
constexpr std::array<Option, 2> kTargetOptions{{
    {"--query", "TEXT", "only names with this text", "-q"},
    {"--number", "N", "how many, at most 1000 (default: 100)", "-n"},
}};
constexpr std::array<Option, 1> kCatalogOptions{
    {{"--from", "FILE|URL", "where it is; - is standard input"}}};
constexpr std::array<Option, 1> kBackupOptions{{{"--log", "", "the log too, without bodies"}}};
constexpr std::array<Option, 1> kRestoreOptions{
    {{"--forget", "", "what waits for the next start does not take its place"}}};
constexpr std::array<Option, 1> kMessageOptions{
    {{"--message", "TEXT", "why, for whoever reads the revisions", "-m"}}};
constexpr std::array<Option, 2> kRevisionOptions{{
    {"--number", "N", "how many, at most 500 (default: 20)", "-n"},
    {"--before", "N", "older ones than revision N"},
}};
constexpr std::array<Option, 1> kDiffOptions{
    {{"--current", "", "from what is in force to N: what a rollback would change"}}};
constexpr std::array<Option, 5> kSpendOptions{{
    {"--from", "TIME", "a date, a time, or a span before now: 24h, 7d (default: 30d)"},
    {"--to", "TIME", "default: now"},
    {"--by", "WHAT", "model (default), provider, key, route, team or nothing"},
    {"--step", "STEP", "whole (default), day or hour, in UTC"},
    {"--demo", "", "with the demo provider, which does not count otherwise"},
}};

constexpr std::array kCommands{
    Command{"status", "", "What runs, where, and what is degraded.", {}, showStatus},
    Command{"gateway start", "", "Listens for applications again.", {}, startGateway},
    Command{"gateway stop",
            "",
            "Closes the gateway's listeners; open requests go on, the admin API stays.",
            {},
            stopGateway},

    Command{"providers list",
            "",
            "The providers, their addresses and the state of their keys.",
            {},
            listProviders},
    Command{"providers test", "ID",
            "Asks a provider for its models over the way that requests take.\n"
            "A key that was refused before comes back if the test succeeds.",
            kTestOptions, testProvider},
    Command{"providers models", "ID", "The models known of a provider.", {}, listProviderModels},
    Command{"models", "", "The names that applications can ask for, with sizes and prices.",
            kModelOptions, listModels},
    Command{"catalog show", "", "How old the facts and prices of models are.", {}, showCatalog},
    Command{"catalog update", "",
            "Checks a file of model facts and prices and takes it over at once.", kCatalogOptions,
            updateCatalog},
    Command{
        "catalog reset", "", "Goes back to the facts that the program brought.", {}, resetCatalog},
    Command{"routes list", "", "The routes and the patterns that lead to them.", {}, listRoutes},
    Command{"routes actions",
            "[ROUTE]",
            "What follows from which outcome of an attempt: by default, or in a route.",
            {},
            listActions},
    Command{"routes dry-run",
            "NAME [FILE]",
            "Which targets a request would try, and why; nothing is sent.\n"
            "FILE holds the request's JSON (- is standard input); with it comes an estimated cost.",
            {},
            dryRun},

    Command{"targets", "",
            "How the targets are that were asked: the last minute, and who is left alone.",
            kTargetOptions, listTargets},

    Command{"keys list", "", "The gateway's keys, with their use and what they spent in 30 days.",
            kKeysOptions, listKeys},
    Command{"keys create", "NAME", "Makes a key and prints its text, this once.", kCreateOptions,
            createKey},
    Command{
        "keys revoke", "ID", "Ends a key at once, its running requests included.", {}, revokeKey},
    Command{"keys rename", "ID NAME", "Gives a key another name.", {}, renameKey},
    Command{"secrets list", "", "The names of the secrets in the vault.", {}, listSecrets},
    Command{"secrets set",
            "NAME",
            "Puts a secret into the vault: from standard input, or typed without being shown.\n"
            "It never stands on the command line, where others could read it.",
            {},
            setSecret},
    Command{"secrets remove", "NAME", "Takes a secret out of the vault.", {}, removeSecret},

    Command{"logs", "", "The requests, newest last.", kLogOptions, listLogs},
    Command{
        "logs show", "ID", "One request with its attempts, its cost and its bodies.", {}, showLog},
    Command{"logs export", "", "The log as a file, newest first.", kExportOptions, exportLogs},
    Command{"spend", "", "Requests, tokens and money, summed up.", kSpendOptions, showSpend},
    Command{"cache", "", "The answers that are kept, and what they saved.", {}, showCache},
    Command{"cache clear",
            "[ROUTE]",
            "Forgets the answers that are kept: all of them, or those of a route.",
            {},
            clearCache},

    Command{"backup", "FILE",
            "Configuration, gateway keys and the sealed vault as one file (docs/backup.md).",
            kBackupOptions, saveBackup},
    Command{"restore", "[FILE]", "Checks a backup; it is restored at the gateway's next start.",
            kRestoreOptions, restoreBackup},

    Command{"config check",
            "FILE",
            "Says what is wrong with a configuration; needs no server.",
            {},
            checkConfig},
    Command{"config show",
            "[N]",
            "Prints the gateway's configuration file, or the text of revision N.",
            {},
            showConfig},
    Command{"config save", "FILE",
            "Checks FILE and makes it the gateway's configuration, in force at once.",
            kMessageOptions, saveConfig},
    Command{"config reload",
            "",
            "Lets the gateway read its configuration file again.",
            {},
            reloadConfig},
    Command{
        "config revisions", "",
        "The texts that were in force, newest first: when, by whom, and how many lines changed.",
        kRevisionOptions, listRevisions},
    Command{"config diff", "[N] [M]",
            "What revision N changed (default: the newest), or what differs from N to M.",
            kDiffOptions, showDiff},
    Command{"config rollback", "N", "Makes revision N the configuration again, in force at once.",
            kMessageOptions, rollBack},
    Command{"config forget",
            "N [LAST]",
            "Removes the texts of revisions N to LAST for good.",
            {},
            forgetRevisions},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

}  // namespace sb::ctl
