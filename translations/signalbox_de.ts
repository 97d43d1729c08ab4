<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>sb::app::Console</name>
    <message>
        <source>Use the light look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the dark look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no address of a gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token file cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--connect takes the address of an admin API, as http://127.0.0.1:7412, and --token-file the file admin.token of its data folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be found: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signalbox keeps running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway answers your apps. Click the icon to see the window again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::app::StartProblem</name>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port %1 is already in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program on this computer listens there, so the gateway cannot. Stop that program, or let the gateway use another port; your apps then need the new address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use port %1 instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The configuration has a mistake</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway did not start, so that nothing runs in another way than you meant. Mend %1 at the lines named below, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another gateway already uses this data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only one gateway can work in %1. This window can show the one that runs, or you stop it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the running gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data folder cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signalbox keeps keys and the log in %1. Make sure that you may write there and that the disk is not full, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway did not start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it said stands below. Try again, or restart this computer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::Checklist</name>
    <message>
        <source>Get your first request through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three steps, about two minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A service with your API key, or a model server on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect an app</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point its base URL at Signalbox. Your provider key stays here; the app gets its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See the first request arrive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It appears here and in Logs, with its price.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key at hand?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try without a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is running on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Port %1, %n models: %2. No key needed.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Use it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find or run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find or run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::ConnectPanel</name>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is made when there is a provider.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key %1, made earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key %1, made for this app</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy snippet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request did not arrive: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect an app</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no model yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snippet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hidden when you leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send it for me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New key</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::CopyButton</name>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::Dialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::ErrorList</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>route %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the last 24 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in Logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No errors in the last 24 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a request fails, what happened stands here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::Figures</name>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>–</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p50 · p95 %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no stream yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spend today</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n unpriced</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::Format</name>
    <message>
        <source>%1K</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 req/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>day, time of day</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::GatewayBand</name>
    <message>
        <source>The gateway does not accept this console&apos;s token. Start the console again, or give it the right token file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing answers at the gateway&apos;s admin address. What is shown may be old.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway does not answer (%1). What is shown may be old.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Console disconnected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gateway stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apps get no answers. Log, spend and settings keep working.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::KeyList</name>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected apps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect an app</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::Leaving</name>
    <message>
        <source>Keep the gateway running?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signalbox can stay in the tray, so that your apps keep getting answers. If you quit, they get none. You can change this in Settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n requests are still running. They get up to 30 seconds to end.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Quit Signalbox?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::MainWindow</name>
    <message>
        <source>%1 – Signalbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway did not start: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway did not stop: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gateway stopped.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::OverviewPage</name>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip the checklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not added: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo did not start: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::OverviewScreen</name>
    <message>
        <source>Connect an app…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key snippet base URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::Page</name>
    <message>
        <source>Back to %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::SecretField</name>
    <message>
        <source>Hide what was typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what was typed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::Sidebar</name>
    <message>
        <source>Find or run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Navigation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::Skeleton</name>
    <message>
        <source>Loading…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::Snippets</name>
    <message>
        <source>Install it with %1. Every OpenAI-compatible tool works the same way: only the base URL and the key change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it with %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put this into the file %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a running Open WebUI, the same two values belong under Admin Panel, Settings, Connections.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste this into a terminal.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::Spinner</name>
    <message>
        <source>Working…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::StartPage</name>
    <message>
        <source>Starting the gateway…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the gateway said</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::StatusBar</name>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gateway: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n streams</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Show what runs now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 today</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n requests of today have no known price</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Show the spend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bodies: full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bodies: redacted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bodies: off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the log keeps of requests and answers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::Toast</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::Tray</name>
    <message>
        <source>Show Signalbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signalbox: running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signalbox: stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signalbox: disconnected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sb::ui::WaitingPanel</name>
    <message>
        <source>Reached Signalbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logged: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logged with its price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Received. It works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It arrived, but failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the first request…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listening on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in Logs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
