"""Installs the desktop package in a minimal system, starts what the menu starts, walks to the first request by
keyboard, upgrades it, replaces it by the headless package and back, removes it.

usage: desktop_test.py [FOLDER FOR WHAT IS KEPT BETWEEN RUNS]
Leaves a picture of the window there. Exits 77 if this machine cannot do that.
"""

import contextlib
import sys

sys.dont_write_bytecode = True
from chroot import output  # noqa: E402
from desktop import DATA, HOME, Desktop, make_home, own_network, screen  # noqa: E402
from gateway import wait_for  # noqa: E402
from outside import NAMESERVER  # noqa: E402
from steps import (built, expect, files_of, installs_nothing_to_build_with, is_version, main,  # noqa: E402
                   next_version, passes_lintian, step)

PACKAGE, SERVICE = "signalbox", "signalbox-headless"
SHARE = "/usr/share"
LAMP = "16A34A"  # of the sign (resources/icons/signalbox.svg); no colour of the theme


def is_described_for_the_desktop(root):
    output("desktop-file-validate", root.path(f"{SHARE}/applications/signalbox.desktop"))
    output("appstreamcli", "validate", "--no-net", "--no-color",
           root.path(f"{SHARE}/metainfo/org.signalbox.signalbox.metainfo.xml"))
    for size in (16, 22, 24, 32, 48, 64, 128, 256, 512):
        icon = root.path(f"{SHARE}/icons/hicolor/{size}x{size}/apps/signalbox.png").read_bytes()
        expect(icon[16:24] == size.to_bytes(4, "big") * 2, f"the icon of {size} pixels is another size")
    expect(root.path(f"{SHARE}/icons/hicolor/scalable/apps/signalbox.svg").exists(), "no scalable icon")


def app_keys(desktop):
    return [key for key in desktop.ask("GET", "keys")[2]["keys"] if key["name"].startswith("openai")]


def logged_request(desktop):
    """The first row of the log, once it ended well."""
    rows = desktop.ask("GET", "logs")[2]["rows"]
    return next((row for row in rows if row["status"] == 200), None)


def shows_its_window(desktop):
    expect(wait_for(lambda: desktop.shows(LAMP), 20), "the sign is not drawn")
    expect(desktop.start_again() == 0, "a second start did not end well")


def choose_until(desktop, title, happened):
    """The palette offers a step as soon as the page can take it."""
    def tried():
        desktop.choose(title)
        return wait_for(happened, 3)

    expect(wait_for(tried, 30), f"\"{title}\" had no effect")


def walks_to_the_first_request(desktop, cache):
    choose_until(desktop, "Try without a key", lambda: app_keys(desktop))
    choose_until(desktop, "Send it for me", lambda: logged_request(desktop))
    desktop.screen.save(cache / "desktop.png")
    return logged_request(desktop)["id"]


def changes_settings(desktop):
    status, _, answer = desktop.ask("PUT", "settings/timeouts", {"value": {"connect": "7s"}})
    expect(status == 200, answer)
    key = desktop.create_key("laptop")
    desktop.chat(key)
    return key


def first_day(root, cache):
    with own_network() as outside, names_are_asked_outside(root), screen() as shown:
        with Desktop(root, shown) as desktop:
            step(shows_its_window, desktop)
            identity = step(walks_to_the_first_request, desktop, cache)
            key = step(changes_settings, desktop)
        step(contacts_nobody, outside)
    return key, identity


@contextlib.contextmanager
def names_are_asked_outside(root):
    """Whoever looks a name up is seen."""
    file = root.path("/etc/resolv.conf")
    before = file.read_text() if file.exists() else None
    file.write_text(f"nameserver {NAMESERVER}\n")
    try:
        yield
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_text(before)


def contacts_nobody(outside):
    """Nothing is configured that is not on this computer."""
    reached = outside.reached()
    expect(not reached, f"the program reached for {sorted(set(reached))}")


def keeps_everything_over_an_upgrade(root, deb, key, identity):
    root.install(deb)
    is_version(root, PACKAGE, "+next")
    with own_network(), screen() as shown, Desktop(root, shown) as desktop:
        expect(desktop.logged(identity), f"{identity} is no longer in the log")
        timeouts = desktop.ask("GET", "settings")[2]["file"]["timeouts"]
        expect(timeouts == {"connect": "7s"}, f"the settings are gone: {timeouts}")
        expect(desktop.ask("POST", "demo", {"on": True})[0] == 200, "the demo provider does not start")
        desktop.chat(key)


def gives_way_to_the_service_and_back(root, deb):
    root.install(built(SERVICE))
    packages = root.packages()
    expect(SERVICE in packages and PACKAGE not in packages, "both packages are installed")
    root.run("/usr/bin/signalboxctl", "--version")
    root.install(deb)
    packages = root.packages()
    expect(PACKAGE in packages and SERVICE not in packages, "both packages are installed")


def home_files(root):
    return sorted(p.relative_to(root.path(HOME)) for p in root.path(HOME).rglob("*"))


def removes_programs_only(root):
    files, mine = files_of(root, PACKAGE), home_files(root)
    root.run("apt-get", "-q", "-y", "purge", PACKAGE)
    left = [f for f in files if root.path(f).is_file()]
    expect(not left, f"left behind: {left}")
    expect(root.path(DATA).is_dir() and home_files(root) == mine, "a file of the user is gone")


def run(cache, folder, root):
    deb = built(PACKAGE)
    step(passes_lintian, deb)
    step(installs_nothing_to_build_with, root, deb)
    step(is_described_for_the_desktop, root)
    make_home(root)
    key, identity = step(first_day, root, cache)
    upgrade = step(next_version, deb, folder)
    step(keeps_everything_over_an_upgrade, root, upgrade, key, identity)
    step(gives_way_to_the_service_and_back, root, upgrade)
    step(removes_programs_only, root)


if __name__ == "__main__":
    sys.exit(main(run, "Xvfb", "xdotool", "desktop-file-validate", "appstreamcli"))
