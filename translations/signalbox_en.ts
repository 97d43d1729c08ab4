<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>sb::ui::AccessPage</name>
    <message numerus="yes">
        <source>%Ln keys</source>
        <translation>
            <numerusform>%Ln key</numerusform>
            <numerusform>%Ln keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Revoke %Ln keys?</source>
        <translation>
            <numerusform>Revoke %Ln key?</numerusform>
            <numerusform>Revoke %Ln keys?</numerusform>
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
        <source>Search %Ln presets</source>
        <translation>
            <numerusform>Search %Ln preset</numerusform>
            <numerusform>Search %Ln presets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::Canvas</name>
    <message numerus="yes">
        <source>%Ln retries</source>
        <translation>
            <numerusform>%Ln retry</numerusform>
            <numerusform>%Ln retries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::Checklist</name>
    <message numerus="yes">
        <source>Port %1, %Ln models: %2. No key needed.</source>
        <translation>
            <numerusform>Port %1, %Ln model: %2. No key needed.</numerusform>
            <numerusform>Port %1, %Ln models: %2. No key needed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::ConversationView</name>
    <message numerus="yes">
        <source>Show %Ln earlier turns</source>
        <translation>
            <numerusform>Show %Ln earlier turn</numerusform>
            <numerusform>Show %Ln earlier turns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::DryRunPanel</name>
    <message numerus="yes">
        <source>%Ln attempts</source>
        <translation>
            <numerusform>%Ln attempt</numerusform>
            <numerusform>%Ln attempts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::Figures</name>
    <message numerus="yes">
        <source>%Ln unpriced</source>
        <translation>
            <numerusform>%Ln unpriced</numerusform>
            <numerusform>%Ln unpriced</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::Format</name>
    <message numerus="yes">
        <source>%Ln min ago</source>
        <translation>
            <numerusform>%Ln min ago</numerusform>
            <numerusform>%Ln min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln h ago</source>
        <translation>
            <numerusform>%Ln h ago</numerusform>
            <numerusform>%Ln h ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::Leaving</name>
    <message numerus="yes">
        <source>%Ln requests are still running. They have up to 30 seconds to finish.</source>
        <translation>
            <numerusform>%Ln request is still running. It gets up to 30 seconds to end.</numerusform>
            <numerusform>%Ln requests are still running. They get up to 30 seconds to end.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::LogDetailView</name>
    <message numerus="yes">
        <source>%Ln attempts</source>
        <translation>
            <numerusform>%Ln attempt</numerusform>
            <numerusform>%Ln attempts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::LogsPage</name>
    <message numerus="yes">
        <source>%Ln new</source>
        <comment>rows of the log</comment>
        <translation>
            <numerusform>%Ln new</numerusform>
            <numerusform>%Ln new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::ModelBrowser</name>
    <message numerus="yes">
        <source>%1 of %Ln models</source>
        <translation>
            <numerusform>%1 of %Ln model</numerusform>
            <numerusform>%1 of %Ln models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::NewKeyDialog</name>
    <message numerus="yes">
        <source>in %Ln days</source>
        <translation>
            <numerusform>in %Ln day</numerusform>
            <numerusform>in %Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::PlaygroundPage</name>
    <message numerus="yes">
        <source>%Ln lanes, %1</source>
        <translation>
            <numerusform>%Ln lane, %1</numerusform>
            <numerusform>%Ln lanes, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lanes</source>
        <translation>
            <numerusform>%Ln lane</numerusform>
            <numerusform>%Ln lanes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pictures</source>
        <translation>
            <numerusform>%Ln picture</numerusform>
            <numerusform>%Ln pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::PromptBox</name>
    <message numerus="yes">
        <source>A question can have at most %Ln pictures.</source>
        <translation>
            <numerusform>At most %Ln picture goes with a question.</numerusform>
            <numerusform>At most %Ln pictures go with a question.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::ProviderCard</name>
    <message numerus="yes">
        <source>and %Ln more keys</source>
        <translation>
            <numerusform>and %Ln more key</numerusform>
            <numerusform>and %Ln more keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests in 30 days</source>
        <translation>
            <numerusform>%Ln request in 30 days</numerusform>
            <numerusform>%Ln requests in 30 days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::ProviderCards</name>
    <message numerus="yes">
        <source>%Ln presets, any OpenAI-compatible address, or a server on this computer.</source>
        <translation>
            <numerusform>%Ln preset, any OpenAI-compatible address, or a server on this computer.</numerusform>
            <numerusform>%Ln presets, any OpenAI-compatible address, or a server on this computer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::ProviderDetail</name>
    <message numerus="yes">
        <source>%Ln known</source>
        <translation>
            <numerusform>%Ln known</numerusform>
            <numerusform>%Ln known</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::ProviderForm</name>
    <message numerus="yes">
        <source>Runs on this computer with %Ln models</source>
        <translation>
            <numerusform>Runs on this computer with %Ln model</numerusform>
            <numerusform>Runs on this computer with %Ln models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::Providers</name>
    <message numerus="yes">
        <source>%Ln models</source>
        <translation>
            <numerusform>%Ln model</numerusform>
            <numerusform>%Ln models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::RangeDialog</name>
    <message numerus="yes">
        <source>At most %Ln days can be shown.</source>
        <translation>
            <numerusform>At most %Ln day can be shown.</numerusform>
            <numerusform>At most %Ln days can be shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::RefusedPages</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::RouteDrafts</name>
    <message numerus="yes">
        <source>The name is too long: use at most %Ln characters.</source>
        <translation>
            <numerusform>The name is too long: use at most %Ln character.</numerusform>
            <numerusform>The name is too long: use at most %Ln characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The pattern is too long: use at most %Ln characters.</source>
        <translation>
            <numerusform>The pattern is too long: use at most %Ln character.</numerusform>
            <numerusform>The pattern is too long: use at most %Ln characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::RoutesPage</name>
    <message numerus="yes">
        <source>Draft, %Ln changes</source>
        <translation>
            <numerusform>Draft, %Ln change</numerusform>
            <numerusform>Draft, %Ln changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln drafts on the canvas are not in this text until they are published.</source>
        <translation>
            <numerusform>%Ln draft of the canvas is not in this text until it is published.</numerusform>
            <numerusform>%Ln drafts of the canvas are not in this text until they are published.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::SaveBar</name>
    <message numerus="yes">
        <source>%Ln changes</source>
        <translation>
            <numerusform>%Ln change</numerusform>
            <numerusform>%Ln changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::SpendChart</name>
    <message numerus="yes">
        <source>%1 over %Ln days. Left and Right go from day to day, Enter opens its requests; the table view has the same numbers.</source>
        <translation>
            <numerusform>%1 over %Ln day. Left and Right go from day to day, Enter opens its requests; the table view has the same numbers.</numerusform>
            <numerusform>%1 over %Ln days. Left and Right go from day to day, Enter opens its requests; the table view has the same numbers.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::SpendPage</name>
    <message numerus="yes">
        <source>%Ln attempts at an unknown price</source>
        <translation>
            <numerusform>%Ln attempt at an unknown price</numerusform>
            <numerusform>%Ln attempts at an unknown price</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln keys</source>
        <translation>
            <numerusform>%Ln key</numerusform>
            <numerusform>%Ln keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln providers</source>
        <translation>
            <numerusform>%Ln provider</numerusform>
            <numerusform>%Ln providers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln models</source>
        <translation>
            <numerusform>%Ln model</numerusform>
            <numerusform>%Ln models</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests could not be written to the log.</source>
        <translation>
            <numerusform>%Ln request could not be written to the log.</numerusform>
            <numerusform>%Ln requests could not be written to the log.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::StatusBar</name>
    <message numerus="yes">
        <source>%Ln streams</source>
        <translation>
            <numerusform>%Ln stream</numerusform>
            <numerusform>%Ln streams</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests today have no known price</source>
        <translation>
            <numerusform>%Ln request of today has no known price</numerusform>
            <numerusform>%Ln requests of today have no known price</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::TargetField</name>
    <message numerus="yes">
        <source>The name is too long: use at most %Ln characters.</source>
        <translation>
            <numerusform>The name is too long: use at most %Ln character.</numerusform>
            <numerusform>The name is too long: use at most %Ln characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::TrialPanel</name>
    <message numerus="yes">
        <source>%Ln models listed</source>
        <translation>
            <numerusform>%Ln model listed</numerusform>
            <numerusform>%Ln models listed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::Waterfall</name>
    <message numerus="yes">
        <source>%Ln tokens</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
</context>
</TS>
