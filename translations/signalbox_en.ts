<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
</TS>
