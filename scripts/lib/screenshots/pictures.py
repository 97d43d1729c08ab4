"""What is pictured: screens, the further views of a screen, states, looks."""

import contextlib
import json
import time

from . import homes, texts
from .relay import Relay
from .session import Console

SCREENS = ["overview", "playground", "routes", "providers", "access", "logs", "spend", "settings"]
LOOKS = {
    "light": {"look": "light"},
    "dark": {"look": "dark"},
    "pseudo": {"look": "light", "language": "xa"},
    "ar": {"look": "light", "language": "ar"},
    "large": {"look": "light", "textScale": "2"},
}
STATES = ["usual", "empty", "loading", "many", "error", "stopped", "disconnected"]

SECRET = "f81c2b7ad4e94c0f9d3357ab0e6619c2"
DRY = '{"model": "fast", "messages": [{"role": "user", "content": "How long is the guarantee of a lamp?"}]}'
COMPARE = [("click", "addLane"), ("name", "laneA", "openai/gpt-5-mini"), ("name", "laneB", "claude-sonnet-4-5"),
           ("name", "laneC", "fast"), ("type", "promptText", texts.COMPARED), ("click", "send"), ("wait", 6)]
DETAIL = [("wait", 1), ("open", "logTable", "4"), ("shown", "detailTab.attempts"), ("wait", 1)]
PRICE = [("click", "open.openai"), ("choose", "providerModels", "1"), ("click", "modelPrice"), ("wait", 0.5)]
SETTINGS = ["listener", "proxy", "log", "backup", "appearance", "computer", "destinations", "about"]

# By name: the screen it begins on, and the way there.
VIEWS = {
    "connect": ("overview", [("click", "connectAnApp"), ("shown", "connectSnippet"), ("wait", 1)]),
    "received": ("overview", [("click", "connectAnApp"), ("shown", "connectSnippet"), ("wait", 1),
                              ("click", "sendForMe"), ("wait", 4)]),
    "palette": ("overview", [("click", "find"), ("type", "paletteInput", "o")]),
    "compare": ("playground", COMPARE),
    "diff": ("playground", [*COMPARE, ("click", "diffLanes"), ("wait", 0.5)]),
    "parameters": ("playground", [("click", "laneParameters"), ("wait", 0.5)]),
    "names": ("playground", [("click", "laneName"), ("type", "nameSearch", "gpt-5"), ("wait", 0.5)]),
    "dry-run": ("routes", [("click", "dryRun"), ("type", "dryRequest", DRY), ("click", "runDry"), ("wait", 1)]),
    "yaml": ("routes", [("click", "tab.yaml"), ("wait", 0.5)]),
    "node": ("routes", [("click", "node.2"), ("wait", 0.5)]),
    "add-provider": ("providers", [("click", "addProvider"), ("choose", "presetList", "4"), ("type", "secret", SECRET)]),
    "add-tested": ("providers", [("click", "addProvider"), ("choose", "presetList", "4"),
                                 ("click", "secretPlace.vault"), ("type", "secret", SECRET), ("click", "addSubmit"),
                                 ("wait", 2)]),
    "provider": ("providers", [("click", "open.openai"), ("click", "testProvider"), ("wait", 2)]),
    "models": ("providers", [("click", "browseModels"), ("wait", 1)]),
    "models-all": ("providers", [("click", "browseModels"), ("wait", 1), ("click", "browserOnly"), ("wait", 2)]),
    "price": ("providers", PRICE),
    "price-tiers": ("providers", [*PRICE, ("click", "priceWhich.services"), ("wait", 0.5)]),
    "price-calls": ("providers", [*PRICE, ("click", "priceWhich.calls"), ("wait", 0.5)]),
    "add-key": ("providers", [("click", "open.openai"), ("click", "addKey"), ("wait", 0.5)]),
    "full-disk": ("access", [("disk", "full"), ("click", "newKey"), ("type", "newKeyName", "open-webui"),
                             ("click", "newKeyCreate"), ("wait", 4)]),
    "full-disk-log": ("playground", [("disk", "full"), *COMPARE, ("click", "nav.logs"), ("wait", 2)]),
    "new-key": ("access", [("click", "newKey"), ("type", "newKeyName", "open-webui")]),
    "key-made": ("access", [("click", "newKey"), ("type", "newKeyName", "open-webui"), ("click", "newKeyCreate"),
                            ("shown", "newKeySecret")]),
    "revoke": ("access", [("choose", "keyTable", "1"), ("click", "revokeKey"), ("wait", 0.5)]),
    "filter": ("logs", [("type", "filterInput", "status:5xx "), ("key", "", "Return"), ("wait", 1)]),
    "log-detail": ("logs", DETAIL),
    "log-tools": ("logs", [("type", "filterInput", "model:claude-opus-4-5 "), ("key", "", "Return"), ("wait", 1),
                           ("open", "logTable", "0"), ("shown", "detailTab.attempts"), ("wait", 1)]),
    "log-attempts": ("logs", [*DETAIL, ("click", "detailTab.attempts")]),
    "log-request": ("logs", [*DETAIL, ("click", "detailTab.request"), ("wait", 0.5)]),
    "log-response": ("logs", [*DETAIL, ("click", "detailTab.response"), ("wait", 0.5)]),
    "spend-provider": ("spend", [("click", "spendBy.provider"), ("wait", 0.5)]),
    "spend-table": ("spend", [("click", "spendTable"), ("wait", 0.5)]),
    **{f"settings-{name}": ("settings", [("choose", "settingsSections", str(row)), ("wait", 0.5)])
       for row, name in enumerate(SETTINGS) if row},
}
RELAY_PORT = 7512


def pictures_of(state, look, names, session):
    """Starts the program in a state and a look; gives (name, console) for each that is to be shown then."""
    preferences = {**LOOKS[look], "checklistSkipped": "false" if state == "empty" else "true"}
    with contextlib.ExitStack() as stack:
        kind = {"empty": "empty", "many": "many"}.get(state, "team")
        home = session.homes.copy(kind)
        relay, elsewhere = None, ()
        if state in ("loading", "error", "disconnected"):
            daemon = stack.enter_context(homes.Daemon(session.programs.daemon, home, session.homes.authority))
            relay = stack.enter_context(Relay(RELAY_PORT, ("127.0.0.1", 7412)))
            relay.mode = {"loading": "hold", "error": "fail"}.get(state, "pass")
            elsewhere = ("--connect", f"http://127.0.0.1:{RELAY_PORT}", "--token-file", daemon.api.run["token_file"])
        console = stack.enter_context(Console(session.screen, session.programs, home, session.homes.authority, preferences, elsewhere))
        console.driver.walk([("shown", "nav.overview")])
        if state in ("usual", "stopped", "many"):
            api = homes.Api(home)
            keys = json.loads((home / "keys.json").read_text())
            if state == "stopped":
                api.admin("POST", "gateway/stop")
            else:
                stack.enter_context(homes.streams(api, keys))
        if state == "disconnected":
            console.driver.walk([("click", f"nav.{name}") for name in names if name in SCREENS])
            time.sleep(1)
            relay.leave()
            time.sleep(2)
        if state == "many":
            time.sleep(6)  # the lists of the first screen are long
        for name in names:
            yield name, console


def _name_lane(driver, lane, model):
    driver.walk([("click", f"{lane}/laneName"), ("type", "nameSearch", model), ("wait", 0.4), ("key", "", "Return"),
                 ("wait", 0.3)])


def show(console, name, wait=0.8):
    begin, steps = VIEWS.get(name, (name, []))
    console.fill_disk(False)
    console.driver.walk([("click", f"nav.{begin}"), ("wait", wait)])
    for step in steps:
        if step[0] == "name":
            _name_lane(console.driver, *step[1:])
        elif step[0] == "disk":
            console.fill_disk(True)
        else:
            console.driver.walk([step])
    console.driver.ask("park")
    time.sleep(0.7)  # the last rows are shown within 100 ms; Xvfb has no way to ask
