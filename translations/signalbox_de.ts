<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Csv</name>
    <message>
        <source>Table (%1)</source>
        <translation>Tabelle (%1)</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Exportiert nach %1</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
</context>
<context>
    <name>SaidParts</name>
    <message>
        <source>Thinking, readable only for the provider</source>
        <translation>Gedanken, die nur der Provider lesen kann</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Gedanken</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>The text goes on; Raw shows all of it.</source>
        <translation>Der Text geht weiter; vollständig steht er in der Rohansicht.</translation>
    </message>
    <message>
        <source>Part without a type</source>
        <translation>Teil ohne Typ</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Name of the tool</source>
        <translation>Name des Werkzeugs</translation>
    </message>
</context>
<context>
    <name>sb::app::Console</name>
    <message>
        <source>Use the light look</source>
        <translation>Helles Design verwenden</translation>
    </message>
    <message>
        <source>Use the dark look</source>
        <translation>Dunkles Design verwenden</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>%1 is not the address of a gateway</source>
        <translation>%1 ist keine Gateway-Adresse</translation>
    </message>
    <message>
        <source>The token file cannot be read</source>
        <translation>Die Token-Datei kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>--connect takes the address of an admin API, such as http://127.0.0.1:7412, and --token-file takes the file admin.token from its data folder.</source>
        <translation>--connect erwartet die Adresse einer Admin-API, etwa http://127.0.0.1:7412, und --token-file die Datei admin.token aus deren Datenordner.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>The running gateway cannot be found: %1</source>
        <translation>Das laufende Gateway wurde nicht gefunden: %1</translation>
    </message>
    <message>
        <source>Signalbox keeps running</source>
        <translation>Signalbox läuft weiter</translation>
    </message>
    <message>
        <source>The gateway answers your apps. Click the icon to see the window again.</source>
        <translation>Das Gateway antwortet Ihren Apps. Ein Klick auf das Symbol zeigt das Fenster wieder.</translation>
    </message>
    <message>
        <source>The configuration could not be changed: %1</source>
        <translation>Die Konfiguration konnte nicht geändert werden: %1</translation>
    </message>
</context>
<context>
    <name>sb::app::StartProblem</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>Port %1 is already in use</source>
        <translation>Port %1 ist bereits belegt</translation>
    </message>
    <message>
        <source>Use port %1 instead</source>
        <translation>Stattdessen Port %1 verwenden</translation>
    </message>
    <message>
        <source>The configuration has a mistake</source>
        <translation>Die Konfiguration enthält einen Fehler</translation>
    </message>
    <message>
        <source>The gateway did not start, so nothing runs differently from what you intended. Correct %1 at the lines named below, then try again.</source>
        <translation>Das Gateway ist nicht gestartet, damit nichts anders läuft als gewollt. Korrigieren Sie %1 an den unten genannten Zeilen und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Another gateway already uses this data folder</source>
        <translation>Ein anderes Gateway nutzt diesen Datenordner bereits</translation>
    </message>
    <message>
        <source>Only one gateway can use %1. Show the running one in this window, or stop it and try again.</source>
        <translation>Nur ein Gateway kann %1 verwenden. Zeigen Sie das laufende in diesem Fenster an, oder beenden Sie es und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Show the running gateway</source>
        <translation>Laufendes Gateway anzeigen</translation>
    </message>
    <message>
        <source>The data folder cannot be used</source>
        <translation>Der Datenordner kann nicht verwendet werden</translation>
    </message>
    <message>
        <source>Signalbox keeps keys and the log in %1. Make sure that you can write there and that the disk is not full, then try again.</source>
        <translation>Signalbox legt Schlüssel und Protokoll in %1 ab. Prüfen Sie, ob Sie dort schreiben dürfen und noch Speicherplatz frei ist, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>The gateway did not start</source>
        <translation>Das Gateway ist nicht gestartet</translation>
    </message>
    <message>
        <source>Its message is below. Try again, or restart this computer.</source>
        <translation>Seine Meldung steht unten. Versuchen Sie es erneut oder starten Sie den Computer neu.</translation>
    </message>
    <message>
        <source>Another program on this computer is listening there.</source>
        <translation>Ein anderes Programm auf diesem Computer lauscht dort.</translation>
    </message>
    <message>
        <source>%1 (process %2) is listening there.</source>
        <translation>Dort lauscht %1 (Prozess %2).</translation>
    </message>
    <message>
        <source>Stop that program, or let the gateway use another port. The new port is saved in the configuration, and your apps need the new address.</source>
        <translation>Beenden Sie das Programm oder geben Sie dem Gateway einen anderen Port: Er wird in die Konfiguration eingetragen, und Ihre Apps brauchen die neue Adresse.</translation>
    </message>
    <message>
        <source>Stop that program, or let the gateway use another port. The port comes from the command line: the new one holds until Signalbox ends, and your apps need the new address.</source>
        <translation>Beenden Sie das Programm oder lassen Sie das Gateway einen anderen Port nehmen. Der Port kommt von der Befehlszeile: Der neue gilt, bis Signalbox endet, und Ihre Apps brauchen die neue Adresse.</translation>
    </message>
</context>
<context>
    <name>sb::ui::AboutSection</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>Signalbox %1</source>
        <translation>Signalbox %1</translation>
    </message>
    <message>
        <source>Free software under the GNU GPL, version 3 or later, without warranty.</source>
        <translation>Freie Software unter der GNU GPL, Version 3 oder neuer, ohne Gewährleistung.</translation>
    </message>
    <message>
        <source>Copy the versions</source>
        <translation>Versionen kopieren</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Holds all settings of the gateway.</source>
        <translation>Enthält alle Einstellungen des Gateways.</translation>
    </message>
    <message>
        <source>Copy the file&apos;s path</source>
        <translation>Dateipfad kopieren</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Log, keys, vault, and what this console remembers.</source>
        <translation>Protokoll, Schlüssel, Tresor und was sich diese Konsole merkt.</translation>
    </message>
    <message>
        <source>Copy the folder&apos;s path</source>
        <translation>Ordnerpfad kopieren</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>for this program and its parts</source>
        <translation>dieses Programms und seiner Bestandteile</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Read the licence of %1</source>
        <translation>Lizenz von %1 lesen</translation>
    </message>
    <message>
        <source>Models and prices</source>
        <translation>Modelle und Preise</translation>
    </message>
    <message>
        <source>What is known of models, and what they cost.</source>
        <translation>Was über Modelle bekannt ist und was sie kosten.</translation>
    </message>
    <message>
        <source>%1 models, as of %2</source>
        <translation>%1 Modelle, Stand %2</translation>
    </message>
</context>
<context>
    <name>sb::ui::Access</name>
    <message>
        <source>Give the key a name, usually that of the app or person.</source>
        <translation>Geben Sie dem Schlüssel einen Namen, meist den der App oder Person.</translation>
    </message>
    <message>
        <source>The name is too long: use at most 64 characters.</source>
        <translation>Der Name ist zu lang: höchstens 64 Zeichen.</translation>
    </message>
    <message>
        <source>The name contains a line break or an invisible character.</source>
        <translation>Der Name enthält einen Zeilenumbruch oder ein unsichtbares Zeichen.</translation>
    </message>
    <message>
        <source>A key named %1 already exists. Choose another name.</source>
        <translation>Einen Schlüssel %1 gibt es bereits. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Too many names: use at most 100.</source>
        <translation>Zu viele Namen: höchstens 100.</translation>
    </message>
    <message>
        <source>One of the model names is too long.</source>
        <translation>Einer der Modellnamen ist zu lang.</translation>
    </message>
    <message>
        <source>A model name contains an invisible character.</source>
        <translation>Ein Modellname enthält ein unsichtbares Zeichen.</translation>
    </message>
    <message>
        <source>This key no longer exists.</source>
        <translation>Diesen Schlüssel gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>This key is in the configuration file: remove it from `keys` there.</source>
        <translation>Dieser Schlüssel steht in der Konfigurationsdatei: Entfernen Sie ihn dort aus `keys`.</translation>
    </message>
    <message>
        <source>A key of that name already exists. Choose another name.</source>
        <translation>Einen Schlüssel dieses Namens gibt es bereits. Wählen Sie einen anderen Namen.</translation>
    </message>
</context>
<context>
    <name>sb::ui::AccessPage</name>
    <message>
        <source>The keys cannot be shown</source>
        <translation>Die Schlüssel können nicht angezeigt werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>No key yet</source>
        <translation>Noch kein Schlüssel</translation>
    </message>
    <message>
        <source>Give each app its own key: logs and spend then show who asked, and you can shut out one app without the others.</source>
        <translation>Geben Sie jeder App einen eigenen Schlüssel: Dann zeigen Protokoll und Ausgaben, wer gefragt hat, und eine einzelne App lässt sich aussperren.</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neuer Schlüssel</translation>
    </message>
    <message>
        <source>No keys match</source>
        <translation>Kein passender Schlüssel</translation>
    </message>
    <message>
        <source>Search for another text, or show all keys.</source>
        <translation>Suchen Sie nach etwas anderem oder zeigen Sie alle Schlüssel an.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln keys</source>
        <translation>
            <numerusform>%Ln Schlüssel</numerusform>
            <numerusform>%Ln Schlüssel</numerusform>
        </translation>
    </message>
    <message>
        <source>This key is in the configuration file.</source>
        <translation>Dieser Schlüssel steht in der Konfigurationsdatei.</translation>
    </message>
    <message>
        <source>What you see may be out of date.</source>
        <translation>Die Anzeige ist möglicherweise veraltet.</translation>
    </message>
    <message>
        <source>Key %1 is now called %2.</source>
        <translation>Schlüssel %1 heißt jetzt %2.</translation>
    </message>
    <message>
        <source>Revoke key “%1”?</source>
        <translation>Schlüssel „%1“ widerrufen?</translation>
    </message>
    <message numerus="yes">
        <source>Revoke %Ln keys?</source>
        <translation>
            <numerusform>%Ln Schlüssel widerrufen?</numerusform>
            <numerusform>%Ln Schlüssel widerrufen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Requests with a revoked key get 401 at once, and running answers end. This cannot be undone. To be revoked: %1</source>
        <translation>Anfragen mit einem widerrufenen Schlüssel erhalten sofort 401, laufende Antworten enden. Das lässt sich nicht rückgängig machen. Widerrufen wird: %1</translation>
    </message>
    <message numerus="yes">
        <source>Revoke</source>
        <translation>
            <numerusform>Widerrufen</numerusform>
            <numerusform>Widerrufen</numerusform>
        </translation>
    </message>
    <message>
        <source>Key %1 is revoked.</source>
        <translation>Schlüssel %1 ist widerrufen.</translation>
    </message>
    <message>
        <source>Key %1: %2</source>
        <translation>Schlüssel %1: %2</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen&#xa0;…</translation>
    </message>
    <message>
        <source>Show its requests</source>
        <translation>Anfragen anzeigen</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Widerrufen&#xa0;…</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugriff</translation>
    </message>
    <message>
        <source>Search keys, models, tags</source>
        <translation>Schlüssel, Modelle, Tags suchen</translation>
    </message>
    <message>
        <source>Keys to show</source>
        <translation>Welche Schlüssel</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
</context>
<context>
    <name>sb::ui::AccessScreen</name>
    <message>
        <source>New key…</source>
        <translation>Neuer Schlüssel&#xa0;…</translation>
    </message>
    <message>
        <source>access app token</source>
        <translation>zugriff app token access key</translation>
    </message>
    <message>
        <source>Open key %1</source>
        <translation>Schlüssel %1 öffnen</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugriff</translation>
    </message>
</context>
<context>
    <name>sb::ui::AddDialog</name>
    <message>
        <source>Add a provider</source>
        <translation>Provider hinzufügen</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Any other address</source>
        <translation>Andere Adresse</translation>
    </message>
    <message>
        <source>Remove it again</source>
        <translation>Wieder entfernen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>Search %Ln presets</source>
        <translation>
            <numerusform>%Ln Vorlage durchsuchen</numerusform>
            <numerusform>%Ln Vorlagen durchsuchen</numerusform>
        </translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Save and test again</source>
        <translation>Speichern und erneut testen</translation>
    </message>
    <message>
        <source>Add and test</source>
        <translation>Hinzufügen und testen</translation>
    </message>
    <message>
        <source>Keep it anyway</source>
        <translation>Trotzdem behalten</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert&#xa0;…</translation>
    </message>
    <message>
        <source>%1 is in the configuration.</source>
        <translation>%1 steht in der Konfiguration.</translation>
    </message>
    <message>
        <source>It is saved first, then tested with one request for its list of models.</source>
        <translation>Wird zuerst gespeichert, dann mit einer Anfrage nach der Modellliste getestet.</translation>
    </message>
</context>
<context>
    <name>sb::ui::BackupCard</name>
    <message>
        <source>With the log</source>
        <translation>Mit Protokoll</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>Sichern&#xa0;…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Wiederherstellen&#xa0;…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Do not restore</source>
        <translation>Nicht wiederherstellen</translation>
    </message>
    <message>
        <source>Rows and sums; the texts of requests and answers are never in a backup.</source>
        <translation>Zeilen und Summen; die Texte von Anfragen und Antworten sind nie in einer Sicherung enthalten.</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>One file with the configuration, the gateway&apos;s keys and the sealed vault. Not in it: the key that opens the vault, and secrets in the system&apos;s keychain. Keep the file as safe as your keys.</source>
        <translation>Eine Datei mit der Konfiguration, den Gateway-Schlüsseln und dem versiegelten Tresor. Nicht enthalten: der Schlüssel, der den Tresor öffnet, und Secrets im Schlüsselbund des Systems. Verwahren Sie die Datei so sorgfältig wie Ihre Schlüssel.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>A backup is waiting: it is restored at the gateway&apos;s next start.</source>
        <translation>Eine Sicherung steht bereit: Sie wird beim nächsten Start des Gateways wiederhergestellt.</translation>
    </message>
    <message>
        <source>The backup is checked first and restored at the gateway&apos;s next start. What is there now is kept aside.</source>
        <translation>Die Sicherung wird zuerst geprüft und beim nächsten Start des Gateways wiederhergestellt. Der jetzige Stand wird daneben aufbewahrt.</translation>
    </message>
    <message>
        <source>Back up to</source>
        <translation>Sichern nach</translation>
    </message>
    <message>
        <source>Copying the databases…</source>
        <translation>Datenbanken werden kopiert&#xa0;…</translation>
    </message>
    <message>
        <source>%1 written</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>Backed up to %1, %2</source>
        <translation>Gesichert nach %1, %2</translation>
    </message>
    <message>
        <source>No backup was made: %1</source>
        <translation>Es wurde keine Sicherung erstellt: %1</translation>
    </message>
    <message>
        <source>Restore from</source>
        <translation>Wiederherstellen aus</translation>
    </message>
    <message>
        <source>Backups (*.tar)</source>
        <translation>Sicherungen (*.tar)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Restore from “%1”?</source>
        <translation>Aus „%1“ wiederherstellen?</translation>
    </message>
    <message>
        <source>At the gateway&apos;s next start, the backup replaces the configuration, the keys and, if it contains one, the log. Keys made since then stop working, and secrets in the system&apos;s keychain stay as they are. Today&apos;s files are kept in the data folder, in a folder named before-restore-….</source>
        <translation>Beim nächsten Start des Gateways ersetzt die Sicherung Konfiguration, Schlüssel und, falls enthalten, das Protokoll. Seither erstellte Schlüssel funktionieren dann nicht mehr; Secrets im Schlüsselbund des Systems bleiben, wie sie sind. Die heutigen Dateien bleiben im Datenordner erhalten, in einem Ordner namens before-restore-….</translation>
    </message>
    <message>
        <source>%1 of %2 sent</source>
        <translation>%1 von %2 gesendet</translation>
    </message>
    <message>
        <source>The gateway is checking it…</source>
        <translation>Das Gateway prüft sie&#xa0;…</translation>
    </message>
    <message>
        <source>Nothing was changed: %1</source>
        <translation>Es wurde nichts geändert: %1</translation>
    </message>
    <message>
        <source>The backup of %1 is restored when the gateway next starts. To do that now, quit Signalbox and start it again.</source>
        <translation>Die Sicherung vom %1 wird beim nächsten Start des Gateways wiederhergestellt. Soll das jetzt geschehen, beenden Sie Signalbox und starten Sie es neu.</translation>
    </message>
    <message>
        <source>Left out: %1</source>
        <translation>Ausgelassen: %1</translation>
    </message>
    <message>
        <source>It is still waiting: %1</source>
        <translation>Sie steht weiterhin bereit: %1</translation>
    </message>
    <message>
        <source>Stopped; nothing was changed.</source>
        <translation>Gestoppt; es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Stopped; no backup was made.</source>
        <translation>Gestoppt; es wurde keine Sicherung erstellt.</translation>
    </message>
</context>
<context>
    <name>sb::ui::Canvas</name>
    <message>
        <source>Try in order</source>
        <translation>Der Reihe nach versuchen</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>Add a model…</source>
        <translation>Modell hinzufügen&#xa0;…</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln retries</source>
        <translation>
            <numerusform>%Ln Wiederholung</numerusform>
            <numerusform>%Ln Wiederholungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>the next one when one fails</source>
        <translation>das nächste, wenn eines scheitert</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>sb::ui::ChatRequest</name>
    <message>
        <source>%1 has %2; a picture may have at most %3. Make it smaller and attach it again.</source>
        <translation>%1 hat %2; ein Bild darf höchstens %3 haben. Verkleinern Sie es und hängen Sie es erneut an.</translation>
    </message>
    <message>
        <source>%1 is not a PNG, JPEG, WebP or GIF picture.</source>
        <translation>%1 ist kein PNG-, JPEG-, WebP- oder GIF-Bild.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
</context>
<context>
    <name>sb::ui::Checklist</name>
    <message>
        <source>Get your first request through</source>
        <translation>Bis zur ersten Anfrage</translation>
    </message>
    <message>
        <source>Three steps, about two minutes.</source>
        <translation>Drei Schritte, etwa zwei Minuten.</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%1 von %2 erledigt</translation>
    </message>
    <message>
        <source>Add a provider</source>
        <translation>Provider hinzufügen</translation>
    </message>
    <message>
        <source>A service with your API key, or a model server on this computer.</source>
        <translation>Ein Dienst mit Ihrem API-Schlüssel oder ein Modellserver auf diesem Computer.</translation>
    </message>
    <message>
        <source>Connect an app</source>
        <translation>App verbinden</translation>
    </message>
    <message>
        <source>Point its base URL at Signalbox. Your provider key stays here; the app gets its own.</source>
        <translation>Die Basis-URL der App auf Signalbox richten. Der Provider-Schlüssel bleibt hier; die App bekommt einen eigenen.</translation>
    </message>
    <message>
        <source>See the first request arrive</source>
        <translation>Erste Anfrage ankommen sehen</translation>
    </message>
    <message>
        <source>It appears here and in Logs, with its price.</source>
        <translation>Sie erscheint hier und im Protokoll, mit ihrem Preis.</translation>
    </message>
    <message>
        <source>Add another</source>
        <translation>Weiteren hinzufügen</translation>
    </message>
    <message>
        <source>No key at hand?</source>
        <translation>Kein Schlüssel zur Hand?</translation>
    </message>
    <message>
        <source>Try without a key</source>
        <translation>Ohne Schlüssel ausprobieren</translation>
    </message>
    <message>
        <source>%1 is running on this computer</source>
        <translation>%1 läuft auf diesem Computer</translation>
    </message>
    <message numerus="yes">
        <source>Port %1, %Ln models: %2. No key needed.</source>
        <translation>
            <numerusform>Port %1, %Ln Modell: %2. Kein Schlüssel nötig.</numerusform>
            <numerusform>Port %1, %Ln Modelle: %2. Kein Schlüssel nötig.</numerusform>
        </translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
</context>
<context>
    <name>sb::ui::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Find or run…</source>
        <translation>Suchen oder ausführen&#xa0;…</translation>
    </message>
    <message>
        <source>Find or run</source>
        <translation>Suchen oder ausführen</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Nothing by this name</source>
        <translation>Nichts mit diesem Namen</translation>
    </message>
</context>
<context>
    <name>sb::ui::ConnectPanel</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>The key is made once there is a provider.</source>
        <translation>Der Schlüssel wird erstellt, sobald es einen Provider gibt.</translation>
    </message>
    <message>
        <source>Key %1, made for this app</source>
        <translation>Schlüssel %1, für diese App erstellt</translation>
    </message>
    <message>
        <source>Copy snippet</source>
        <translation>Snippet kopieren</translation>
    </message>
    <message>
        <source>Connect an app</source>
        <translation>App verbinden</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>no model yet</source>
        <translation>noch kein Modell</translation>
    </message>
    <message>
        <source>Apps</source>
        <translation>Apps</translation>
    </message>
    <message>
        <source>Snippet</source>
        <translation>Snippet</translation>
    </message>
    <message>
        <source>Send it for me</source>
        <translation>Von hier aus senden</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neuer Schlüssel</translation>
    </message>
    <message>
        <source>Key %1, made earlier. Only a new key can be copied or sent.</source>
        <translation>Schlüssel %1, früher erstellt. Nur ein neuer Schlüssel kann kopiert oder gesendet werden.</translation>
    </message>
    <message>
        <source>hidden when you leave this screen</source>
        <translation>verborgen, sobald Sie diese Seite verlassen</translation>
    </message>
    <message>
        <source>No key was made. %1</source>
        <translation>Es wurde kein Schlüssel erstellt. %1</translation>
    </message>
</context>
<context>
    <name>sb::ui::ConversationView</name>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln earlier turns</source>
        <translation>
            <numerusform>%Ln früheren Beitrag anzeigen</numerusform>
            <numerusform>%Ln frühere Beiträge anzeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>Assistent</translation>
    </message>
    <message>
        <source>Tool result</source>
        <translation>Tool-Ergebnis</translation>
    </message>
    <message>
        <source>The request cannot be shown as a conversation.</source>
        <translation>Die Anfrage lässt sich nicht als Gespräch zeigen.</translation>
    </message>
    <message>
        <source>The answer cannot be shown whole as a conversation.</source>
        <translation>Die Antwort lässt sich nicht ganz als Gespräch zeigen.</translation>
    </message>
    <message>
        <source>Show as sent</source>
        <translation>Wie gesendet zeigen</translation>
    </message>
</context>
<context>
    <name>sb::ui::CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>sb::ui::DemoCard</name>
    <message>
        <source>Demo provider</source>
        <translation>Demo-Provider</translation>
    </message>
    <message>
        <source>Answers without a key, from inside the gateway, until you switch it off or the gateway stops. Its requests are marked and cost nothing.</source>
        <translation>Antwortet ohne Schlüssel, direkt aus dem Gateway, bis Sie ihn ausschalten oder das Gateway endet. Seine Anfragen sind gekennzeichnet und kosten nichts.</translation>
    </message>
    <message>
        <source>It could not be switched on or off: %1</source>
        <translation>Ein- oder Ausschalten nicht möglich: %1</translation>
    </message>
</context>
<context>
    <name>sb::ui::DestinationModel</name>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Wofür</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
</context>
<context>
    <name>sb::ui::Destinations</name>
    <message>
        <source>Provider %1</source>
        <translation>Provider %1</translation>
    </message>
    <message>
        <source>requests and tests</source>
        <translation>Anfragen und Tests</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>on the way to providers</source>
        <translation>auf dem Weg zu den Providern</translation>
    </message>
    <message>
        <source>the system&apos;s proxy</source>
        <translation>der Proxy des Systems</translation>
    </message>
    <message>
        <source>if the desktop or the environment names one</source>
        <translation>falls der Desktop oder die Umgebung einen nennt</translation>
    </message>
    <message>
        <source>Local model servers</source>
        <translation>Lokale Modellserver</translation>
    </message>
    <message>
        <source>looked for when a provider is added</source>
        <translation>gesucht, wenn ein Provider hinzugefügt wird</translation>
    </message>
</context>
<context>
    <name>sb::ui::DestinationsSection</name>
    <message>
        <source>Destinations</source>
        <translation>Verbindungsziele</translation>
    </message>
    <message>
        <source>Everything this program contacts</source>
        <translation>Alles, womit sich dieses Programm verbindet</translation>
    </message>
    <message>
        <source>Nothing else: no telemetry, no check for updates, no list of models from elsewhere. Updates come from the package manager.</source>
        <translation>Sonst nichts: keine Telemetrie, keine Suche nach Updates, keine fremden Modelllisten. Updates kommen von der Paketverwaltung.</translation>
    </message>
</context>
<context>
    <name>sb::ui::DetailTables</name>
    <message>
        <source>unpriced</source>
        <translation>ohne Preis</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Cached input</source>
        <translation>Eingabe aus dem Cache</translation>
    </message>
    <message>
        <source>Written to cache</source>
        <translation>In den Cache geschrieben</translation>
    </message>
    <message>
        <source>Written to cache for 1 h</source>
        <translation>Für 1 h in den Cache geschrieben</translation>
    </message>
    <message>
        <source>Audio input</source>
        <translation>Audio-Eingabe</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Audio output</source>
        <translation>Audio-Ausgabe</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>Reasoning</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Price, line by line</source>
        <translation>Preis, Posten für Posten</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>Posten</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>Erstes Token</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>reused</source>
        <translation>bestehend</translation>
    </message>
    <message>
        <source>%1 each</source>
        <translation>je %1</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Web searches</source>
        <translation>Websuchen</translation>
    </message>
    <message>
        <source>File searches</source>
        <translation>Dateisuchen</translation>
    </message>
    <message>
        <source>Cached audio</source>
        <translation>Audio aus dem Cache</translation>
    </message>
    <message>
        <source>Prompts with web search</source>
        <translation>Anfragen mit Websuche</translation>
    </message>
    <message>
        <source>As the provider charged</source>
        <translation>Wie vom Anbieter berechnet</translation>
    </message>
</context>
<context>
    <name>sb::ui::Dialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>sb::ui::DiffDialog</name>
    <message>
        <source>What differs</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>First answer</source>
        <translation>Erste Antwort</translation>
    </message>
    <message>
        <source>Second answer</source>
        <translation>Zweite Antwort</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Both say the same, word for word.</source>
        <translation>Beide stimmen Wort für Wort überein.</translation>
    </message>
    <message>
        <source>%1 of the text is the same.</source>
        <translation>%1 des Textes sind gleich.</translation>
    </message>
</context>
<context>
    <name>sb::ui::DryRunPanel</name>
    <message>
        <source>answers</source>
        <translation>antwortet</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>Dry run</source>
        <translation>Probelauf</translation>
    </message>
    <message>
        <source>Close the dry run</source>
        <translation>Probelauf schließen</translation>
    </message>
    <message>
        <source>Request, as JSON (optional)</source>
        <translation>Anfrage als JSON (optional)</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Nothing is sent to a provider.</source>
        <translation>Es wird nichts an einen Provider gesendet.</translation>
    </message>
    <message>
        <source>This is not a JSON object. Paste the body that the app sends, or leave the field empty.</source>
        <translation>Das ist kein JSON-Objekt. Fügen Sie den Inhalt ein, den die App sendet, oder lassen Sie das Feld leer.</translation>
    </message>
    <message>
        <source>Estimated cost</source>
        <translation>Geschätzte Kosten</translation>
    </message>
    <message>
        <source>unpriced</source>
        <translation>ohne Preis</translation>
    </message>
    <message>
        <source>needs a request</source>
        <translation>nur mit Anfrage</translation>
    </message>
    <message numerus="yes">
        <source>%Ln attempts</source>
        <translation>
            <numerusform>%Ln Versuch</numerusform>
            <numerusform>%Ln Versuche</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is skipped</source>
        <translation>%1 wird übergangen</translation>
    </message>
    <message>
        <source>No model would answer</source>
        <translation>Kein Modell würde antworten</translation>
    </message>
    <message>
        <source>Add a model that can be called, or fix a provider.</source>
        <translation>Fügen Sie ein erreichbares Modell hinzu oder bringen Sie einen Provider in Ordnung.</translation>
    </message>
    <message>
        <source>%1 answers</source>
        <translation>%1 antwortet</translation>
    </message>
    <message>
        <source>First in order, and it can be called.</source>
        <translation>An erster Stelle und erreichbar.</translation>
    </message>
    <message>
        <source>The first that can be called now.</source>
        <translation>Das erste, das jetzt aufgerufen werden kann.</translation>
    </message>
    <message>
        <source>Called again if that fails.</source>
        <translation>Scheitert das, wird es erneut aufgerufen.</translation>
    </message>
    <message>
        <source>Next, if that fails.</source>
        <translation>Danach, falls das scheitert.</translation>
    </message>
    <message>
        <source>The draft cannot be published as it is: %1</source>
        <translation>Der Entwurf kann so nicht veröffentlicht werden: %1</translation>
    </message>
    <message>
        <source>Runs the draft without publishing it. Nothing is sent to a provider.</source>
        <translation>Führt den Entwurf aus, ohne ihn zu veröffentlichen. Es wird nichts an einen Provider gesendet.</translation>
    </message>
    <message>
        <source>gets a copy</source>
        <translation>bekommt eine Kopie</translation>
    </message>
    <message>
        <source>Gets a copy, whose answer nobody sees.</source>
        <translation>Bekommt eine Kopie, deren Antwort niemand sieht.</translation>
    </message>
    <message>
        <source>The system prompt is replaced</source>
        <translation>Der System-Prompt wird ersetzt</translation>
    </message>
    <message>
        <source>The system prompt is added to</source>
        <translation>Der System-Prompt wird ergänzt</translation>
    </message>
</context>
<context>
    <name>sb::ui::ErrorList</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>route %1</source>
        <translation>Route %1</translation>
    </message>
    <message>
        <source>key %1</source>
        <translation>Schlüssel %1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Last errors</source>
        <translation>Letzte Fehler</translation>
    </message>
    <message>
        <source>of the last 24 hours</source>
        <translation>der letzten 24 Stunden</translation>
    </message>
    <message>
        <source>Open in Logs</source>
        <translation>Im Protokoll öffnen</translation>
    </message>
    <message>
        <source>No errors in the last 24 hours</source>
        <translation>Keine Fehler in den letzten 24 Stunden</translation>
    </message>
    <message>
        <source>When a request fails, you see here what happened.</source>
        <translation>Schlägt eine Anfrage fehl, steht hier, was passiert ist.</translation>
    </message>
</context>
<context>
    <name>sb::ui::ErrorWords</name>
    <message>
        <source>The gateway does not answer. Nothing is lost: try again when it is back.</source>
        <translation>Das Gateway antwortet nicht. Nichts ist verloren: Versuchen Sie es erneut, sobald es wieder da ist.</translation>
    </message>
    <message>
        <source>The gateway does not accept this console. Start the console again.</source>
        <translation>Das Gateway akzeptiert diese Konsole nicht. Starten Sie die Konsole neu.</translation>
    </message>
    <message>
        <source>Someone else has changed the configuration file in the meantime. Try again.</source>
        <translation>Die Konfigurationsdatei wurde inzwischen von anderer Seite geändert. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The gateway refused it: %1</source>
        <translation>Das Gateway hat das abgelehnt: %1</translation>
    </message>
    <message>
        <source>The gateway said: %1</source>
        <translation>Das Gateway meldet: %1</translation>
    </message>
    <message>
        <source>There was no answer in time. See whether it was done after all, then try again.</source>
        <translation>Es kam rechtzeitig keine Antwort. Sehen Sie nach, ob es doch geschehen ist, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>What answers at the gateway&apos;s address is not Signalbox. Start the console again, or give it the right address.</source>
        <translation>Was unter der Adresse des Gateways antwortet, ist nicht Signalbox. Starten Sie die Konsole neu oder geben Sie ihr die richtige Adresse.</translation>
    </message>
    <message>
        <source>The encrypted connection to the gateway was refused: %1. Check its address and certificate.</source>
        <translation>Die verschlüsselte Verbindung zum Gateway wurde abgelehnt: %1. Prüfen Sie Adresse und Zertifikat.</translation>
    </message>
    <message>
        <source>The answer is too large to show. Ask for less of it.</source>
        <translation>Die Antwort ist zu groß, um sie zu zeigen. Fordern Sie weniger an.</translation>
    </message>
    <message>
        <source>%1. Choose another place.</source>
        <translation>%1. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>The disk is full, so nothing was saved. Make room on it, then try again.</source>
        <translation>Der Datenträger ist voll, darum wurde nichts gespeichert. Schaffen Sie Platz und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>One of the gateway&apos;s files is damaged: %1 Restore a backup in Settings, then start again.</source>
        <translation>Eine Datei des Gateways ist beschädigt: %1 Stellen Sie in den Einstellungen eine Sicherung wieder her und starten Sie dann neu.</translation>
    </message>
    <message>
        <source>The gateway cannot use its files: %1. Make sure that they may be read and written, then try again.</source>
        <translation>Das Gateway kann seine Dateien nicht benutzen: %1. Sorgen Sie dafür, dass sie gelesen und geschrieben werden dürfen, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The gateway is still starting, or has too much to do. Try again in a moment.</source>
        <translation>Das Gateway startet noch oder hat zu viel zu tun. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The gateway is ending, so this was not done. Start it again, then try again.</source>
        <translation>Das Gateway wird gerade beendet, daher ist das nicht geschehen. Starten Sie es wieder und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>The keychain or the encrypted file is locked. Unlock it, then try again.</source>
        <translation>Der Schlüsselbund oder die verschlüsselte Datei ist gesperrt. Entsperren Sie sie und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>A secret is not where it should be: %1. Enter it again in Providers, or mend its place.</source>
        <translation>Ein Secret ist nicht dort, wo es sein sollte: %1. Geben Sie es unter Provider neu ein oder bringen Sie seinen Ort in Ordnung.</translation>
    </message>
    <message>
        <source>The provider takes no requests now. Try again in a minute, or use another model.</source>
        <translation>Der Provider nimmt gerade keine Anfragen an. Versuchen Sie es in einer Minute noch einmal oder nehmen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>No model can answer now. See in Providers which of them has a problem, then try again.</source>
        <translation>Gerade kann kein Modell antworten. Sehen Sie unter Provider nach, wo es klemmt, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>The gateway cannot do this now: %1. Try again in a moment.</source>
        <translation>Das Gateway kann das gerade nicht: %1. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The configuration file is read-only, so the gateway cannot change it. Make it writable, then try again.</source>
        <translation>Die Konfigurationsdatei ist schreibgeschützt, daher kann das Gateway sie nicht ändern. Machen Sie sie beschreibbar und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The gateway failed at this: %1. Try again, or start the gateway again.</source>
        <translation>Das Gateway ist hieran gescheitert: %1. Versuchen Sie es noch einmal oder starten Sie das Gateway neu.</translation>
    </message>
</context>
<context>
    <name>sb::ui::FacetList</name>
    <message>
        <source>Filter by</source>
        <translation>Filtern nach</translation>
    </message>
</context>
<context>
    <name>sb::ui::FacetModel</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Provider</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
</context>
<context>
    <name>sb::ui::Feedback</name>
    <message>
        <source>the gateway is stopped</source>
        <translation>das Gateway ist gestoppt</translation>
    </message>
</context>
<context>
    <name>sb::ui::Figures</name>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>Erstes Token</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>p50 · p95 %1</source>
        <translation>p50 · p95 %1</translation>
    </message>
    <message>
        <source>no stream yet</source>
        <translation>noch kein Stream</translation>
    </message>
    <message>
        <source>Spend today</source>
        <translation>Ausgaben heute</translation>
    </message>
    <message numerus="yes">
        <source>%Ln unpriced</source>
        <translation>
            <numerusform>%Ln ohne Preis</numerusform>
            <numerusform>%Ln ohne Preis</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::FilterBar</name>
    <message>
        <source>Filter, for example %1</source>
        <translation>Filter, zum Beispiel %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>A word is looked for in the names of models, providers, keys and routes, in error messages and in request ids, not in conversations.</source>
        <translation>Ein Wort wird in den Namen von Modellen, Anbietern, Schlüsseln und Routen, in Fehlermeldungen und in den Kennungen der Anfragen gesucht, nicht in Gesprächen.</translation>
    </message>
</context>
<context>
    <name>sb::ui::Format</name>
    <message>
        <source>%1K</source>
        <translation>%1&#xa0;Tsd.</translation>
    </message>
    <message>
        <source>%1M</source>
        <translation>%1&#xa0;Mio.</translation>
    </message>
    <message>
        <source>%1B</source>
        <translation>%1&#xa0;Mrd.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>%1 req/s</source>
        <translation>%1&#xa0;Anfragen/s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1&#xa0;ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1&#xa0;s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1&#xa0;min %2&#xa0;s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1&#xa0;h %2&#xa0;min</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>day, time of day</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>%Ln min ago</source>
        <translation>
            <numerusform>vor %Ln&#xa0;min</numerusform>
            <numerusform>vor %Ln&#xa0;min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln h ago</source>
        <translation>
            <numerusform>vor %Ln&#xa0;h</numerusform>
            <numerusform>vor %Ln&#xa0;h</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>in a list</comment>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>sb::ui::GatewayBand</name>
    <message>
        <source>The gateway does not accept this console&apos;s token. Start the console again, or give it the right token file.</source>
        <translation>Das Gateway akzeptiert das Token dieser Konsole nicht. Starten Sie die Konsole neu oder geben Sie ihr die richtige Token-Datei.</translation>
    </message>
    <message>
        <source>Nothing answers at the gateway&apos;s admin address. What you see may be out of date.</source>
        <translation>Unter der Admin-Adresse des Gateways antwortet nichts. Die Anzeige ist möglicherweise veraltet.</translation>
    </message>
    <message>
        <source>The gateway does not answer (%1). What you see may be out of date.</source>
        <translation>Das Gateway antwortet nicht (%1). Die Anzeige ist möglicherweise veraltet.</translation>
    </message>
    <message>
        <source>Console disconnected.</source>
        <translation>Konsole nicht verbunden.</translation>
    </message>
    <message>
        <source>Try again now</source>
        <translation>Jetzt erneut versuchen</translation>
    </message>
    <message>
        <source>Gateway stopped.</source>
        <translation>Gateway gestoppt.</translation>
    </message>
    <message>
        <source>Apps get no answers. Log, spend and settings keep working.</source>
        <translation>Apps bekommen keine Antworten. Protokoll, Ausgaben und Einstellungen funktionieren weiter.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Apps are served, but their requests are missing in it. Make room on the disk: it goes on by itself.</source>
        <translation>Apps werden bedient, aber ihre Anfragen fehlen darin. Schaffen Sie Platz auf dem Datenträger: Es geht von selbst weiter.</translation>
    </message>
    <message>
        <source>Apps are refused meanwhile. Make room on the disk: it goes on by itself.</source>
        <translation>Apps werden so lange abgewiesen. Schaffen Sie Platz auf dem Datenträger: Es geht von selbst weiter.</translation>
    </message>
    <message>
        <source>No key is accepted.</source>
        <translation>Kein Schlüssel wird angenommen.</translation>
    </message>
    <message>
        <source>The file of keys is damaged. Restore a backup in Settings, then start again.</source>
        <translation>Die Datei der Schlüssel ist beschädigt. Stellen Sie in den Einstellungen eine Sicherung wieder her und starten Sie dann neu.</translation>
    </message>
    <message>
        <source>Open Settings</source>
        <translation>Einstellungen öffnen</translation>
    </message>
    <message>
        <source>The log cannot be written.</source>
        <translation>Das Protokoll kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The log was damaged; a new one is begun.</source>
        <translation>Das Protokoll war beschädigt; ein neues ist begonnen.</translation>
    </message>
    <message>
        <source>The old one is kept as %1</source>
        <translation>Das alte ist aufbewahrt als %1</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Verstanden</translation>
    </message>
</context>
<context>
    <name>sb::ui::Inspector</name>
    <message>
        <source>Inspector</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Time limits</source>
        <translation>Zeitlimits</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>inherited</source>
        <translation>geerbt</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen&#xa0;…</translation>
    </message>
    <message>
        <source>Time limit: %1</source>
        <translation>Zeitlimit: %1</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>Place %1</source>
        <translation>Position %1</translation>
    </message>
    <message>
        <source>This route comes with the demo and is not in the file.</source>
        <translation>Diese Route gehört zur Demo und steht nicht in der Datei.</translation>
    </message>
    <message>
        <source>Choose a model on the canvas to give it limits of its own.</source>
        <translation>Wählen Sie im Diagramm ein Modell aus, um ihm eigene Zeitlimits zu geben.</translation>
    </message>
    <message>
        <source>Grey values are inherited. A retry calls the same model again.</source>
        <translation>Graue Werte sind geerbt. Eine Wiederholung ruft dasselbe Modell noch einmal auf.</translation>
    </message>
    <message>
        <source>Delete route…</source>
        <translation>Route löschen&#xa0;…</translation>
    </message>
    <message>
        <source>Remove from the route</source>
        <translation>Aus der Route entfernen</translation>
    </message>
    <message>
        <source>%1: write a time with its unit, such as 250ms, 30s or 5m.</source>
        <translation>%1: Zeit mit Einheit angeben, etwa 250ms, 30s oder 5m.</translation>
    </message>
    <message>
        <source>Edit in YAML</source>
        <translation>Im YAML bearbeiten</translation>
    </message>
    <message>
        <source>What it does is changed in the YAML.</source>
        <translation>Was er tut, wird im YAML geändert.</translation>
    </message>
</context>
<context>
    <name>sb::ui::KeyDialog</name>
    <message>
        <source>Add a key to %1</source>
        <translation>Schlüssel zu %1 hinzufügen</translation>
    </message>
    <message>
        <source>Key %1 of %2</source>
        <translation>Schlüssel %1 von %2</translation>
    </message>
    <message>
        <source>Leave it empty to keep the current one</source>
        <translation>Leer lassen, um den jetzigen zu behalten</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>A key of weight 3 gets three times the requests of a key of weight 1.</source>
        <translation>Ein Schlüssel mit Gewicht 3 bekommt dreimal so viele Anfragen wie einer mit Gewicht 1.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>sb::ui::KeyList</name>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Connected apps</source>
        <translation>Verbundene Apps</translation>
    </message>
    <message>
        <source>Connect an app</source>
        <translation>App verbinden</translation>
    </message>
</context>
<context>
    <name>sb::ui::KeysModel</name>
    <message>
        <source>revoked %1</source>
        <translation>%1 widerrufen</translation>
    </message>
    <message>
        <source>expired %1</source>
        <translation>abgelaufen am %1</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>all models</source>
        <translation>alle Modelle</translation>
    </message>
    <message>
        <source>configuration file</source>
        <translation>Konfigurationsdatei</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>May use</source>
        <translation>Darf verwenden</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt verwendet</translation>
    </message>
</context>
<context>
    <name>sb::ui::LaneProblem</name>
    <message>
        <source>The answer broke off</source>
        <translation>Die Antwort ist abgebrochen</translation>
    </message>
    <message>
        <source>The request was refused</source>
        <translation>Die Anfrage wurde abgelehnt</translation>
    </message>
    <message>
        <source>The key was refused</source>
        <translation>Der Schlüssel wurde abgelehnt</translation>
    </message>
    <message>
        <source>The provider asks for payment</source>
        <translation>Der Provider verlangt eine Zahlung</translation>
    </message>
    <message>
        <source>No such model</source>
        <translation>Ein solches Modell gibt es nicht</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>Keine Antwort innerhalb des Zeitlimits</translation>
    </message>
    <message>
        <source>The request is too large</source>
        <translation>Die Anfrage ist zu groß</translation>
    </message>
    <message>
        <source>A limit was reached</source>
        <translation>Ein Limit wurde erreicht</translation>
    </message>
    <message>
        <source>No model can answer now</source>
        <translation>Zurzeit kann kein Modell antworten</translation>
    </message>
    <message>
        <source>The provider failed</source>
        <translation>Beim Provider ist ein Fehler aufgetreten</translation>
    </message>
    <message>
        <source>The request failed</source>
        <translation>Die Anfrage ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Another model or other parameters may work.</source>
        <translation>Vielleicht klappt es mit einem anderen Modell oder anderen Parametern.</translation>
    </message>
    <message>
        <source>Check the provider&apos;s key.</source>
        <translation>Prüfen Sie den Schlüssel des Providers.</translation>
    </message>
    <message>
        <source>Choose another one in the head of this lane.</source>
        <translation>Wählen Sie oben in dieser Spur ein anderes.</translation>
    </message>
    <message>
        <source>Send a shorter text or smaller pictures.</source>
        <translation>Senden Sie weniger Text oder kleinere Bilder.</translation>
    </message>
    <message>
        <source>The gateway answered with status %1.</source>
        <translation>Das Gateway hat mit Status %1 geantwortet.</translation>
    </message>
    <message>
        <source>%1
%2</source>
        <comment>what was said, next step</comment>
        <translation>%1
%2</translation>
    </message>
    <message>
        <source>The gateway cannot be reached</source>
        <translation>Das Gateway ist nicht erreichbar</translation>
    </message>
    <message>
        <source>%1
Check in the status bar whether it is running, then try again.</source>
        <translation>%1
Prüfen Sie in der Statusleiste, ob es läuft, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>The console has no key for this request</source>
        <translation>Die Konsole hat für diese Anfrage keinen Schlüssel</translation>
    </message>
    <message>
        <source>The connection ended before the answer did. What arrived is above.</source>
        <translation>Die Verbindung endete vor der Antwort. Was ankam, steht oben.</translation>
    </message>
    <message>
        <source>The answer was stopped</source>
        <translation>Die Antwort wurde gestoppt</translation>
    </message>
    <message>
        <source>It is longer than a lane can show. What arrived is above.</source>
        <translation>Sie ist länger, als eine Spur anzeigen kann. Was ankam, steht oben.</translation>
    </message>
    <message>
        <source>The gateway is stopped</source>
        <translation>Das Gateway ist gestoppt</translation>
    </message>
    <message>
        <source>Start it in the status bar, then try again.</source>
        <translation>Starten Sie es in der Statusleiste und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>See in Providers what is wrong, or choose another model.</source>
        <translation>Sehen Sie unter Provider nach, was nicht stimmt, oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>Try again in a moment, or choose another model.</source>
        <translation>Versuchen Sie es gleich noch einmal oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>Try again, or choose another model.</source>
        <translation>Versuchen Sie es noch einmal oder wählen Sie ein anderes Modell.</translation>
    </message>
</context>
<context>
    <name>sb::ui::LaneProblemView</name>
    <message>
        <source>Ask again</source>
        <translation>Erneut fragen</translation>
    </message>
</context>
<context>
    <name>sb::ui::LaneView</name>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>route: %1</source>
        <translation>Route: %1</translation>
    </message>
    <message>
        <source>Model of lane %1: %2</source>
        <translation>Modell von Spur %1: %2</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>streaming</source>
        <translation>streamt</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>The answer appears here.</source>
        <translation>Die Antwort erscheint hier.</translation>
    </message>
    <message>
        <source>%1 first token</source>
        <translation>erstes Token %1</translation>
    </message>
    <message>
        <source>%1 tok/s</source>
        <translation>%1 Token/s</translation>
    </message>
    <message>
        <source>%1 → %2 tok</source>
        <translation>%1 → %2 Token</translation>
    </message>
    <message>
        <source>≈ %1 tok</source>
        <translation>≈ %1 Token</translation>
    </message>
    <message>
        <source>from the cache</source>
        <translation>aus dem Cache</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>unpriced</source>
        <translation>ohne Preis</translation>
    </message>
    <message>
        <source>over %1</source>
        <translation>über %1</translation>
    </message>
    <message>
        <source>asked last: %1</source>
        <translation>zuletzt gefragt: %1</translation>
    </message>
    <message>
        <source>answered by %1</source>
        <translation>Antwort von %1</translation>
    </message>
    <message>
        <source>Lane %1</source>
        <translation>Spur %1</translation>
    </message>
    <message>
        <source>Answer of lane %1</source>
        <translation>Antwort von Spur %1</translation>
    </message>
    <message>
        <source>Parameters of lane %1</source>
        <translation>Parameter von Spur %1</translation>
    </message>
    <message>
        <source>Remove lane %1</source>
        <translation>Spur %1 entfernen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Open the request of lane %1 in Logs</source>
        <translation>Anfrage von Spur %1 im Protokoll öffnen</translation>
    </message>
</context>
<context>
    <name>sb::ui::Leaving</name>
    <message>
        <source>Keep the gateway running?</source>
        <translation>Gateway weiterlaufen lassen?</translation>
    </message>
    <message>
        <source>Signalbox can stay in the tray, so that your apps keep getting answers. If you quit, they get none. You can change this in Settings.</source>
        <translation>Signalbox kann im Infobereich bleiben, damit Ihre Apps weiter Antworten bekommen. Nach dem Beenden bekommen sie keine mehr. Das lässt sich in den Einstellungen ändern.</translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation>Im Infobereich weiterlaufen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests are still running. They have up to 30 seconds to finish.</source>
        <translation>
            <numerusform>%Ln Anfrage läuft noch. Sie bekommt bis zu 30 Sekunden, um fertig zu werden.</numerusform>
            <numerusform>%Ln Anfragen laufen noch. Sie bekommen bis zu 30 Sekunden, um fertig zu werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Quit Signalbox?</source>
        <translation>Signalbox beenden?</translation>
    </message>
    <message>
        <source>Signalbox can stay as a minimised window, so that your apps keep getting answers. If you quit, they get none. You can change this in Settings.</source>
        <translation>Signalbox kann als minimiertes Fenster bleiben, damit Ihre Apps weiter Antworten bekommen. Wenn Sie es beenden, bekommen sie keine. Sie können das in den Einstellungen ändern.</translation>
    </message>
    <message>
        <source>Minimise</source>
        <translation>Minimieren</translation>
    </message>
    <message>
        <source>Drafts and choices could not be kept, because %1 cannot be written. Make room on the disk first, or they are lost.</source>
        <translation>Entwürfe und Auswahl konnten nicht aufbewahrt werden, weil %1 nicht geschrieben werden kann. Schaffen Sie erst Platz auf dem Datenträger, sonst gehen sie verloren.</translation>
    </message>
</context>
<context>
    <name>sb::ui::ListenerSection</name>
    <message>
        <source>Require a gateway key</source>
        <translation>Gateway-Schlüssel verlangen</translation>
    </message>
    <message>
        <source>Can be off only while every listener is on this computer.</source>
        <translation>Lässt sich nur ausschalten, solange alle Listener nur diesen Computer bedienen.</translation>
    </message>
    <message>
        <source>Host names besides addresses</source>
        <translation>Hostnamen zusätzlich zu Adressen</translation>
    </message>
    <message>
        <source>Requests that name another host are refused. Separate with commas.</source>
        <translation>Anfragen an einen anderen Host werden abgelehnt. Mit Kommas trennen.</translation>
    </message>
    <message>
        <source>Host names</source>
        <translation>Hostnamen</translation>
    </message>
    <message>
        <source>Web origins that may call</source>
        <translation>Web-Ursprünge, die zugreifen dürfen</translation>
    </message>
    <message>
        <source>None: pages in a browser are refused. Separate with commas.</source>
        <translation>Keine: Seiten in einem Browser werden abgelehnt. Mit Kommas trennen.</translation>
    </message>
    <message>
        <source>Web origins</source>
        <translation>Web-Ursprünge</translation>
    </message>
    <message>
        <source>Worker threads</source>
        <translation>Worker-Threads</translation>
    </message>
    <message>
        <source>One carries tens of thousands of requests a second.</source>
        <translation>Einer bewältigt Zehntausende Anfragen pro Sekunde.</translation>
    </message>
    <message>
        <source>Time limits</source>
        <translation>Zeitlimits</translation>
    </message>
    <message>
        <source>such as 250ms, 30s or 15m; routes may set their own</source>
        <translation>etwa 250ms, 30s oder 15m; Routen können eigene festlegen</translation>
    </message>
    <message>
        <source>Back to defaults</source>
        <translation>Auf Standard zurücksetzen</translation>
    </message>
</context>
<context>
    <name>sb::ui::ListenersCard</name>
    <message>
        <source>Listeners</source>
        <translation>Listener</translation>
    </message>
    <message>
        <source>where apps reach the gateway</source>
        <translation>wo Apps das Gateway erreichen</translation>
    </message>
    <message>
        <source>Add listener</source>
        <translation>Listener hinzufügen</translation>
    </message>
    <message>
        <source>Address of listener %1</source>
        <translation>Adresse von Listener %1</translation>
    </message>
    <message>
        <source>Port of listener %1</source>
        <translation>Port von Listener %1</translation>
    </message>
    <message>
        <source>with TLS</source>
        <translation>mit TLS</translation>
    </message>
    <message>
        <source>without TLS</source>
        <translation>ohne TLS</translation>
    </message>
    <message>
        <source>Remove listener %1</source>
        <translation>Listener %1 entfernen</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>dieser Computer</translation>
    </message>
    <message>
        <source>the network</source>
        <translation>das Netzwerk</translation>
    </message>
    <message>
        <source>Other computers can then reach this one at %1. They need a key, and no bodies are recorded unless you choose otherwise.</source>
        <translation>Andere Computer erreichen diesen dann unter %1. Sie brauchen einen Schlüssel, und ohne andere Vorgabe werden dann keine Inhalte aufgezeichnet.</translation>
    </message>
</context>
<context>
    <name>sb::ui::LogCells</name>
    <message>
        <source>asked for %1</source>
        <translation>angefragt war %1</translation>
    </message>
    <message>
        <source>A provider may have charged an attempt that failed.</source>
        <translation>Ein Provider kann einen fehlgeschlagenen Versuch berechnet haben.</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>cancelled by the caller</source>
        <translation>vom Aufrufer abgebrochen</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>gekappt</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>unpriced</source>
        <translation>ohne Preis</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>First</source>
        <comment>time to the first token</comment>
        <translation>1. Token</translation>
    </message>
    <message>
        <source>Total</source>
        <comment>time</comment>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>The demo provider answered: it costs nothing and does not count in Spend.</source>
        <translation>Der Demo-Provider hat geantwortet: Er kostet nichts und zählt nicht zu den Ausgaben.</translation>
    </message>
    <message>
        <source>demo</source>
        <comment>instead of a price</comment>
        <translation>Demo</translation>
    </message>
    <message>
        <source>answered from it</source>
        <translation>daraus beantwortet</translation>
    </message>
    <message>
        <source>answered from it, %1 saved</source>
        <translation>daraus beantwortet, %1 gespart</translation>
    </message>
    <message>
        <source>shared another request&apos;s call</source>
        <translation>teilte den Aufruf einer anderen Anfrage</translation>
    </message>
    <message>
        <source>shared another request&apos;s call, %1 saved</source>
        <translation>teilte den Aufruf einer anderen Anfrage, %1 gespart</translation>
    </message>
    <message>
        <source>not in it yet</source>
        <translation>noch nicht darin</translation>
    </message>
</context>
<context>
    <name>sb::ui::LogDetailView</name>
    <message>
        <source>This request is still running</source>
        <translation>Diese Anfrage läuft noch</translation>
    </message>
    <message>
        <source>Its details appear here as soon as it has ended.</source>
        <translation>Alle Einzelheiten stehen hier, sobald sie beendet ist.</translation>
    </message>
    <message>
        <source>This request is not in the log</source>
        <translation>Diese Anfrage steht nicht im Protokoll</translation>
    </message>
    <message>
        <source>It may have been deleted because its time ran out, or the number is wrong: %1</source>
        <translation>Sie wurde vielleicht nach Ablauf ihrer Frist gelöscht, oder die Nummer ist falsch: %1</translation>
    </message>
    <message>
        <source>The request cannot be read</source>
        <translation>Die Anfrage kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>No attempt</source>
        <translation>Kein Versuch</translation>
    </message>
    <message numerus="yes">
        <source>%Ln attempts</source>
        <translation>
            <numerusform>%Ln Versuch</numerusform>
            <numerusform>%Ln Versuche</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, finish reason %2</source>
        <translation>%1, Abschlussgrund %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>model, why it was chosen</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Attempts (%1)</source>
        <translation>Versuche (%1)</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>There is no conversation in this request.</source>
        <translation>Diese Anfrage enthält kein Gespräch.</translation>
    </message>
    <message>
        <source>The tokens are estimated: the provider sent no count.</source>
        <translation>Die Token sind geschätzt: Der Provider hat keine Anzahl gesendet.</translation>
    </message>
    <message>
        <source>Tokens as the provider counted them.</source>
        <translation>Token nach Zählung des Providers.</translation>
    </message>
    <message>
        <source>A part has no known price and is not in the sum.</source>
        <translation>Ein Teil hat keinen bekannten Preis und fehlt in der Summe.</translation>
    </message>
    <message>
        <source>A provider may have charged an attempt that failed.</source>
        <translation>Ein Provider kann einen fehlgeschlagenen Versuch berechnet haben.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>Answered by</source>
        <translation>Beantwortet von</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Raw request</source>
        <translation>Anfrage (roh)</translation>
    </message>
    <message>
        <source>Raw response</source>
        <translation>Antwort (roh)</translation>
    </message>
    <message>
        <source>Price, line by line</source>
        <translation>Preis, Posten für Posten</translation>
    </message>
    <message>
        <source>USD per 1M tokens</source>
        <translation>USD pro 1 Mio. Token</translation>
    </message>
    <message>
        <source>Why this route</source>
        <translation>Warum diese Route</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
    <message>
        <source>Said to the provider in other words: %1.</source>
        <translation>Dem Provider in anderer Form gesagt: %1.</translation>
    </message>
    <message>
        <source>Not said to the provider: %1.</source>
        <translation>Dem Provider nicht gesagt: %1.</translation>
    </message>
    <message>
        <source>No price is known for this model. Give it one with Price… at its provider; later requests then have a cost.</source>
        <translation>Für dieses Modell ist kein Preis bekannt. Geben Sie ihm mit „Preis…“ bei seinem Provider einen; spätere Anfragen haben dann Kosten.</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
</context>
<context>
    <name>sb::ui::LogList</name>
    <message>
        <source>%1 selected · %2 · %3 tokens</source>
        <comment>rows, money, tokens</comment>
        <translation>%1 ausgewählt · %2 · %3 Token</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>rows that pass the filter, all rows</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>No requests match this filter</source>
        <translation>Keine Anfrage passt zu diesem Filter</translation>
    </message>
    <message>
        <source>New ones appear here as they arrive. Remove a word from the filter to see more.</source>
        <translation>Neue erscheinen hier, sobald sie eintreffen. Entfernen Sie ein Wort aus dem Filter, um mehr zu sehen.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
    <message>
        <source>The log cannot be shown</source>
        <translation>Das Protokoll kann nicht angezeigt werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>sb::ui::LogModel</name>
    <message>
        <source>When it came. The rows stand in the order in which requests ended, the newest on top.</source>
        <translation>Wann sie kam. Die Zeilen stehen in der Reihenfolge, in der die Anfragen endeten, die neuesten oben.</translation>
    </message>
</context>
<context>
    <name>sb::ui::LogModelDelegate</name>
    <message>
        <source>cache</source>
        <translation>Cache</translation>
    </message>
</context>
<context>
    <name>sb::ui::LogSection</name>
    <message>
        <source>What is recorded</source>
        <translation>Was aufgezeichnet wird</translation>
    </message>
    <message>
        <source>Bodies of requests and answers</source>
        <translation>Inhalte von Anfragen und Antworten</translation>
    </message>
    <message>
        <source>Redacted keeps their shape without what people and models wrote. Times, tokens and cost are always kept.</source>
        <translation>„Geschwärzt“ bewahrt ihren Aufbau ohne das, was Menschen und Modelle geschrieben haben. Zeiten, Token und Kosten bleiben immer erhalten.</translation>
    </message>
    <message>
        <source>Bodies</source>
        <translation>Inhalte</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>Redacted</source>
        <translation>Geschwärzt</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Storage and retention</source>
        <translation>Speicher und Aufbewahrung</translation>
    </message>
    <message>
        <source>Keep for</source>
        <translation>Aufbewahren für</translation>
    </message>
    <message>
        <source>Such as 12h or 30d. Older rows are deleted.</source>
        <translation>Etwa 12h oder 30d. Ältere Zeilen werden gelöscht.</translation>
    </message>
    <message>
        <source>Keep at most</source>
        <translation>Höchstens behalten</translation>
    </message>
    <message>
        <source>Such as 500MB or 5GB. The oldest bodies are deleted first.</source>
        <translation>Etwa 500MB oder 5GB. Die ältesten Inhalte werden zuerst gelöscht.</translation>
    </message>
    <message>
        <source>Safety</source>
        <translation>Ausfallsicherheit</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Strict ends an answer only once its row is on the disk. In batches, a power cut loses up to 50 ms of rows.</source>
        <translation>„Streng“ beendet eine Antwort erst, wenn ihre Zeile auf dem Datenträger steht; „Gebündelt“ verliert bei Stromausfall bis zu 50 ms an Zeilen.</translation>
    </message>
    <message>
        <source>In batches</source>
        <translation>Gebündelt</translation>
    </message>
    <message>
        <source>Strict</source>
        <translation>Streng</translation>
    </message>
    <message>
        <source>When the disk is full</source>
        <translation>Wenn der Datenträger voll ist</translation>
    </message>
    <message>
        <source>Serving without a log counts what is lost and shows it.</source>
        <translation>Ohne Protokoll wird gezählt und angezeigt, was verloren geht.</translation>
    </message>
    <message>
        <source>Serve without a log</source>
        <translation>Ohne Protokoll weiter antworten</translation>
    </message>
    <message>
        <source>Refuse requests</source>
        <translation>Anfragen ablehnen</translation>
    </message>
</context>
<context>
    <name>sb::ui::LogTable</name>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Als curl kopieren</translation>
    </message>
    <message>
        <source>%1 (no room)</source>
        <translation>%1 (kein Platz)</translation>
    </message>
</context>
<context>
    <name>sb::ui::LogsEmpty</name>
    <message>
        <source>No requests yet</source>
        <translation>Noch keine Anfragen</translation>
    </message>
    <message>
        <source>Every request through Signalbox appears here while it runs: who asked, which model answered, how long it took and what it cost.</source>
        <translation>Jede Anfrage über Signalbox erscheint hier, während sie läuft: wer gefragt hat, welches Modell geantwortet hat, wie lange es gedauert und was es gekostet hat.</translation>
    </message>
    <message>
        <source>Connect an app</source>
        <translation>App verbinden</translation>
    </message>
    <message>
        <source>Or from a shell</source>
        <translation>Oder aus einer Shell</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Command for a shell</source>
        <translation>Befehl für eine Shell</translation>
    </message>
    <message>
        <source>The log stays with the gateway; nothing is sent elsewhere.</source>
        <translation>Das Protokoll bleibt beim Gateway; nichts wird anderswohin gesendet.</translation>
    </message>
</context>
<context>
    <name>sb::ui::LogsPage</name>
    <message>
        <source>Live, following</source>
        <translation>Live, läuft mit</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Live, above</source>
        <translation>Live, weiter oben</translation>
    </message>
    <message>
        <source>More than %1 new</source>
        <translation>Mehr als %1 neue</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new</source>
        <comment>rows of the log</comment>
        <translation>
            <numerusform>%Ln neue</numerusform>
            <numerusform>%Ln neue</numerusform>
        </translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Mitlaufen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>The filter cannot be read.</source>
        <translation>Der Filter ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>The search takes too long.</source>
        <translation>Die Suche dauert zu lange.</translation>
    </message>
    <message>
        <source>The log cannot be read.</source>
        <translation>Das Protokoll kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>The request cannot be read: %1</source>
        <translation>Die Anfrage kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>The request&apos;s text was not kept in full, so it cannot be sent again.</source>
        <translation>Der Text der Anfrage wurde nicht vollständig aufbewahrt und kann daher nicht erneut gesendet werden.</translation>
    </message>
    <message>
        <source>Copied. It takes the key from the variable SIGNALBOX_KEY.</source>
        <translation>Kopiert. Der Schlüssel wird aus der Variablen SIGNALBOX_KEY gelesen.</translation>
    </message>
    <message>
        <source>Copied. Parts of the text were replaced before it was kept.</source>
        <translation>Kopiert. Teile des Textes wurden vor dem Speichern ersetzt.</translation>
    </message>
    <message>
        <source>Export the log</source>
        <translation>Protokoll exportieren</translation>
    </message>
    <message>
        <source>Table (%1)</source>
        <translation>Tabelle (%1)</translation>
    </message>
    <message>
        <source>JSON lines (%1)</source>
        <translation>JSON-Zeilen (%1)</translation>
    </message>
    <message>
        <source>Exporting, %1</source>
        <translation>Export läuft, %1</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Exportiert nach %1</translation>
    </message>
    <message>
        <source>The export failed: %1</source>
        <translation>Der Export ist fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Als curl kopieren</translation>
    </message>
    <message>
        <source>Newer request</source>
        <translation>Neuere Anfrage</translation>
    </message>
    <message>
        <source>Older request</source>
        <translation>Ältere Anfrage</translation>
    </message>
    <message>
        <source>Space in the list</source>
        <translation>Leertaste in der Liste</translation>
    </message>
</context>
<context>
    <name>sb::ui::LogsScreen</name>
    <message>
        <source>Pause or follow the log</source>
        <translation>Protokoll anhalten oder mitlaufen lassen</translation>
    </message>
    <message>
        <source>Show failed requests</source>
        <translation>Fehlgeschlagene Anfragen anzeigen</translation>
    </message>
    <message>
        <source>Show all requests</source>
        <translation>Alle Anfragen anzeigen</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokoll</translation>
    </message>
</context>
<context>
    <name>sb::ui::MainWindow</name>
    <message>
        <source>%1 – Signalbox</source>
        <translation>%1 – Signalbox</translation>
    </message>
    <message>
        <source>Stop the gateway</source>
        <translation>Gateway stoppen</translation>
    </message>
    <message>
        <source>Start the gateway</source>
        <translation>Gateway starten</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>The gateway did not start: %1</source>
        <translation>Das Gateway ist nicht gestartet: %1</translation>
    </message>
    <message>
        <source>The gateway did not stop: %1</source>
        <translation>Das Gateway wurde nicht gestoppt: %1</translation>
    </message>
    <message>
        <source>Gateway stopped.</source>
        <translation>Gateway gestoppt.</translation>
    </message>
    <message>
        <source>Another program is listening there.</source>
        <translation>Ein anderes Programm lauscht dort.</translation>
    </message>
    <message>
        <source>%1 (process %2) is listening there.</source>
        <translation>Dort lauscht %1 (Prozess %2).</translation>
    </message>
    <message>
        <source>Port %1 is in use. %2</source>
        <translation>Port %1 ist belegt. %2</translation>
    </message>
    <message>
        <source>Port %1 is in use</source>
        <translation>Port %1 ist belegt</translation>
    </message>
    <message>
        <source>The gateway can use port %1 instead. The new port is saved in the configuration, and your apps need the new address.</source>
        <translation>Das Gateway kann stattdessen Port %1 verwenden. Er wird in die Konfiguration eingetragen, und Ihre Apps brauchen die neue Adresse.</translation>
    </message>
    <message>
        <source>Use port %1</source>
        <translation>Port %1 verwenden</translation>
    </message>
    <message>
        <source>The gateway listens at %1</source>
        <translation>Das Gateway lauscht auf %1</translation>
    </message>
</context>
<context>
    <name>sb::ui::ModelBrowser</name>
    <message>
        <source>All providers</source>
        <translation>Alle Provider</translation>
    </message>
    <message>
        <source>Any capability</source>
        <translation>Jede Fähigkeit</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln models</source>
        <translation>
            <numerusform>%1 von %Ln Modell</numerusform>
            <numerusform>%1 von %Ln Modellen</numerusform>
        </translation>
    </message>
    <message>
        <source>The models cannot be shown</source>
        <translation>Die Modelle lassen sich nicht zeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>The models are being fetched</source>
        <translation>Die Modelle werden geholt</translation>
    </message>
    <message>
        <source>No model matches</source>
        <translation>Kein Modell passt</translation>
    </message>
    <message>
        <source>Choose fewer capabilities, a smaller context or a higher price.</source>
        <translation>Wählen Sie weniger Fähigkeiten, einen kleineren Kontext oder einen höheren Preis.</translation>
    </message>
    <message>
        <source>No models known yet</source>
        <translation>Noch keine Modelle bekannt</translation>
    </message>
    <message>
        <source>A test of a provider asks it for its models.</source>
        <translation>Ein Test eines Providers fragt ihn nach seinen Modellen.</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>Modelle suchen</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Provider</translation>
    </message>
    <message>
        <source>Capability</source>
        <translation>Fähigkeit</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Any context</source>
        <translation>Jeder Kontext</translation>
    </message>
    <message>
        <source>From %1 tokens</source>
        <translation>Ab %1 Token</translation>
    </message>
    <message>
        <source>Any price</source>
        <translation>Jeder Preis</translation>
    </message>
    <message>
        <source>Up to %1 / M in</source>
        <translation>Bis %1 / M Eingabe</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Price…</source>
        <translation>Preis…</translation>
    </message>
    <message>
        <source>Open its provider</source>
        <translation>Anbieter öffnen</translation>
    </message>
    <message>
        <source>Look in the whole catalogue</source>
        <translation>Im ganzen Katalog suchen</translation>
    </message>
    <message>
        <source>Export the models</source>
        <translation>Modelle exportieren</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
    <message>
        <source>Add this provider…</source>
        <translation>Diesen Provider hinzufügen…</translation>
    </message>
    <message>
        <source>Configured only</source>
        <translation>Nur eingerichtete</translation>
    </message>
    <message>
        <source>Only models of providers that were added</source>
        <translation>Nur Modelle von Providern, die hinzugefügt sind</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>What is shown, as CSV</source>
        <translation>Was gezeigt wird, als CSV</translation>
    </message>
</context>
<context>
    <name>sb::ui::ModelsModel</name>
    <message>
        <source>unpriced</source>
        <translation>ohne Preis</translation>
    </message>
    <message>
        <source>listed by the provider</source>
        <translation>vom Provider gelistet</translation>
    </message>
    <message>
        <source>catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>deprecated</source>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>US dollars per million tokens</source>
        <translation>US-Dollar pro Million Token</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>Längste Antwort</translation>
    </message>
    <message>
        <source>$ / M in</source>
        <translation>$/Mio. ein</translation>
    </message>
    <message>
        <source>$ / M out</source>
        <translation>$/Mio. aus</translation>
    </message>
    <message>
        <source>Capabilities</source>
        <translation>Fähigkeiten</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>price of your own</source>
        <translation>eigener Preis</translation>
    </message>
    <message>
        <source>provider not added</source>
        <translation>Provider nicht hinzugefügt</translation>
    </message>
</context>
<context>
    <name>sb::ui::NameDialog</name>
    <message>
        <source>Rename route</source>
        <translation>Route umbenennen</translation>
    </message>
    <message>
        <source>New route</source>
        <translation>Neue Route</translation>
    </message>
    <message>
        <source>fast</source>
        <translation>schnell</translation>
    </message>
    <message>
        <source>Name: what apps send as the model</source>
        <translation>Name: was Apps als Modell senden</translation>
    </message>
    <message>
        <source>First model to try</source>
        <translation>Modell, das zuerst versucht wird</translation>
    </message>
    <message>
        <source>provider/model</source>
        <translation>provider/modell</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Create draft</source>
        <translation>Entwurf anlegen</translation>
    </message>
</context>
<context>
    <name>sb::ui::NameModel</name>
    <message>
        <source>Route %1</source>
        <translation>Route %1</translation>
    </message>
    <message>
        <source>route</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>not listed</source>
        <translation>nicht gelistet</translation>
    </message>
</context>
<context>
    <name>sb::ui::NamePicker</name>
    <message>
        <source>No such name is listed. Enter asks for it anyway: a route&apos;s pattern may match it.</source>
        <translation>Ein solcher Name ist nicht gelistet. Enter fragt trotzdem danach: Vielleicht passt das Muster einer Route.</translation>
    </message>
    <message>
        <source>No provider lists a model yet.</source>
        <translation>Noch listet kein Provider ein Modell.</translation>
    </message>
    <message>
        <source>Choose a model or route</source>
        <translation>Modell oder Route wählen</translation>
    </message>
    <message>
        <source>Find a model or route</source>
        <translation>Modell oder Route suchen</translation>
    </message>
    <message>
        <source>Models and routes</source>
        <translation>Modelle und Routen</translation>
    </message>
</context>
<context>
    <name>sb::ui::NewKeyDialog</name>
    <message>
        <source>New key</source>
        <translation>Neuer Schlüssel</translation>
    </message>
    <message>
        <source>I have saved the secret</source>
        <translation>Ich habe das Secret gespeichert</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Create key</source>
        <translation>Schlüssel erstellen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>claude-code</source>
        <translation>claude-code</translation>
    </message>
    <message>
        <source>all models and routes</source>
        <translation>alle Modelle und Routen</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message numerus="yes">
        <source>in %Ln days</source>
        <translation>
            <numerusform>in %Ln Tag</numerusform>
            <numerusform>in %Ln Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>In logs and spend, requests carry this name.</source>
        <translation>In Protokoll und Ausgaben tragen Anfragen diesen Namen.</translation>
    </message>
    <message>
        <source>May use</source>
        <translation>Darf verwenden</translation>
    </message>
    <message>
        <source>Names of models and routes, or patterns like claude-*, separated by commas.</source>
        <translation>Namen von Modellen und Routen, auch Muster wie claude-*, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Secret</translation>
    </message>
    <message>
        <source>This is the only time it is shown. Signalbox keeps a hash of it.</source>
        <translation>Es wird nur dieses eine Mal angezeigt. Signalbox behält davon einen Hash.</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>Basis-URL</translation>
    </message>
    <message>
        <source>Key “%1” is ready</source>
        <translation>Schlüssel „%1“ ist bereit</translation>
    </message>
    <message>
        <source>The gateway is stopped</source>
        <translation>Das Gateway ist gestoppt</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Close without the secret?</source>
        <translation>Ohne das Secret schließen?</translation>
    </message>
    <message>
        <source>It was not copied and will not be shown again. You can make another key.</source>
        <translation>Es wurde nicht kopiert und wird nicht noch einmal angezeigt. Sie können einen neuen Schlüssel erstellen.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Back to the secret</source>
        <translation>Zurück zum Secret</translation>
    </message>
</context>
<context>
    <name>sb::ui::NodeWords</name>
    <message>
        <source>one is drawn by weight</source>
        <translation>eines wird nach Gewicht gezogen</translation>
    </message>
    <message>
        <source>each in turn</source>
        <translation>reihum</translation>
    </message>
    <message>
        <source>the least busy first</source>
        <translation>das am wenigsten beschäftigte zuerst</translation>
    </message>
    <message>
        <source>the quickest first</source>
        <translation>das schnellste zuerst</translation>
    </message>
    <message>
        <source>the quickest to begin first</source>
        <translation>wer am schnellsten beginnt, zuerst</translation>
    </message>
    <message>
        <source>the most tokens a second first</source>
        <translation>die meisten Token je Sekunde zuerst</translation>
    </message>
    <message>
        <source>the cheapest first</source>
        <translation>das günstigste zuerst</translation>
    </message>
    <message>
        <source>the one with most of its limits left first</source>
        <translation>das mit den meisten freien Grenzen zuerst</translation>
    </message>
    <message>
        <source>always the same for those who belong together</source>
        <translation>immer dasselbe für alle, die zusammengehören</translation>
    </message>
    <message>
        <source>shares by percent, always the same for those who belong together</source>
        <translation>Anteile in Prozent, immer derselbe für alle, die zusammengehören</translation>
    </message>
    <message>
        <source>shares by percent</source>
        <translation>Anteile in Prozent</translation>
    </message>
    <message>
        <source>for each key</source>
        <translation>je Schlüssel</translation>
    </message>
    <message>
        <source>for each team</source>
        <translation>je Team</translation>
    </message>
    <message>
        <source>for each user</source>
        <translation>je Nutzer</translation>
    </message>
    <message>
        <source>for each session</source>
        <translation>je Sitzung</translation>
    </message>
    <message>
        <source>for the whole route</source>
        <translation>für die ganze Route</translation>
    </message>
    <message>
        <source>for all together</source>
        <translation>für alle zusammen</translation>
    </message>
    <message>
        <source>for each %1</source>
        <translation>je %1</translation>
    </message>
    <message>
        <source>%1 requests a minute</source>
        <translation>%1 Anfragen je Minute</translation>
    </message>
    <message>
        <source>%1 tokens a minute</source>
        <translation>%1 Token je Minute</translation>
    </message>
    <message>
        <source>%1 open at a time</source>
        <translation>%1 gleichzeitig offen</translation>
    </message>
    <message>
        <source>$%1 a day</source>
        <translation>%1 $ am Tag</translation>
    </message>
    <message>
        <source>$%1 a week</source>
        <translation>%1 $ in der Woche</translation>
    </message>
    <message>
        <source>$%1 a month</source>
        <translation>%1 $ im Monat</translation>
    </message>
    <message>
        <source>the next one when one fails</source>
        <translation>das nächste, wenn eines scheitert</translation>
    </message>
    <message>
        <source>the first case that holds</source>
        <translation>der erste Fall, der zutrifft</translation>
    </message>
    <message>
        <source>all begin at once, the first to answer wins</source>
        <translation>alle beginnen zugleich, wer zuerst antwortet, gewinnt</translation>
    </message>
    <message>
        <source>the next begins after %1 of silence</source>
        <translation>das nächste beginnt nach %1 Stille</translation>
    </message>
    <message>
        <source>each request is copied</source>
        <translation>jede Anfrage wird kopiert</translation>
    </message>
    <message>
        <source>%1 % of the requests are copied</source>
        <translation>%1 % der Anfragen werden kopiert</translation>
    </message>
    <message>
        <source>not available in this version</source>
        <translation>in dieser Version nicht verfügbar</translation>
    </message>
    <message>
        <source>this console does not know it</source>
        <translation>diese Konsole kennt ihn nicht</translation>
    </message>
    <message>
        <source>keeps no answers</source>
        <translation>bewahrt keine Antworten auf</translation>
    </message>
    <message>
        <source>answers kept for %1</source>
        <translation>Antworten werden %1 aufbewahrt</translation>
    </message>
    <message>
        <source>answers kept</source>
        <translation>Antworten werden aufbewahrt</translation>
    </message>
    <message>
        <source>same requests share a call</source>
        <translation>gleiche Anfragen teilen einen Aufruf</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Fallback</source>
        <translation>Fallback</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Race</source>
        <translation>Wettlauf</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Spiegel</translation>
    </message>
    <message>
        <source>Smart</source>
        <translation>Smart</translation>
    </message>
    <message>
        <source>Unknown node</source>
        <translation>Unbekannter Knoten</translation>
    </message>
    <message>
        <source>changes the system prompt</source>
        <translation>ändert den System-Prompt</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>weight %1</source>
        <translation>Gewicht %1</translation>
    </message>
    <message>
        <source>otherwise</source>
        <translation>sonst</translation>
    </message>
    <message>
        <source>if %1</source>
        <translation>wenn %1</translation>
    </message>
    <message>
        <source>beyond the limit</source>
        <translation>jenseits der Grenze</translation>
    </message>
    <message>
        <source>while there is room</source>
        <translation>solange Platz ist</translation>
    </message>
    <message>
        <source>gets a copy</source>
        <translation>bekommt eine Kopie</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>antwortet</translation>
    </message>
</context>
<context>
    <name>sb::ui::OverviewPage</name>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Skip the checklist</source>
        <translation>Checkliste überspringen</translation>
    </message>
    <message>
        <source>%1 was not added: %2</source>
        <translation>%1 wurde nicht hinzugefügt: %2</translation>
    </message>
    <message>
        <source>The demo did not start: %1</source>
        <translation>Die Demo ist nicht gestartet: %1</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>The overview cannot be shown</source>
        <translation>Die Übersicht kann nicht angezeigt werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>sb::ui::OverviewScreen</name>
    <message>
        <source>Connect an app…</source>
        <translation>App verbinden&#xa0;…</translation>
    </message>
    <message>
        <source>key snippet base URL</source>
        <translation>schlüssel snippet basis-url key base url</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
</context>
<context>
    <name>sb::ui::OwnSections</name>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Same as the desktop</source>
        <translation>Sprache des Desktops</translation>
    </message>
    <message>
        <source>Ask me</source>
        <translation>Nachfragen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Start at login</source>
        <translation>Beim Anmelden starten</translation>
    </message>
    <message>
        <source>The gateway answers as soon as you log in; the window stays closed.</source>
        <translation>Das Gateway antwortet, sobald Sie sich anmelden; das Fenster bleibt geschlossen.</translation>
    </message>
    <message>
        <source>It could not be changed: %1. Check that you can write to the folder, then try again.</source>
        <translation>Das ließ sich nicht ändern: %1. Prüfen Sie, ob der Ordner beschreibbar ist, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>System follows the desktop.</source>
        <translation>„System“ folgt dem Desktop.</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Also for dates, numbers and money.</source>
        <translation>Gilt auch für Datum, Zahlen und Beträge.</translation>
    </message>
    <message>
        <source>When the window is closed</source>
        <translation>Beim Schließen des Fensters</translation>
    </message>
    <message>
        <source>Quitting stops the gateway for all apps.</source>
        <translation>Beenden stoppt das Gateway für alle Apps.</translation>
    </message>
    <message>
        <source>The gateway runs elsewhere and keeps running.</source>
        <translation>Das Gateway läuft anderswo und bleibt in Betrieb.</translation>
    </message>
    <message>
        <source>Keep running in the tray, or minimised</source>
        <translation>Im Infobereich oder minimiert weiterlaufen</translation>
    </message>
</context>
<context>
    <name>sb::ui::Page</name>
    <message>
        <source>Back to %1</source>
        <translation>Zurück zu „%1“</translation>
    </message>
</context>
<context>
    <name>sb::ui::ParametersDialog</name>
    <message>
        <source>Parameters of lane %1</source>
        <translation>Parameter von Spur %1</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>From 0 to 2; empty leaves it to the route or the provider.</source>
        <translation>Von 0 bis 2; leer: Route oder Provider entscheiden.</translation>
    </message>
    <message>
        <source>Longest answer, in tokens</source>
        <translation>Längste Antwort, in Token</translation>
    </message>
    <message>
        <source>Empty leaves it to the route or the provider.</source>
        <translation>Leer: Route oder Provider entscheiden.</translation>
    </message>
    <message>
        <source>For all lanes</source>
        <translation>Für alle Spuren</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>The temperature must be a number from 0 to 2.</source>
        <translation>Die Temperatur muss eine Zahl von 0 bis 2 sein.</translation>
    </message>
    <message>
        <source>The longest answer must be a whole number from 1 to %1.</source>
        <translation>Die längste Antwort muss eine ganze Zahl von 1 bis %1 sein.</translation>
    </message>
</context>
<context>
    <name>sb::ui::PlaygroundPage</name>
    <message>
        <source>The vote was not stored: %1</source>
        <translation>Die Bewertung wurde nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>The models could not be listed.</source>
        <translation>Die Modelle konnten nicht aufgelistet werden.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>The console is not connected</source>
        <translation>Die Konsole ist nicht verbunden</translation>
    </message>
    <message>
        <source>The gateway is stopped</source>
        <translation>Das Gateway ist gestoppt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln lanes, %1</source>
        <translation>
            <numerusform>%Ln Spur, %1</numerusform>
            <numerusform>%Ln Spuren, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lanes</source>
        <translation>
            <numerusform>%Ln Spur</numerusform>
            <numerusform>%Ln Spuren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pictures</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>system prompt</source>
        <translation>System-Prompt</translation>
    </message>
    <message>
        <source>Playground</source>
        <translation>Playground</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>Spur</translation>
    </message>
    <message>
        <source>Add a lane</source>
        <translation>Spur hinzufügen</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>Spuren</translation>
    </message>
    <message>
        <source>No model to ask yet</source>
        <translation>Noch kein Modell zum Fragen</translation>
    </message>
    <message>
        <source>Add a provider, or use the demo in Overview. Then ask several models the same and see who answers best.</source>
        <translation>Fügen Sie einen Provider hinzu oder nutzen Sie die Demo in der Übersicht. Stellen Sie dann mehreren Modellen dieselbe Frage und sehen Sie, welches am besten antwortet.</translation>
    </message>
    <message>
        <source>Add a provider</source>
        <translation>Provider hinzufügen</translation>
    </message>
    <message>
        <source>The models cannot be shown</source>
        <translation>Die Modelle können nicht angezeigt werden</translation>
    </message>
</context>
<context>
    <name>sb::ui::PlaygroundScreen</name>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>Add a lane</source>
        <translation>Spur hinzufügen</translation>
    </message>
    <message>
        <source>Stop all answers</source>
        <translation>Alle Antworten stoppen</translation>
    </message>
    <message>
        <source>Playground</source>
        <translation>Playground</translation>
    </message>
</context>
<context>
    <name>sb::ui::PresetModel</name>
    <message>
        <source>Found on this computer</source>
        <translation>Auf diesem Computer gefunden</translation>
    </message>
    <message>
        <source>%1, found at port %2</source>
        <translation>%1, gefunden auf Port %2</translation>
    </message>
    <message>
        <source>Well known</source>
        <translation>Bekannte</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>Provider</translation>
    </message>
    <message>
        <source>Many providers at one address</source>
        <translation>Viele Provider unter einer Adresse</translation>
    </message>
    <message>
        <source>Servers of your own</source>
        <translation>Eigene Server</translation>
    </message>
</context>
<context>
    <name>sb::ui::PriceDialog</name>
    <message>
        <source>Price of %1</source>
        <translation>Preis von %1</translation>
    </message>
    <message>
        <source>Use the catalogue&apos;s</source>
        <translation>Die des Katalogs nehmen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Prompts above, in tokens</source>
        <translation>Prompts über, in Tokens</translation>
    </message>
    <message>
        <source>of any length</source>
        <translation>jeder Länge</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1, for longer prompts</source>
        <translation>%1, für längere Prompts</translation>
    </message>
    <message>
        <source>Say above how many tokens of prompt these prices hold.</source>
        <translation>Geben Sie an, ab wie vielen Tokens des Prompts diese Preise gelten.</translation>
    </message>
    <message>
        <source>%1, of any length</source>
        <translation>%1, jeder Länge</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Flex</source>
        <translation>Flex</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>What the prices are for</source>
        <translation>Wofür die Preise gelten</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Service tiers</source>
        <translation>Servicestufen</translation>
    </message>
    <message>
        <source>Per call</source>
        <translation>Je Aufruf</translation>
    </message>
    <message>
        <source>These prices replace the catalogue&apos;s, for later requests of this provider only. What is left empty is unknown, and a request that uses it is unpriced.</source>
        <translation>Diese Preise ersetzen die des Katalogs, nur für spätere Anfragen bei diesem Provider. Was leer bleibt, ist unbekannt, und eine Anfrage, die es nutzt, ist ohne Preis.</translation>
    </message>
    <message>
        <source>US dollars per million tokens</source>
        <translation>US-Dollar je Million Tokens</translation>
    </message>
    <message>
        <source>For requests that the provider serves in another tier than the standard one, whatever their length. A tier without prices is unpriced.</source>
        <translation>Für Anfragen, die der Provider in einer anderen als der Standardstufe bedient, gleich wie lang sie sind. Eine Stufe ohne Preise ist ohne Preis.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a price; the service tier</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>For each call of a tool that the provider runs itself, beside the tokens.</source>
        <translation>Für jeden Aufruf eines Werkzeugs, das der Provider selbst ausführt, neben den Tokens.</translation>
    </message>
    <message>
        <source>US dollars per call</source>
        <translation>US-Dollar je Aufruf</translation>
    </message>
    <message>
        <source>%1, per call</source>
        <translation>%1, je Aufruf</translation>
    </message>
</context>
<context>
    <name>sb::ui::PriceFields</name>
    <message>
        <source>A price is a number such as 0.15, in US dollars per million tokens.</source>
        <translation>Ein Preis ist eine Zahl wie 0.15, in US-Dollar je Million Tokens.</translation>
    </message>
    <message>
        <source>%1 looks like the price of one token. For a million it would be %2.</source>
        <translation>%1 sieht aus wie der Preis eines einzelnen Tokens. Für eine Million wären es %2.</translation>
    </message>
    <message>
        <source>A price has at most six digits after the point.</source>
        <translation>Ein Preis hat höchstens sechs Stellen nach dem Punkt.</translation>
    </message>
    <message>
        <source>A price is a number such as 0.01, in US dollars per call.</source>
        <translation>Ein Preis ist eine Zahl wie 0.01, in US-Dollar je Aufruf.</translation>
    </message>
    <message>
        <source>%1 looks like the price of 1,000 calls. For one it would be %2.</source>
        <translation>%1 sieht nach dem Preis von 1.000 Aufrufen aus. Für einen wäre es %2.</translation>
    </message>
    <message>
        <source>A price of a call has at most nine digits after the point.</source>
        <translation>Der Preis eines Aufrufs hat höchstens neun Stellen nach dem Punkt.</translation>
    </message>
    <message>
        <source>A length of prompts is a whole number of tokens such as 200000.</source>
        <translation>Eine Prompt-Länge ist eine ganze Zahl von Tokens wie 200000.</translation>
    </message>
    <message>
        <source>The lengths of prompts grow from column to column: %1 is not above %2.</source>
        <translation>Die Prompt-Längen steigen von Spalte zu Spalte: %1 liegt nicht über %2.</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Cached input</source>
        <translation>Eingabe aus dem Cache</translation>
    </message>
    <message>
        <source>Written to cache, 5 minutes</source>
        <translation>In den Cache geschrieben, 5 Minuten</translation>
    </message>
    <message>
        <source>Written to cache, 1 hour</source>
        <translation>In den Cache geschrieben, 1 Stunde</translation>
    </message>
    <message>
        <source>Reasoning, if not as output</source>
        <translation>Denken, falls nicht wie Ausgabe</translation>
    </message>
    <message>
        <source>Audio input</source>
        <translation>Audio-Eingabe</translation>
    </message>
    <message>
        <source>Audio output</source>
        <translation>Audio-Ausgabe</translation>
    </message>
    <message>
        <source>Pictures out</source>
        <translation>Bilder in der Antwort</translation>
    </message>
    <message>
        <source>Web search</source>
        <translation>Websuche</translation>
    </message>
    <message>
        <source>File search</source>
        <translation>Dateisuche</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Cached audio</source>
        <translation>Audio aus dem Cache</translation>
    </message>
    <message>
        <source>Prompt with web searches</source>
        <translation>Anfrage mit Websuchen</translation>
    </message>
</context>
<context>
    <name>sb::ui::PromptBox</name>
    <message>
        <source>Attach pictures</source>
        <translation>Bilder anhängen</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp *.gif)</source>
        <translation>Bilder (*.png *.jpg *.jpeg *.webp *.gif)</translation>
    </message>
    <message numerus="yes">
        <source>A question can have at most %Ln pictures.</source>
        <translation>
            <numerusform>Höchstens %Ln Bild pro Frage.</numerusform>
            <numerusform>Höchstens %Ln Bilder pro Frage.</numerusform>
        </translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Question for all lanes</source>
        <translation>Frage an alle Spuren</translation>
    </message>
    <message>
        <source>Ask all lanes… Enter sends, Shift+Enter starts a new line</source>
        <translation>Alle Spuren fragen&#xa0;… Enter sendet, Umschalt+Enter beginnt eine neue Zeile</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>System-Prompt</translation>
    </message>
    <message>
        <source>Stop all</source>
        <translation>Alle stoppen</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
</context>
<context>
    <name>sb::ui::ProviderCard</name>
    <message>
        <source>weight %1</source>
        <translation>Gewicht %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more keys</source>
        <translation>
            <numerusform>und %Ln weiterer Schlüssel</numerusform>
            <numerusform>und %Ln weitere Schlüssel</numerusform>
        </translation>
    </message>
    <message>
        <source>No key needed</source>
        <translation>Kein Schlüssel nötig</translation>
    </message>
    <message>
        <source>local</source>
        <translation>lokal</translation>
    </message>
    <message>
        <source>unpriced</source>
        <translation>ohne Preis</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>Erstes Token</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests in 30 days</source>
        <translation>
            <numerusform>%Ln Anfrage in 30 Tagen</numerusform>
            <numerusform>%Ln Anfragen in 30 Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Test läuft&#xa0;…</translation>
    </message>
    <message>
        <source>Tested %1, %2</source>
        <translation>Getestet %1, %2</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Stop the test of %1</source>
        <translation>Test von %1 stoppen</translation>
    </message>
    <message>
        <source>Test %1</source>
        <translation>%1 testen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Keys and models of %1</source>
        <translation>Schlüssel und Modelle von %1</translation>
    </message>
    <message>
        <source>More actions for %1</source>
        <translation>Weitere Aktionen für %1</translation>
    </message>
    <message>
        <source>Keys and models…</source>
        <translation>Schlüssel und Modelle&#xa0;…</translation>
    </message>
    <message>
        <source>Add a key…</source>
        <translation>Schlüssel hinzufügen&#xa0;…</translation>
    </message>
    <message>
        <source>Turn on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Turn off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Remove %1…</source>
        <translation>%1 entfernen&#xa0;…</translation>
    </message>
    <message>
        <source>demo</source>
        <comment>instead of a price</comment>
        <translation>Demo</translation>
    </message>
    <message>
        <source>Switch the demo off</source>
        <translation>Demo ausschalten</translation>
    </message>
    <message>
        <source>Not asked yet: test the provider.</source>
        <translation>Noch nicht abgefragt: Testen Sie den Provider.</translation>
    </message>
</context>
<context>
    <name>sb::ui::ProviderCards</name>
    <message>
        <source>Add a provider</source>
        <translation>Provider hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln presets, any OpenAI-compatible address, or a server on this computer.</source>
        <translation>
            <numerusform>%Ln Vorlage, jede OpenAI-kompatible Adresse oder ein Server auf diesem Computer.</numerusform>
            <numerusform>%Ln Vorlagen, jede OpenAI-kompatible Adresse oder ein Server auf diesem Computer.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 at :%2</source>
        <translation>%1 auf :%2</translation>
    </message>
</context>
<context>
    <name>sb::ui::ProviderDetail</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>No key: requests are sent without one.</source>
        <translation>Kein Schlüssel: Anfragen werden ohne Schlüssel gesendet.</translation>
    </message>
    <message>
        <source>direct</source>
        <translation>direkt</translation>
    </message>
    <message>
        <source>No models known yet</source>
        <translation>Noch keine Modelle bekannt</translation>
    </message>
    <message>
        <source>A test asks the provider for its models; then apps can use them.</source>
        <translation>Ein Test fragt den Provider nach seinen Modellen; danach können Apps sie verwenden.</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln known</source>
        <translation>
            <numerusform>%Ln bekannt</numerusform>
            <numerusform>%Ln bekannt</numerusform>
        </translation>
    </message>
    <message>
        <source>Turn on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Turn off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>Modelle suchen</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten&#xa0;…</translation>
    </message>
    <message>
        <source>Test this key</source>
        <translation>Diesen Schlüssel testen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen&#xa0;…</translation>
    </message>
    <message>
        <source>Requests go to</source>
        <translation>Anfragen gehen an</translation>
    </message>
    <message>
        <source>Name in routes</source>
        <translation>Name in Routen</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Price…</source>
        <translation>Preis…</translation>
    </message>
</context>
<context>
    <name>sb::ui::ProviderForm</name>
    <message>
        <source>None needed, leave it empty</source>
        <translation>Keiner nötig, leer lassen</translation>
    </message>
    <message>
        <source>Sent to %1 only.</source>
        <translation>Wird nur an %1 gesendet.</translation>
    </message>
    <message>
        <source>Any other address</source>
        <translation>Andere Adresse</translation>
    </message>
    <message numerus="yes">
        <source>Runs on this computer with %Ln models</source>
        <translation>
            <numerusform>Läuft auf diesem Computer mit %Ln Modell</numerusform>
            <numerusform>Läuft auf diesem Computer mit %Ln Modellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Website</source>
        <translation>Website</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>Basis-URL</translation>
    </message>
    <message>
        <source>Name in routes</source>
        <translation>Name in Routen</translation>
    </message>
    <message>
        <source>Apps and routes ask for NAME/model.</source>
        <translation>Apps und Routen fragen nach NAME/modell.</translation>
    </message>
    <message>
        <source>Apps and routes ask for %1/model.</source>
        <translation>Apps und Routen fragen nach %1/modell.</translation>
    </message>
    <message>
        <source>Requests will go to</source>
        <translation>Anfragen gehen dann an</translation>
    </message>
    <message>
        <source>Change the address</source>
        <translation>Adresse ändern</translation>
    </message>
    <message>
        <source>Only if the server asks for one</source>
        <translation>Nur wenn der Server einen verlangt</translation>
    </message>
</context>
<context>
    <name>sb::ui::ProviderInputs</name>
    <message>
        <source>Give it a name: routes and apps write it before the model.</source>
        <translation>Geben Sie einen Namen ein: Routen und Apps nennen ihn vor dem Modell.</translation>
    </message>
    <message>
        <source>The name is too long: use at most 64 characters.</source>
        <translation>Der Name ist zu lang: höchstens 64 Zeichen.</translation>
    </message>
    <message>
        <source>The name may contain only a–z, 0–9, dots, dashes and underscores.</source>
        <translation>Der Name darf nur a–z, 0–9, Punkt, Bindestrich und Unterstrich enthalten.</translation>
    </message>
    <message>
        <source>A provider named %1 already exists. Choose another name.</source>
        <translation>Einen Provider %1 gibt es bereits. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Give the key a name, to tell it from the others.</source>
        <translation>Geben Sie dem Schlüssel einen Namen, um ihn von den anderen zu unterscheiden.</translation>
    </message>
    <message>
        <source>The name contains a line break or an invisible character.</source>
        <translation>Der Name enthält einen Zeilenumbruch oder ein unsichtbares Zeichen.</translation>
    </message>
    <message>
        <source>A key named %1 already exists. Choose another name.</source>
        <translation>Einen Schlüssel %1 gibt es bereits. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Paste the key first.</source>
        <translation>Fügen Sie zuerst den Schlüssel ein.</translation>
    </message>
    <message>
        <source>The key contains a line break or an invisible character. Copy it again, in one piece.</source>
        <translation>Der Schlüssel enthält einen Zeilenumbruch oder ein unsichtbares Zeichen. Kopieren Sie ihn noch einmal, am Stück.</translation>
    </message>
    <message>
        <source>The key contains a space or an unusual letter. Copy it again.</source>
        <translation>Der Schlüssel enthält ein Leerzeichen oder einen unüblichen Buchstaben. Kopieren Sie ihn noch einmal.</translation>
    </message>
    <message>
        <source>Say which environment variable holds the key.</source>
        <translation>Geben Sie an, welche Umgebungsvariable den Schlüssel enthält.</translation>
    </message>
    <message>
        <source>A variable&apos;s name has only letters, digits and underscores.</source>
        <translation>Der Name einer Variablen besteht nur aus Buchstaben, Ziffern und Unterstrichen.</translation>
    </message>
    <message>
        <source>Give the address of the API.</source>
        <translation>Geben Sie die Adresse der API an.</translation>
    </message>
    <message>
        <source>The address is too long.</source>
        <translation>Die Adresse ist zu lang.</translation>
    </message>
    <message>
        <source>The address contains a space or a line break.</source>
        <translation>Die Adresse enthält ein Leerzeichen oder einen Zeilenumbruch.</translation>
    </message>
    <message>
        <source>The address must begin with http:// or https://.</source>
        <translation>Die Adresse muss mit http:// oder https:// beginnen.</translation>
    </message>
    <message>
        <source>This is the path of a file. Open the file and paste the key from it.</source>
        <translation>Das ist der Pfad einer Datei. Öffnen Sie die Datei und fügen Sie den Schlüssel daraus ein.</translation>
    </message>
    <message>
        <source>This is too long for a key. Copy the key alone.</source>
        <translation>Das ist zu lang für einen Schlüssel. Kopieren Sie nur den Schlüssel.</translation>
    </message>
    <message>
        <source>%1 is missing: it is a part of the address.</source>
        <translation>%1 fehlt: Es ist ein Teil der Adresse.</translation>
    </message>
    <message>
        <source>%1 may contain only letters, digits, dots, dashes and underscores.</source>
        <translation>%1 darf nur Buchstaben, Ziffern, Punkte, Binde- und Unterstriche enthalten.</translation>
    </message>
    <message>
        <source>%1 is missing: every request names it.</source>
        <translation>%1 fehlt: Jede Anfrage nennt es.</translation>
    </message>
</context>
<context>
    <name>sb::ui::ProviderKeysModel</name>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Ends with</source>
        <translation>Endet auf</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>Abgelegt in</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>sb::ui::Providers</name>
    <message>
        <source>Keys off</source>
        <translation>Schlüssel aus</translation>
    </message>
    <message>
        <source>Keychain locked</source>
        <translation>Schlüsselbund gesperrt</translation>
    </message>
    <message>
        <source>Key rejected</source>
        <translation>Schlüssel abgelehnt</translation>
    </message>
    <message>
        <source>Key missing</source>
        <translation>Schlüssel fehlt</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Cannot be used</source>
        <translation>Nicht nutzbar</translation>
    </message>
    <message>
        <source>Not running</source>
        <translation>Läuft nicht</translation>
    </message>
    <message>
        <source>Test failed</source>
        <translation>Test fehlgeschlagen</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>Not tested</source>
        <translation>Nicht getestet</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>ok</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>waiting for the keychain</source>
        <translation>wartet auf Schlüsselbund</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>rejected (%1)</source>
        <translation>abgelehnt (%1)</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>vault</source>
        <translation>Tresor</translation>
    </message>
    <message>
        <source>keychain</source>
        <translation>Schlüsselbund</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>In the cloud, with your key</source>
        <translation>In der Cloud, mit Ihrem Schlüssel</translation>
    </message>
    <message>
        <source>Many providers behind one key</source>
        <translation>Viele Provider hinter einem Schlüssel</translation>
    </message>
    <message>
        <source>On your own machine</source>
        <translation>Auf dem eigenen Rechner</translation>
    </message>
    <message>
        <source>Any OpenAI-compatible address</source>
        <translation>Jede Adresse mit OpenAI-kompatibler API</translation>
    </message>
    <message>
        <source>The key was rejected. Check that it is whole and belongs to this provider.</source>
        <translation>Der Schlüssel wurde abgelehnt. Prüfen Sie, ob er vollständig ist und zu diesem Provider gehört.</translation>
    </message>
    <message>
        <source>Something answers, but there is no list of models. Check the address.</source>
        <translation>Es antwortet etwas, aber ohne Modellliste. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>The provider asks to slow down. The key works; try again later.</source>
        <translation>Der Provider bittet um weniger Anfragen. Der Schlüssel funktioniert; versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>Nothing answers at this address. Check it, or start the server.</source>
        <translation>Unter dieser Adresse antwortet nichts. Prüfen Sie die Adresse oder starten Sie den Server.</translation>
    </message>
    <message>
        <source>The server&apos;s name cannot be found. Check the address and the network.</source>
        <translation>Der Name des Servers wurde nicht gefunden. Prüfen Sie Adresse und Netzwerk.</translation>
    </message>
    <message>
        <source>The proxy did not let it through: %1</source>
        <translation>Der Proxy hat die Verbindung nicht durchgelassen: %1</translation>
    </message>
    <message>
        <source>The key is not where it should be: %1</source>
        <translation>Der Schlüssel ist nicht dort, wo er sein sollte: %1</translation>
    </message>
    <message>
        <source>The certificate was not accepted: %1</source>
        <translation>Das Zertifikat wurde nicht akzeptiert: %1</translation>
    </message>
    <message>
        <source>There was no answer in time. Try again, or check the proxy.</source>
        <translation>Es kam keine Antwort innerhalb des Zeitlimits. Versuchen Sie es erneut oder prüfen Sie den Proxy.</translation>
    </message>
    <message>
        <source>Kept in the encrypted vault, as %1</source>
        <translation>Im verschlüsselten Tresor abgelegt, als %1</translation>
    </message>
    <message>
        <source>Kept in the encrypted file %1, as %2</source>
        <translation>In der verschlüsselten Datei %1 abgelegt, als %2</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keychain, as %1</source>
        <translation>Im Schlüsselbund des Systems abgelegt, als %1</translation>
    </message>
    <message>
        <source>Read from the file %1</source>
        <translation>Aus der Datei %1 gelesen</translation>
    </message>
    <message>
        <source>Read from the environment variable %1</source>
        <translation>Aus der Umgebungsvariablen %1 gelesen</translation>
    </message>
    <message>
        <source>Waiting for the system&apos;s keychain. Unlock it where it asks for its password, or try again.</source>
        <translation>Wartet auf den Schlüsselbund des Systems. Entsperren Sie ihn dort, wo er nach seinem Passwort fragt, oder versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The vault is locked. Start Signalbox with the vault&apos;s passphrase.</source>
        <translation>Der Tresor ist gesperrt. Starten Sie Signalbox mit der Passphrase des Tresors.</translation>
    </message>
    <message>
        <source>The keychain stayed locked, so nothing was saved. Save again to keep the key in the encrypted file instead, or choose the keychain once more.</source>
        <translation>Der Schlüsselbund blieb gesperrt, daher wurde nichts gespeichert. Speichern Sie erneut, um den Schlüssel stattdessen in der verschlüsselten Datei abzulegen, oder wählen Sie noch einmal den Schlüsselbund.</translation>
    </message>
    <message>
        <source>There is no keychain on this desktop now. Save again to keep the key in the encrypted file instead.</source>
        <translation>Auf diesem Desktop gibt es derzeit keinen Schlüsselbund. Speichern Sie erneut, um den Schlüssel stattdessen in der verschlüsselten Datei abzulegen.</translation>
    </message>
    <message>
        <source>The keychain did not accept the key. Save again to keep it in the encrypted file instead.</source>
        <translation>Der Schlüsselbund hat den Schlüssel nicht angenommen. Speichern Sie erneut, um ihn stattdessen in der verschlüsselten Datei abzulegen.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>App</source>
        <translation>App</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Gateway name</source>
        <translation>Name des Gateways</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Resource name</source>
        <translation>Name der Ressource</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Some models rest</source>
        <translation>Einige Modelle ruhen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln models</source>
        <translation>
            <numerusform>%Ln Modell</numerusform>
            <numerusform>%Ln Modelle</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 rests until %2</source>
        <translation>%1 ruht bis %2</translation>
    </message>
</context>
<context>
    <name>sb::ui::ProvidersPage</name>
    <message>
        <source>The providers cannot be shown</source>
        <translation>Die Provider können nicht angezeigt werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>No providers match</source>
        <translation>Kein passender Provider</translation>
    </message>
    <message>
        <source>The search looks at names and addresses.</source>
        <translation>Die Suche berücksichtigt Namen und Adressen.</translation>
    </message>
    <message>
        <source>No provider yet</source>
        <translation>Noch kein Provider</translation>
    </message>
    <message>
        <source>Add one with its key, or a model server that runs on this computer. Your apps then reach its models through Signalbox.</source>
        <translation>Fügen Sie einen mit seinem Schlüssel hinzu oder einen Modellserver, der auf diesem Computer läuft. Ihre Apps erreichen dessen Modelle dann über Signalbox.</translation>
    </message>
    <message>
        <source>Add a provider</source>
        <translation>Provider hinzufügen</translation>
    </message>
    <message>
        <source>What you see may be out of date.</source>
        <translation>Die Anzeige ist möglicherweise veraltet.</translation>
    </message>
    <message>
        <source>%1 added.</source>
        <translation>%1 hinzugefügt.</translation>
    </message>
    <message>
        <source>%1 is not from the configuration file and cannot be changed here.</source>
        <translation>%1 stammt nicht aus der Konfigurationsdatei und kann hier nicht geändert werden.</translation>
    </message>
    <message>
        <source>Key %1 saved.</source>
        <translation>Schlüssel %1 gespeichert.</translation>
    </message>
    <message>
        <source>%1 is off: no requests go there.</source>
        <translation>%1 ist ausgeschaltet: Dorthin gehen keine Anfragen.</translation>
    </message>
    <message>
        <source>%1 is on.</source>
        <translation>%1 ist eingeschaltet.</translation>
    </message>
    <message>
        <source>Remove provider “%1”?</source>
        <translation>Provider „%1“ entfernen?</translation>
    </message>
    <message>
        <source>Requests for its models will get an error. A route that still names it has to be changed first.</source>
        <translation>Anfragen nach seinen Modellen werden dann mit einem Fehler beantwortet. Eine Route, die ihn noch nennt, muss zuerst geändert werden.</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Provider %1 removed.</source>
        <translation>Provider %1 entfernt.</translation>
    </message>
    <message>
        <source>Remove key “%1” of %2?</source>
        <translation>Schlüssel „%1“ von %2 entfernen?</translation>
    </message>
    <message>
        <source>Requests will use the provider&apos;s other keys.</source>
        <translation>Anfragen verwenden dann die anderen Schlüssel des Providers.</translation>
    </message>
    <message>
        <source>It is the only key: requests will be sent without one.</source>
        <translation>Es ist der einzige Schlüssel: Anfragen werden dann ohne Schlüssel gesendet.</translation>
    </message>
    <message>
        <source>Remove key</source>
        <translation>Schlüssel entfernen</translation>
    </message>
    <message>
        <source>Key %1 removed.</source>
        <translation>Schlüssel %1 entfernt.</translation>
    </message>
    <message>
        <source>Key %1 is off.</source>
        <translation>Schlüssel %1 ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>Key %1 is on.</source>
        <translation>Schlüssel %1 ist eingeschaltet.</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>Provider</translation>
    </message>
    <message>
        <source>Search providers</source>
        <translation>Provider suchen</translation>
    </message>
    <message>
        <source>Add provider</source>
        <translation>Provider hinzufügen</translation>
    </message>
    <message>
        <source>The demo is on.</source>
        <translation>Die Demo ist eingeschaltet.</translation>
    </message>
    <message>
        <source>The demo is off.</source>
        <translation>Die Demo ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>Also delete the secrets where they are kept, for good</source>
        <translation>Auch die Secrets an ihren Ablageorten endgültig löschen</translation>
    </message>
    <message>
        <source>Also delete the secret from the encrypted file, for good</source>
        <translation>Auch das Secret endgültig aus der verschlüsselten Datei löschen</translation>
    </message>
    <message>
        <source>Also delete the secret from the system&apos;s keychain, for good</source>
        <translation>Auch das Secret endgültig aus dem Schlüsselbund des Systems löschen</translation>
    </message>
    <message>
        <source>Price of %1 saved.</source>
        <translation>Preis von %1 gespeichert.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>Alle Modelle</translation>
    </message>
</context>
<context>
    <name>sb::ui::ProvidersScreen</name>
    <message>
        <source>Add a provider…</source>
        <translation>Provider hinzufügen&#xa0;…</translation>
    </message>
    <message>
        <source>key model server</source>
        <translation>schlüssel modell server key model</translation>
    </message>
    <message>
        <source>Test all providers</source>
        <translation>Alle Provider testen</translation>
    </message>
    <message>
        <source>Open provider %1</source>
        <translation>Provider %1 öffnen</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>Provider</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>Alle Modelle</translation>
    </message>
    <message>
        <source>price context capability</source>
        <translation>preis kontext fähigkeit</translation>
    </message>
</context>
<context>
    <name>sb::ui::ProxyChoice</name>
    <message>
        <source>Connection to providers</source>
        <translation>Verbindung zu den Providern</translation>
    </message>
    <message>
        <source>System proxy</source>
        <translation>System-Proxy</translation>
    </message>
    <message>
        <source>No proxy</source>
        <translation>Kein Proxy</translation>
    </message>
    <message>
        <source>This proxy</source>
        <translation>Eigener Proxy</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>Adresse des Proxys</translation>
    </message>
</context>
<context>
    <name>sb::ui::ProxySection</name>
    <message>
        <source>Certificate authorities</source>
        <translation>Zertifizierungsstellen</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>Zertifikate (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Further certificate authorities</source>
        <translation>Weitere Zertifizierungsstellen</translation>
    </message>
    <message>
        <source>Add file…</source>
        <translation>Datei hinzufügen&#xa0;…</translation>
    </message>
    <message>
        <source>Connection to providers</source>
        <translation>Verbindung zu den Providern</translation>
    </message>
    <message>
        <source>http, socks5 or socks5h. User and password belong in the environment. A provider may have its own proxy.</source>
        <translation>http, socks5 oder socks5h. Benutzer und Passwort gehören in die Umgebung. Ein Provider kann einen eigenen Proxy haben.</translation>
    </message>
    <message>
        <source>PEM files trusted in addition to the system&apos;s, for a company proxy that inspects connections.</source>
        <translation>PEM-Dateien, denen zusätzlich zu denen des Systems vertraut wird, etwa für einen Firmenproxy, der Verbindungen mitliest.</translation>
    </message>
    <message>
        <source>“%1” holds no certificate</source>
        <translation>„%1“ enthält kein Zertifikat</translation>
    </message>
    <message>
        <source>Choose a PEM file: a text with -----BEGIN CERTIFICATE----- in it. Nothing was changed.</source>
        <translation>Wählen Sie eine PEM-Datei: einen Text, in dem -----BEGIN CERTIFICATE----- steht. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Choose another file</source>
        <translation>Andere Datei wählen</translation>
    </message>
</context>
<context>
    <name>sb::ui::RangeDialog</name>
    <message>
        <source>Choose days</source>
        <translation>Tage wählen</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Erster Tag</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The first day is after the last one.</source>
        <translation>Der erste Tag liegt nach dem letzten.</translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln days can be shown.</source>
        <translation>
            <numerusform>Es kann höchstens %Ln Tag angezeigt werden.</numerusform>
            <numerusform>Es können höchstens %Ln Tage angezeigt werden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::RawView</name>
    <message>
        <source>The text was kept, but its time has run out.</source>
        <translation>Der Text wurde aufbewahrt, aber seine Frist ist abgelaufen.</translation>
    </message>
    <message>
        <source>The text was not kept: the log could not keep up.</source>
        <translation>Der Text wurde nicht aufbewahrt: Das Protokoll kam nicht nach.</translation>
    </message>
    <message>
        <source>The text was not kept. Settings show what is recorded.</source>
        <translation>Der Text wurde nicht aufbewahrt. Was aufgezeichnet wird, steht in den Einstellungen.</translation>
    </message>
    <message>
        <source>Only the beginning of %1 was kept.</source>
        <translation>Von %1 wurde nur der Anfang aufbewahrt.</translation>
    </message>
    <message>
        <source>Personal data and secrets were replaced.</source>
        <translation>Persönliche Daten und Secrets wurden ersetzt.</translation>
    </message>
    <message>
        <source>It cannot be read: %1</source>
        <translation>Nicht lesbar: %1</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Formatted</source>
        <translation>Formatiert</translation>
    </message>
    <message>
        <source>As sent</source>
        <translation>Wie gesendet</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Text kopieren</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mehr anzeigen</translation>
    </message>
    <message>
        <source>Raw request</source>
        <translation>Anfrage (roh)</translation>
    </message>
    <message>
        <source>Raw response</source>
        <translation>Antwort (roh)</translation>
    </message>
</context>
<context>
    <name>sb::ui::RefusedPages</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>und %Ln weitere</numerusform>
            <numerusform>und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Web pages of %1 were refused</source>
        <translation>Webseiten von %1 wurden abgelehnt</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Zulassen</translation>
    </message>
    <message>
        <source>Allow %1</source>
        <translation>%1 zulassen</translation>
    </message>
    <message>
        <source>%1 was not allowed.</source>
        <translation>%1 wurde nicht zugelassen.</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>Neu einlesen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>sb::ui::RenameDialog</name>
    <message>
        <source>Rename key “%1”</source>
        <translation>Schlüssel „%1“ umbenennen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Apps keep working: the secret stays the same. Earlier requests keep the old name in logs and spend.</source>
        <translation>Apps funktionieren weiter: Das Secret bleibt gleich. Bisherige Anfragen behalten in Protokoll und Ausgaben den alten Namen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
</context>
<context>
    <name>sb::ui::RequestCard</name>
    <message>
        <source>Requests for</source>
        <translation>Anfragen nach</translation>
    </message>
    <message>
        <source>Add a pattern…</source>
        <translation>Muster hinzufügen&#xa0;…</translation>
    </message>
    <message>
        <source>Add a model name or a pattern that leads here</source>
        <translation>Modellnamen oder Muster für diese Route hinzufügen</translation>
    </message>
    <message>
        <source>Further model names that lead here. * stands for any text, as in claude-*haiku*.</source>
        <translation>Weitere Modellnamen, die hierher führen. * steht für beliebigen Text, etwa claude-*haiku*.</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
</context>
<context>
    <name>sb::ui::RestoreUpload</name>
    <message>
        <source>the file is empty</source>
        <translation>die Datei ist leer</translation>
    </message>
</context>
<context>
    <name>sb::ui::RouteDrafts</name>
    <message>
        <source>Give the route a name: apps send it as the model.</source>
        <translation>Geben Sie der Route einen Namen: Apps senden ihn als Modell.</translation>
    </message>
    <message numerus="yes">
        <source>The name is too long: use at most %Ln characters.</source>
        <translation>
            <numerusform>Der Name ist zu lang: höchstens %Ln Zeichen.</numerusform>
            <numerusform>Der Name ist zu lang: höchstens %Ln Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>A name has no spaces, line breaks or invisible characters.</source>
        <translation>Ein Name enthält keine Leerzeichen, Zeilenumbrüche oder unsichtbaren Zeichen.</translation>
    </message>
    <message>
        <source>A name has no * or ?. Patterns are added to the route later.</source>
        <translation>Ein Name enthält kein * oder ?. Muster kommen später zur Route hinzu.</translation>
    </message>
    <message>
        <source>A route named “%1” already exists.</source>
        <translation>Eine Route „%1“ gibt es bereits.</translation>
    </message>
    <message>
        <source>Write a model name, or a pattern like claude-*.</source>
        <translation>Geben Sie einen Modellnamen oder ein Muster wie claude-* ein.</translation>
    </message>
    <message numerus="yes">
        <source>The pattern is too long: use at most %Ln characters.</source>
        <translation>
            <numerusform>Das Muster ist zu lang: höchstens %Ln Zeichen.</numerusform>
            <numerusform>Das Muster ist zu lang: höchstens %Ln Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>A pattern has no spaces, line breaks or invisible characters.</source>
        <translation>Ein Muster enthält keine Leerzeichen, Zeilenumbrüche oder unsichtbaren Zeichen.</translation>
    </message>
    <message>
        <source>“%1” already leads to this route.</source>
        <translation>„%1“ führt bereits zu dieser Route.</translation>
    </message>
    <message>
        <source>“%1” already leads to route “%2”.</source>
        <translation>„%1“ führt bereits zur Route „%2“.</translation>
    </message>
</context>
<context>
    <name>sb::ui::RouteList</name>
    <message>
        <source>Find a route</source>
        <translation>Route suchen</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>Routen</translation>
    </message>
    <message>
        <source>New route</source>
        <translation>Neue Route</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen&#xa0;…</translation>
    </message>
    <message>
        <source>Copy the name</source>
        <translation>Namen kopieren</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen&#xa0;…</translation>
    </message>
</context>
<context>
    <name>sb::ui::RouteListModel</name>
    <message>
        <source>changed elsewhere</source>
        <translation>anderswo geändert</translation>
    </message>
    <message>
        <source>not published</source>
        <translation>nicht veröffentlicht</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>published</source>
        <translation>veröffentlicht</translation>
    </message>
</context>
<context>
    <name>sb::ui::RoutesPage</name>
    <message>
        <source>Route “%1” was deleted.</source>
        <translation>Route „%1“ wurde gelöscht.</translation>
    </message>
    <message>
        <source>No routes to show</source>
        <translation>Keine Routen anzuzeigen</translation>
    </message>
    <message>
        <source>They appear here when the gateway answers.</source>
        <translation>Sie erscheinen hier, sobald das Gateway antwortet.</translation>
    </message>
    <message>
        <source>No routes yet</source>
        <translation>Noch keine Routen</translation>
    </message>
    <message>
        <source>A route is a model name of your own. Apps ask for it, and Signalbox decides which model answers. Requests that name a model directly work without one.</source>
        <translation>Eine Route ist ein eigener Modellname. Apps fragen nach ihm, und Signalbox entscheidet, welches Modell antwortet. Anfragen, die ein Modell direkt nennen, funktionieren auch ohne Route.</translation>
    </message>
    <message>
        <source>New route</source>
        <translation>Neue Route</translation>
    </message>
    <message numerus="yes">
        <source>Draft, %Ln changes</source>
        <translation>
            <numerusform>Entwurf, %Ln Änderung</numerusform>
            <numerusform>Entwurf, %Ln Änderungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln drafts on the canvas are not in this text until they are published.</source>
        <translation>
            <numerusform>%Ln Entwurf des Diagramms steht erst nach dem Veröffentlichen in diesem Text.</numerusform>
            <numerusform>%Ln Entwürfe des Diagramms stehen erst nach dem Veröffentlichen in diesem Text.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep yours to replace that version, or discard yours to see it.</source>
        <translation>Behalten Sie Ihre Fassung, um die andere zu ersetzen, oder verwerfen Sie sie, um die andere zu sehen.</translation>
    </message>
    <message>
        <source>The file was changed elsewhere.</source>
        <translation>Die Datei wurde anderswo geändert.</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Eigene Fassung behalten</translation>
    </message>
    <message>
        <source>“%1” was deleted elsewhere.</source>
        <translation>„%1“ wurde anderswo gelöscht.</translation>
    </message>
    <message>
        <source>“%1” was changed elsewhere.</source>
        <translation>„%1“ wurde anderswo geändert.</translation>
    </message>
    <message>
        <source>The routes could not be read.</source>
        <translation>Die Routen konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Delete route “%1”?</source>
        <translation>Route „%1“ löschen?</translation>
    </message>
    <message>
        <source>It is a draft that was never published.</source>
        <translation>Es ist ein Entwurf, der nie veröffentlicht wurde.</translation>
    </message>
    <message>
        <source>Apps that ask for it will get an error.</source>
        <translation>Apps, die nach ihr fragen, erhalten dann einen Fehler.</translation>
    </message>
    <message>
        <source>Delete route</source>
        <translation>Route löschen</translation>
    </message>
    <message>
        <source>The changes to the text were discarded.</source>
        <translation>Die Änderungen am Text wurden verworfen.</translation>
    </message>
    <message>
        <source>The draft of “%1” was discarded.</source>
        <translation>Der Entwurf von „%1“ wurde verworfen.</translation>
    </message>
    <message>
        <source>The configuration is published.</source>
        <translation>Die Konfiguration ist veröffentlicht.</translation>
    </message>
    <message>
        <source>Route “%1” is published.</source>
        <translation>Route „%1“ ist veröffentlicht.</translation>
    </message>
    <message>
        <source>Published, with a warning.</source>
        <translation>Veröffentlicht, mit einer Warnung.</translation>
    </message>
    <message>
        <source>The text was not published.</source>
        <translation>Der Text wurde nicht veröffentlicht.</translation>
    </message>
    <message>
        <source>“%1” was not changed.</source>
        <translation>„%1“ wurde nicht geändert.</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>Neu einlesen</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>Routen</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Dry run</source>
        <translation>Probelauf</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>A fallback was removed.</source>
        <translation>Ein Fallback wurde entfernt.</translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation>„%1“ wurde entfernt.</translation>
    </message>
    <message>
        <source>The routes cannot be shown</source>
        <translation>Die Routen können nicht angezeigt werden</translation>
    </message>
</context>
<context>
    <name>sb::ui::RoutesScreen</name>
    <message>
        <source>New route…</source>
        <translation>Neue Route&#xa0;…</translation>
    </message>
    <message>
        <source>fallback model name</source>
        <translation>fallback modell name model</translation>
    </message>
    <message>
        <source>Open route %1</source>
        <translation>Route %1 öffnen</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>Routen</translation>
    </message>
</context>
<context>
    <name>sb::ui::SaveBar</name>
    <message>
        <source>Not saved.</source>
        <translation>Nicht gespeichert.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln changes</source>
        <translation>
            <numerusform>%Ln Änderung</numerusform>
            <numerusform>%Ln Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Someone else has changed signalbox.yaml in the meantime. Read it again, then save: your changes are kept.</source>
        <translation>signalbox.yaml wurde inzwischen von anderer Seite geändert. Lesen Sie die Datei neu ein und speichern Sie dann: Ihre Änderungen bleiben erhalten.</translation>
    </message>
    <message>
        <source>not saved to signalbox.yaml yet</source>
        <translation>noch nicht in signalbox.yaml gespeichert</translation>
    </message>
    <message>
        <source>Save and restart listeners</source>
        <translation>Speichern und Listener neu starten</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>Neu einlesen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>sb::ui::SecretField</name>
    <message>
        <source>Hide what was typed</source>
        <translation>Eingabe verbergen</translation>
    </message>
    <message>
        <source>Show what was typed</source>
        <translation>Eingabe anzeigen</translation>
    </message>
</context>
<context>
    <name>sb::ui::SecretInput</name>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Environment variable</source>
        <translation>Umgebungsvariable</translation>
    </message>
    <message>
        <source>Keep it in</source>
        <translation>Ablegen in</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Where the key is kept</source>
        <translation>Wo der Schlüssel abgelegt wird</translation>
    </message>
    <message>
        <source>Paste the key</source>
        <translation>Schlüssel einfügen</translation>
    </message>
    <message>
        <source>Read when the gateway starts; Signalbox keeps no copy.</source>
        <translation>Wird beim Start des Gateways gelesen; Signalbox behält keine Kopie.</translation>
    </message>
    <message>
        <source>Kept in the encrypted vault; only the last four characters are shown again.</source>
        <translation>Im verschlüsselten Tresor abgelegt; danach werden nur die letzten vier Zeichen angezeigt.</translation>
    </message>
    <message>
        <source>Kept in the encrypted file %1; only the last four characters are shown again.</source>
        <translation>In der verschlüsselten Datei %1 abgelegt; danach werden nur die letzten vier Zeichen angezeigt.</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keychain, which asks for its password first.</source>
        <translation>Im Schlüsselbund des Systems abgelegt, der zuerst nach seinem Passwort fragt.</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keychain; only the last four characters are shown again.</source>
        <translation>Im Schlüsselbund des Systems abgelegt; danach werden nur die letzten vier Zeichen angezeigt.</translation>
    </message>
    <message>
        <source>Keychain</source>
        <translation>Schlüsselbund</translation>
    </message>
    <message>
        <source>Encrypted file</source>
        <translation>Verschlüsselte Datei</translation>
    </message>
</context>
<context>
    <name>sb::ui::SettingChoice</name>
    <message>
        <source>default</source>
        <translation>Standard</translation>
    </message>
</context>
<context>
    <name>sb::ui::SettingField</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Standard</translation>
    </message>
</context>
<context>
    <name>sb::ui::SettingsModel</name>
    <message>
        <source>%1: %2</source>
        <comment>setting, what is wrong with it</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>sb::ui::SettingsPage</name>
    <message>
        <source>The settings could not be read.</source>
        <translation>Die Einstellungen konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>signalbox.yaml cannot be written.</source>
        <translation>signalbox.yaml ist nicht beschreibbar.</translation>
    </message>
    <message>
        <source>Its settings can be read here; change them where the file is kept.</source>
        <translation>Die Einstellungen lassen sich hier lesen; ändern Sie sie dort, wo die Datei gepflegt wird.</translation>
    </message>
    <message>
        <source>Saved. Takes effect at the next start: %1</source>
        <translation>Gespeichert. Gilt ab dem nächsten Start: %1</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>Saved, but the listeners stay as they were: %1</source>
        <translation>Gespeichert, aber die Listener bleiben, wie sie waren: %1</translation>
    </message>
    <message>
        <source>Saved, but the gateway does not listen: %1. Change the listener and save again.</source>
        <translation>Gespeichert, aber das Gateway lauscht nicht: %1. Ändern Sie den Listener und speichern Sie erneut.</translation>
    </message>
    <message>
        <source>Saved. The gateway listens at %1</source>
        <translation>Gespeichert. Das Gateway lauscht auf %1</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>The settings cannot be shown</source>
        <translation>Die Einstellungen können nicht angezeigt werden</translation>
    </message>
    <message>
        <source>Saved, but not known to listen at the new address: %1</source>
        <translation>Gespeichert; ob das Gateway an der neuen Adresse lauscht, ist nicht bekannt: %1</translation>
    </message>
</context>
<context>
    <name>sb::ui::SettingsScreen</name>
    <message>
        <source>Settings: %1</source>
        <translation>Einstellungen: %1</translation>
    </message>
    <message>
        <source>Changed settings are not saved.</source>
        <translation>Geänderte Einstellungen sind nicht gespeichert.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>sb::ui::SettingsSections</name>
    <message>
        <source>Listener and network</source>
        <translation>Listener und Netzwerk</translation>
    </message>
    <message>
        <source>address port key host origin worker time limit timeout</source>
        <translation>adresse port schlüssel host ursprung origin worker zeitlimit timeout key address</translation>
    </message>
    <message>
        <source>Proxy and trust</source>
        <translation>Proxy und Zertifikate</translation>
    </message>
    <message>
        <source>proxy certificate authority CA PEM</source>
        <translation>proxy zertifikat zertifizierungsstelle certificate authority CA PEM</translation>
    </message>
    <message>
        <source>Log and storage</source>
        <translation>Protokoll und Speicher</translation>
    </message>
    <message>
        <source>body bodies privacy retention size disk record</source>
        <translation>inhalt inhalte datenschutz aufbewahrung größe datenträger festplatte aufzeichnen log body bodies</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>dark light theme language text size font</source>
        <translation>dunkel hell design theme sprache textgröße schrift</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>login start tray close window</source>
        <translation>anmelden autostart start infobereich tray schließen fenster</translation>
    </message>
    <message>
        <source>Destinations</source>
        <translation>Verbindungsziele</translation>
    </message>
    <message>
        <source>privacy telemetry update contact</source>
        <translation>datenschutz telemetrie update verbindung kontakt</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>version licence license folder file</source>
        <translation>version lizenz ordner datei</translation>
    </message>
    <message>
        <source>Backup and restore</source>
        <translation>Sichern und Wiederherstellen</translation>
    </message>
    <message>
        <source>backup restore save copy archive</source>
        <translation>sichern sicherung wiederherstellen speichern kopie archiv backup restore</translation>
    </message>
</context>
<context>
    <name>sb::ui::Sidebar</name>
    <message>
        <source>Find or run</source>
        <translation>Suchen oder ausführen</translation>
    </message>
    <message>
        <source>Navigation</source>
        <translation>Navigation</translation>
    </message>
</context>
<context>
    <name>sb::ui::Skeleton</name>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen&#xa0;…</translation>
    </message>
</context>
<context>
    <name>sb::ui::Snippets</name>
    <message>
        <source>Install it with %1. Every OpenAI-compatible tool works the same way: only the base URL and the key change.</source>
        <translation>Installation mit %1. Jedes OpenAI-kompatible Werkzeug funktioniert genauso: Nur Basis-URL und Schlüssel ändern sich.</translation>
    </message>
    <message>
        <source>Install it with %1.</source>
        <translation>Installation mit %1.</translation>
    </message>
    <message>
        <source>Put this into the file %1.</source>
        <translation>Fügen Sie das in die Datei %1 ein.</translation>
    </message>
    <message>
        <source>In a running Open WebUI, enter the same two values under Admin Panel, Settings, Connections.</source>
        <translation>In einem laufenden Open WebUI gehören dieselben zwei Werte unter Admin Panel, Settings, Connections.</translation>
    </message>
    <message>
        <source>Paste this into a terminal.</source>
        <translation>Fügen Sie das in ein Terminal ein.</translation>
    </message>
</context>
<context>
    <name>sb::ui::SpendChart</name>
    <message>
        <source>Spend by day</source>
        <translation>Ausgaben pro Tag</translation>
    </message>
    <message numerus="yes">
        <source>%1 over %Ln days. Left and Right go from day to day, Enter opens its requests; the table view has the same numbers.</source>
        <translation>
            <numerusform>%1 an %Ln Tag. Links und Rechts wechseln den Tag, Enter öffnet seine Anfragen; die Tabelle enthält dieselben Zahlen.</numerusform>
            <numerusform>%1 an %Ln Tagen. Links und Rechts wechseln den Tag, Enter öffnet seine Anfragen; die Tabelle enthält dieselben Zahlen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>day, money</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, of %2</source>
        <comment>group with money, day with money</comment>
        <translation>%1, von %2</translation>
    </message>
</context>
<context>
    <name>sb::ui::SpendLegend</name>
    <message>
        <source>cumulative</source>
        <translation>kumuliert</translation>
    </message>
</context>
<context>
    <name>sb::ui::SpendModels</name>
    <message>
        <source>others</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>without a key</source>
        <translation>ohne Schlüssel</translation>
    </message>
    <message>
        <source>no provider</source>
        <translation>kein Provider</translation>
    </message>
    <message>
        <source>direct</source>
        <comment>no route</comment>
        <translation>direkt</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>kein Modell</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Provider</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>unpriced</source>
        <translation>ohne Preis</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>By day</source>
        <translation>Pro Tag</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Spend</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>Cumulative</source>
        <translation>Kumuliert</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>model, its provider</comment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>sb::ui::SpendPage</name>
    <message>
        <source>Choose days…</source>
        <translation>Tage wählen&#xa0;…</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Dieser Monat</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>Letzter Monat</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>Letzte 90 Tage</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>days</comment>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message numerus="yes">
        <source>%Ln attempts at an unknown price</source>
        <translation>
            <numerusform>%Ln Versuch ohne bekannten Preis</numerusform>
            <numerusform>%Ln Versuche ohne bekannten Preis</numerusform>
        </translation>
    </message>
    <message>
        <source>Not in the sums. Open the requests in Logs.</source>
        <translation>Nicht in den Summen enthalten. Öffnen Sie die Anfragen im Protokoll.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln keys</source>
        <translation>
            <numerusform>%Ln Schlüssel</numerusform>
            <numerusform>%Ln Schlüssel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln providers</source>
        <translation>
            <numerusform>%Ln Provider</numerusform>
            <numerusform>%Ln Provider</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln models</source>
        <translation>
            <numerusform>%Ln Modell</numerusform>
            <numerusform>%Ln Modelle</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 requests, %2 tokens, %3</source>
        <comment>numbers, money</comment>
        <translation>%1 Anfragen, %2 Token, %3</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Some requests are missing from the sums.</source>
        <translation>In den Summen fehlen Anfragen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests could not be written to the log.</source>
        <translation>
            <numerusform>%Ln Anfrage konnte nicht ins Protokoll geschrieben werden.</numerusform>
            <numerusform>%Ln Anfragen konnten nicht ins Protokoll geschrieben werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the spend</source>
        <translation>Ausgaben exportieren</translation>
    </message>
    <message>
        <source>Spend</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>Table view</source>
        <translation>Tabellenansicht</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>Als CSV exportieren</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>Gruppieren nach</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Provider</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>The days that are shown</source>
        <translation>Die angezeigten Tage</translation>
    </message>
    <message>
        <source>Spend by group</source>
        <translation>Ausgaben nach Gruppe</translation>
    </message>
    <message>
        <source>Spend by day</source>
        <translation>Ausgaben pro Tag</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
    <message>
        <source>No spend in these days</source>
        <translation>Keine Ausgaben an diesen Tagen</translation>
    </message>
    <message>
        <source>Every request that has a price is summed up here by day, model, provider and key. Choose other days above, or connect an app.</source>
        <translation>Jede Anfrage mit Preis wird hier nach Tag, Modell, Provider und Schlüssel summiert. Wählen Sie oben andere Tage oder verbinden Sie eine App.</translation>
    </message>
    <message>
        <source>Connect an app</source>
        <translation>App verbinden</translation>
    </message>
    <message>
        <source>The sums cannot be shown</source>
        <translation>Die Summen können nicht angezeigt werden</translation>
    </message>
    <message>
        <source>What you see may be out of date.</source>
        <translation>Die Anzeige ist möglicherweise veraltet.</translation>
    </message>
</context>
<context>
    <name>sb::ui::SpendScreen</name>
    <message>
        <source>Spend by model</source>
        <translation>Ausgaben nach Modell</translation>
    </message>
    <message>
        <source>Spend by provider</source>
        <translation>Ausgaben nach Provider</translation>
    </message>
    <message>
        <source>Spend by key</source>
        <translation>Ausgaben nach Schlüssel</translation>
    </message>
    <message>
        <source>Spend</source>
        <translation>Ausgaben</translation>
    </message>
</context>
<context>
    <name>sb::ui::Spinner</name>
    <message>
        <source>Working…</source>
        <translation>In Arbeit&#xa0;…</translation>
    </message>
</context>
<context>
    <name>sb::ui::StartPage</name>
    <message>
        <source>Starting the gateway…</source>
        <translation>Gateway wird gestartet&#xa0;…</translation>
    </message>
    <message>
        <source>What the gateway said</source>
        <translation>Meldung des Gateways</translation>
    </message>
</context>
<context>
    <name>sb::ui::StatusBar</name>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet&#xa0;…</translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Gateway: %1</source>
        <translation>Gateway: %1</translation>
    </message>
    <message>
        <source>Stop the gateway</source>
        <translation>Gateway stoppen</translation>
    </message>
    <message>
        <source>Start the gateway</source>
        <translation>Gateway starten</translation>
    </message>
    <message numerus="yes">
        <source>%Ln streams</source>
        <translation>
            <numerusform>%Ln Stream</numerusform>
            <numerusform>%Ln Streams</numerusform>
        </translation>
    </message>
    <message>
        <source>Show what runs now</source>
        <translation>Anzeigen, was gerade läuft</translation>
    </message>
    <message>
        <source>%1 today</source>
        <translation>%1 heute</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests today have no known price</source>
        <translation>
            <numerusform>%Ln Anfrage von heute hat keinen bekannten Preis</numerusform>
            <numerusform>%Ln Anfragen von heute haben keinen bekannten Preis</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the spend</source>
        <translation>Ausgaben anzeigen</translation>
    </message>
    <message>
        <source>Bodies: full</source>
        <translation>Inhalte: vollständig</translation>
    </message>
    <message>
        <source>Bodies: redacted</source>
        <translation>Inhalte: geschwärzt</translation>
    </message>
    <message>
        <source>Bodies: off</source>
        <translation>Inhalte: keine</translation>
    </message>
    <message>
        <source>What the log keeps of requests and answers</source>
        <translation>Was das Protokoll von Anfragen und Antworten aufbewahrt</translation>
    </message>
    <message>
        <source>Copy the address: %1</source>
        <translation>Adresse kopieren: %1</translation>
    </message>
</context>
<context>
    <name>sb::ui::SystemPromptDialog</name>
    <message>
        <source>System prompt</source>
        <translation>System-Prompt</translation>
    </message>
    <message>
        <source>What every lane is told before the conversation. Leave it empty for none.</source>
        <translation>Geht in jeder Spur dem Gespräch voraus. Leer lassen für keinen.</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>The text has %1 characters; at most %2 fit. Nothing is lost.</source>
        <translation>Der Text hat %1 Zeichen; höchstens %2 passen. Nichts davon ist verloren.</translation>
    </message>
</context>
<context>
    <name>sb::ui::TargetField</name>
    <message>
        <source>Choose a model, or write provider/model.</source>
        <translation>Wählen Sie ein Modell oder geben Sie provider/modell ein.</translation>
    </message>
    <message numerus="yes">
        <source>The name is too long: use at most %Ln characters.</source>
        <translation>
            <numerusform>Der Name ist zu lang: höchstens %Ln Zeichen.</numerusform>
            <numerusform>Der Name ist zu lang: höchstens %Ln Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>A model&apos;s name has no spaces, line breaks or invisible characters.</source>
        <translation>Ein Modellname enthält keine Leerzeichen, Zeilenumbrüche oder unsichtbaren Zeichen.</translation>
    </message>
    <message>
        <source>Write provider/model, as in openai/gpt-4o.</source>
        <translation>Geben Sie provider/modell ein, etwa openai/gpt-4o.</translation>
    </message>
</context>
<context>
    <name>sb::ui::TextEdit</name>
    <message>
        <source>The text has %1 characters; at most %2 fit. Nothing was pasted.</source>
        <translation>Der Text hat %1 Zeichen; höchstens %2 passen. Es wurde nichts eingefügt.</translation>
    </message>
</context>
<context>
    <name>sb::ui::TimeLimits</name>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Wait for a connection</source>
        <translation>Warten auf eine Verbindung</translation>
    </message>
    <message>
        <source>Hold the answer</source>
        <translation>Antwort zurückhalten</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>Erstes Token</translation>
    </message>
    <message>
        <source>Between tokens</source>
        <translation>Zwischen zwei Token</translation>
    </message>
    <message>
        <source>Whole request</source>
        <translation>Gesamte Anfrage</translation>
    </message>
</context>
<context>
    <name>sb::ui::Toast</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>sb::ui::Tray</name>
    <message>
        <source>Show Signalbox</source>
        <translation>Signalbox anzeigen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Signalbox: running</source>
        <translation>Signalbox: läuft</translation>
    </message>
    <message>
        <source>Signalbox: stopped</source>
        <translation>Signalbox: gestoppt</translation>
    </message>
    <message>
        <source>Signalbox: disconnected</source>
        <translation>Signalbox: nicht verbunden</translation>
    </message>
</context>
<context>
    <name>sb::ui::TrialPanel</name>
    <message>
        <source>Through the proxy %1</source>
        <translation>Über den Proxy %1</translation>
    </message>
    <message>
        <source>Direct, without a proxy</source>
        <translation>Direkt, ohne Proxy</translation>
    </message>
    <message>
        <source>Direct, to %1</source>
        <translation>Direkt, zu %1</translation>
    </message>
    <message>
        <source>None: plain HTTP</source>
        <translation>Keines: unverschlüsseltes HTTP</translation>
    </message>
    <message>
        <source>Checked, for %1</source>
        <translation>Geprüft, für %1</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Nicht erreicht</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Erneut testen</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Test läuft&#xa0;…</translation>
    </message>
    <message>
        <source>asking for the list of models</source>
        <translation>fragt nach der Modellliste</translation>
    </message>
    <message>
        <source>Not tested</source>
        <translation>Nicht getestet</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Funktioniert</translation>
    </message>
    <message>
        <source>Does not work</source>
        <translation>Funktioniert nicht</translation>
    </message>
    <message>
        <source>tested %1 in %2</source>
        <translation>%1 in %2 getestet</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Needed, but there is none</source>
        <translation>Nötig, aber nicht vorhanden</translation>
    </message>
    <message>
        <source>None needed</source>
        <translation>Keiner nötig</translation>
    </message>
    <message>
        <source>%1 was rejected (%2)</source>
        <translation>%1 wurde abgelehnt (%2)</translation>
    </message>
    <message>
        <source>%1 was accepted</source>
        <translation>%1 wurde akzeptiert</translation>
    </message>
    <message numerus="yes">
        <source>%Ln models listed</source>
        <translation>
            <numerusform>%Ln Modell gelistet</numerusform>
            <numerusform>%Ln Modelle gelistet</numerusform>
        </translation>
    </message>
    <message>
        <source>No list of models (%1)</source>
        <translation>Keine Modellliste (%1)</translation>
    </message>
    <message>
        <source>%1, among them %2</source>
        <translation>%1, darunter %2</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
</context>
<context>
    <name>sb::ui::VoteBar</name>
    <message>
        <source>Which is better?</source>
        <translation>Was ist besser?</translation>
    </message>
    <message>
        <source>Stored with the requests</source>
        <translation>Bei den Anfragen gespeichert</translation>
    </message>
    <message>
        <source>Diff A and B</source>
        <translation>A und B vergleichen</translation>
    </message>
    <message>
        <source>Diff two lanes</source>
        <translation>Zwei Spuren vergleichen</translation>
    </message>
    <message>
        <source>Tie</source>
        <translation>Gleich gut</translation>
    </message>
    <message>
        <source>All bad</source>
        <translation>Alle schlecht</translation>
    </message>
    <message>
        <source>Lane %1 is better</source>
        <translation>Spur %1 ist besser</translation>
    </message>
</context>
<context>
    <name>sb::ui::WaitingPanel</name>
    <message>
        <source>Reached Signalbox</source>
        <translation>Bei Signalbox angekommen</translation>
    </message>
    <message>
        <source>The provider answered</source>
        <translation>Der Provider hat geantwortet</translation>
    </message>
    <message>
        <source>%1 answered</source>
        <translation>%1 hat geantwortet</translation>
    </message>
    <message>
        <source>Logged: %1</source>
        <translation>Protokolliert: %1</translation>
    </message>
    <message>
        <source>Logged with its price</source>
        <translation>Mit Preis protokolliert</translation>
    </message>
    <message>
        <source>Received. It works.</source>
        <translation>Angekommen. Es funktioniert.</translation>
    </message>
    <message>
        <source>It arrived, but failed</source>
        <translation>Angekommen, aber fehlgeschlagen</translation>
    </message>
    <message>
        <source>Waiting for the first request…</source>
        <translation>Warten auf die erste Anfrage&#xa0;…</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Listening on %1</source>
        <translation>Lauscht auf %1</translation>
    </message>
    <message>
        <source>Open in Logs</source>
        <translation>Im Protokoll öffnen</translation>
    </message>
    <message>
        <source>Waiting for a request with key %1…</source>
        <translation>Warten auf eine Anfrage mit dem Schlüssel %1 …</translation>
    </message>
</context>
<context>
    <name>sb::ui::Waterfall</name>
    <message>
        <source>%1 ms</source>
        <translation>%1&#xa0;ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1&#xa0;s</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tokens</source>
        <translation>
            <numerusform>%Ln Token</numerusform>
            <numerusform>%Ln Token</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 tok/s</source>
        <translation>%1, %2 Token/s</translation>
    </message>
    <message>
        <source>first token %1</source>
        <translation>erstes Token nach %1</translation>
    </message>
    <message>
        <source>key, limits, route: %1</source>
        <translation>Schlüssel, Limits, Route: %1</translation>
    </message>
    <message>
        <source>Attempts over time</source>
        <translation>Versuche im Zeitverlauf</translation>
    </message>
</context>
<context>
    <name>sb::ui::YamlView</name>
    <message>
        <source>Configuration as YAML</source>
        <translation>Konfiguration als YAML</translation>
    </message>
    <message>
        <source>Problems in the text</source>
        <translation>Fehler im Text</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
</context>
</TS>
