<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>sb::ui::AccessPage</name>
    <message numerus="yes">
        <source>%n keys</source>
        <translation>
            <numerusform>%n key</numerusform>
            <numerusform>%n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Revoke %n keys?</source>
        <translation>
            <numerusform>Revoke %n key?</numerusform>
            <numerusform>Revoke %n keys?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Revoke</source>
        <translation>
            <numerusform>Revoke</numerusform>
            <numerusform>Revoke</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::AddDialog</name>
    <message numerus="yes">
        <source>Search %n presets</source>
        <translation>
            <numerusform>Search %n preset</numerusform>
            <numerusform>Search %n presets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::Canvas</name>
    <message numerus="yes">
        <source>%n retry(s)</source>
        <translation>
            <numerusform>%n retry</numerusform>
            <numerusform>%n retries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::Checklist</name>
    <message numerus="yes">
        <source>Port %1, %n models: %2. No key needed.</source>
        <translation>
            <numerusform>Port %1, %n model: %2. No key needed.</numerusform>
            <numerusform>Port %1, %n models: %2. No key needed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::ConversationView</name>
    <message numerus="yes">
        <source>Show %n earlier turns</source>
        <translation>
            <numerusform>Show %n earlier turn</numerusform>
            <numerusform>Show %n earlier turns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attachments</source>
        <translation>
            <numerusform>%n attachment</numerusform>
            <numerusform>%n attachments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::DryRunPanel</name>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n attempt</numerusform>
            <numerusform>%n attempts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::Figures</name>
    <message numerus="yes">
        <source>%n unpriced</source>
        <translation>
            <numerusform>%n unpriced</numerusform>
            <numerusform>%n unpriced</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::Format</name>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>%n h ago</numerusform>
            <numerusform>%n h ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::Leaving</name>
    <message numerus="yes">
        <source>%n requests are still running. They get up to 30 seconds to end.</source>
        <translation>
            <numerusform>%n request is still running. It gets up to 30 seconds to end.</numerusform>
            <numerusform>%n requests are still running. They get up to 30 seconds to end.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::LogDetailView</name>
    <message numerus="yes">
        <source>%n attempts</source>
        <translation>
            <numerusform>%n attempt</numerusform>
            <numerusform>%n attempts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::LogsPage</name>
    <message numerus="yes">
        <source>%n new</source>
        <comment>rows of the log</comment>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::NewKeyDialog</name>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::PlaygroundPage</name>
    <message numerus="yes">
        <source>%n lane(s), %1</source>
        <translation>
            <numerusform>%n lane, %1</numerusform>
            <numerusform>%n lanes, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lane(s)</source>
        <translation>
            <numerusform>%n lane</numerusform>
            <numerusform>%n lanes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::PromptBox</name>
    <message numerus="yes">
        <source>At most %n picture(s) go with a question.</source>
        <translation>
            <numerusform>At most %n picture goes with a question.</numerusform>
            <numerusform>At most %n pictures go with a question.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::ProviderCard</name>
    <message numerus="yes">
        <source>and %n more keys</source>
        <translation>
            <numerusform>and %n more key</numerusform>
            <numerusform>and %n more keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n requests in 30 days</source>
        <translation>
            <numerusform>%n request in 30 days</numerusform>
            <numerusform>%n requests in 30 days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::ProviderCards</name>
    <message numerus="yes">
        <source>%n presets, any OpenAI-compatible address, or a server on this computer.</source>
        <translation>
            <numerusform>%n preset, any OpenAI-compatible address, or a server on this computer.</numerusform>
            <numerusform>%n presets, any OpenAI-compatible address, or a server on this computer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::ProviderDetail</name>
    <message numerus="yes">
        <source>%n known</source>
        <translation>
            <numerusform>%n known</numerusform>
            <numerusform>%n known</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::ProviderForm</name>
    <message numerus="yes">
        <source>Runs on this computer with %n models</source>
        <translation>
            <numerusform>Runs on this computer with %n model</numerusform>
            <numerusform>Runs on this computer with %n models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::RangeDialog</name>
    <message numerus="yes">
        <source>At most %n days can be shown.</source>
        <translation>
            <numerusform>At most %n day can be shown.</numerusform>
            <numerusform>At most %n days can be shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::RouteDrafts</name>
    <message numerus="yes">
        <source>The name is too long: use at most %n characters.</source>
        <translation>
            <numerusform>The name is too long: use at most %n character.</numerusform>
            <numerusform>The name is too long: use at most %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The pattern is too long: use at most %n characters.</source>
        <translation>
            <numerusform>The pattern is too long: use at most %n character.</numerusform>
            <numerusform>The pattern is too long: use at most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::RoutesPage</name>
    <message numerus="yes">
        <source>Draft, %n change(s)</source>
        <translation>
            <numerusform>Draft, %n change</numerusform>
            <numerusform>Draft, %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) of the canvas are not in this text until they are published.</source>
        <translation>
            <numerusform>%n draft of the canvas is not in this text until it is published.</numerusform>
            <numerusform>%n drafts of the canvas are not in this text until they are published.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::SaveBar</name>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::SpendChart</name>
    <message numerus="yes">
        <source>%1 over %n days. Left and Right go from day to day, Enter opens its requests; the table view has the same numbers.</source>
        <translation>
            <numerusform>%1 over %n day. Left and Right go from day to day, Enter opens its requests; the table view has the same numbers.</numerusform>
            <numerusform>%1 over %n days. Left and Right go from day to day, Enter opens its requests; the table view has the same numbers.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::SpendPage</name>
    <message numerus="yes">
        <source>%n attempts at an unknown price</source>
        <translation>
            <numerusform>%n attempt at an unknown price</numerusform>
            <numerusform>%n attempts at an unknown price</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n keys</source>
        <translation>
            <numerusform>%n key</numerusform>
            <numerusform>%n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n providers</source>
        <translation>
            <numerusform>%n provider</numerusform>
            <numerusform>%n providers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n models</source>
        <translation>
            <numerusform>%n model</numerusform>
            <numerusform>%n models</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n requests could not be written to the log.</source>
        <translation>
            <numerusform>%n request could not be written to the log.</numerusform>
            <numerusform>%n requests could not be written to the log.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::StatusBar</name>
    <message numerus="yes">
        <source>%n streams</source>
        <translation>
            <numerusform>%n stream</numerusform>
            <numerusform>%n streams</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n requests of today have no known price</source>
        <translation>
            <numerusform>%n request of today has no known price</numerusform>
            <numerusform>%n requests of today have no known price</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::TargetField</name>
    <message numerus="yes">
        <source>The name is too long: use at most %n characters.</source>
        <translation>
            <numerusform>The name is too long: use at most %n character.</numerusform>
            <numerusform>The name is too long: use at most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::TrialPanel</name>
    <message numerus="yes">
        <source>%n models listed</source>
        <translation>
            <numerusform>%n model listed</numerusform>
            <numerusform>%n models listed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::Waterfall</name>
    <message numerus="yes">
        <source>%n tokens</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
</context>
</TS>
