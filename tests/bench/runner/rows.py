"""The measurements. Each function starts what it needs, alternates between the things it compares, and
gives rows of the table."""

import json
import statistics
import subprocess
import time
from dataclasses import dataclass

from . import machine
from .machine import Broke
from .processes import (MODEL, Gateway, IdleConnections, LargeBodies, Latency, Nginx, PictureBody, Relay,
                        Tls, Upstream, load)

KB, MB = 1024, 1024 * 1024


@dataclass(frozen=True)
class Scale:
    """How much of everything."""

    rounds: int
    requests: int  # of one round
    rate_seconds: float
    event_seconds: float
    streams: int
    stream_seconds: float
    tls_streams: int
    idle: int
    starts: int
    memory_requests: int
    translation_seconds: float  # of each pair


FULL = Scale(rounds=5, requests=100_000, rate_seconds=4, event_seconds=4, streams=5_000,
             stream_seconds=10, tls_streams=1_000, idle=5_000, starts=11, memory_requests=1_000_000,
             translation_seconds=0.5)
QUICK = Scale(rounds=1, requests=10_000, rate_seconds=1, event_seconds=1, streams=300,
              stream_seconds=2, tls_streams=100, idle=300, starts=3, memory_requests=20_000,
              translation_seconds=0.02)


@dataclass
class Row:
    """One line of the table. `good` is None where there is no aim."""

    measure: str
    ours: str
    yardstick: str
    ratio: str
    aim: str
    good: bool | None
    busy: str = ""


def ratio_row(measure, unit, ours, theirs, name, most, aim=None):
    """Figures of the same rounds; the ratio is the median of the rounds' ratios. `most` may be None."""
    ratio = statistics.median(a / b for a, b in zip(ours, theirs))
    wanted = ", ".join([f"≤ {most}"] * (most is not None) + [f"aim {aim}"] * (aim is not None))
    return Row(measure, f"{statistics.median(ours):.1f} {unit}",
               f"{name} {statistics.median(theirs):.1f} {unit}", f"{ratio:.2f}", wanted,
               None if most is None else ratio <= most)


def plain_row(measure, ours, yardstick="", aim="", good=None):
    return Row(measure, ours, yardstick, "", aim, good)


def cost(proxy, requests, **options):
    """(µs of CPU for each request, what the load generator says, share of the core that was used)."""
    proxy.settle()
    before = proxy.cpu_us()
    result = load(proxy, requests=requests, **options)
    used = proxy.cpu_us() - before
    proxy.settle()
    spent = proxy.cpu_us() - before
    return spent / requests, result, used / 1e6 / result["seconds"]


def warm_up(*proxies, requests=2_000):
    for proxy in proxies:
        load(proxy, requests=requests)


def median_of(results, *path):
    def pick(value):
        for name in path:
            value = value[name]
        return value
    return statistics.median(pick(result) for result in results)


def answers(place, scale):
    """CPU of each request, and saturation."""
    with Upstream(place) as upstream, Nginx(place, upstream) as nginx, \
            Gateway(place, upstream) as plain, Gateway(place, upstream, "full") as full:
        plain.require_key()
        warm_up(nginx, plain, full)
        proxies = {"nginx": nginx, "plain": plain, "full": full}
        taken = {name: [] for name in proxies}
        for _ in range(scale.rounds):
            for name, proxy in proxies.items():
                taken[name].append(cost(proxy, scale.requests))
        plain.require_rows(50)
        full.require_rows(50)
        yield from _cost_rows(taken)


def _cost_rows(taken):
    cpu = {name: [t[0] for t in rounds] for name, rounds in taken.items()}
    speed = {name: median_of([t[1] for t in rounds], "per_second") for name, rounds in taken.items()}
    used = statistics.median(t[2] for t in taken["plain"])
    yield ratio_row("CPU per request, key checked, row logged, `bodies: none`", "µs", cpu["plain"],
                    cpu["nginx"], "nginx", 1.5, 1.25)
    yield ratio_row("CPU per request, `bodies: full`", "µs", cpu["full"], cpu["nginx"], "nginx", 3)
    yield Row("Requests/s at saturation, one core", f"{speed['plain']:,.0f}",
              f"nginx {speed['nginx']:,.0f}", f"{speed['plain'] / speed['nginx']:.2f}",
              f"core {100 * used:.0f} % used", None)
    yield Row("Requests/s at saturation, `bodies: full`", f"{speed['full']:,.0f}",
              f"nginx {speed['nginx']:,.0f}", f"{speed['full'] / speed['nginx']:.2f}", "", None)


def cache(place, scale):
    """CPU of a request that is answered from the cache, which nginx passes on."""
    kept = f"{{ target: up/{MODEL}, cache: {{ exact: {{ ttl: 1h }} }} }}"
    with Upstream(place) as upstream, Nginx(place, upstream) as nginx, \
            Gateway(place, upstream, flow=kept) as gateway:
        gateway.require_key()
        warm_up(nginx, gateway)
        ours, theirs = [], []
        for _ in range(scale.rounds):
            theirs.append(cost(nginx, scale.requests)[0])
            ours.append(cost(gateway, scale.requests)[0])
        gateway.require_hits(50)
        yield ratio_row("CPU per hit of the exact cache, key checked, row logged", "µs", ours, theirs,
                        "nginx", 0.7)


def latency(place, scale):
    """What is added to the time of a request at half of what the gateway can do."""
    with Latency(place) as instrument, Nginx(place, instrument) as nginx, \
            Gateway(place, instrument) as gateway:
        targets = {"direct": instrument, "nginx": nginx, "gateway": gateway}
        rate = saturation(place, scale) / 2
        warm_up(nginx, gateway)
        requests = round(rate * scale.rate_seconds)
        taken = {name: [] for name in targets}
        for _ in range(scale.rounds):
            for name, target in targets.items():
                taken[name].append(instrument.through(target, requests, rate))
        gateway.require_rows(50)
        yield from _latency_rows(taken, rate)


def saturation(place, scale):
    """Requests a second in a closed loop, one gateway alone."""
    with Upstream(place) as upstream, Gateway(place, upstream) as gateway:
        warm_up(gateway)
        return median_of([load(gateway, requests=scale.requests) for _ in range(scale.rounds)], "per_second")


def _latency_rows(taken, rate):
    for percentile, most in (("p50", 100), ("p99", 1000)):
        direct, nginx, ours = (median_of(results, "us", percentile) for results in taken.values())
        yield plain_row(f"Latency added at half load ({rate:,.0f}/s), {percentile}",
                        f"{ours - direct:.0f} µs", f"nginx {nginx - direct:.0f} µs (direct {direct:.0f})",
                        f"≤ {most} µs", ours - direct <= most)


def tls(place, scale):
    """The same request when the upstream speaks TLS."""
    certificate = Tls(place.fresh("tls"))
    with Upstream(place, certificate) as upstream, Nginx(place, upstream) as nginx, \
            Gateway(place, upstream) as gateway:
        warm_up(nginx, gateway)
        taken = {"nginx": [], "gateway": []}
        for _ in range(scale.rounds):
            taken["nginx"].append(cost(nginx, scale.requests)[0])
            taken["gateway"].append(cost(gateway, scale.requests)[0])
        yield ratio_row("CPU per request, TLS upstream", "µs", taken["gateway"], taken["nginx"],
                        "nginx", 1.5)


EVENT_STREAMS, EVENT_RATE = 200, 100
LARGE_BODIES, LARGE_BODY = 10, 25_000_000


def stream(target, plan, watched=True):
    """Runs the streams of a plan; every event must have arrived."""
    watch = {"watch": target.pid} if watched else {}
    result = load(target, "streams", connections=plan["streams"], opening=plan["opening"],
                  warm_up=plan["warm_up"], measure=plan["measure"], **watch)
    if result["events"] != plan["streams"] * plan["events"]:
        raise Broke(f"{target.name} lost events: {result['events']} arrived of "
                    f"{plan['streams'] * plan['events']}")
    return result


def stream_plan(streams, rate, opening, measure):
    """Streams that are long enough for all of them to be open during the measurement."""
    warm_up_seconds = 1.0
    seconds = opening + warm_up_seconds + measure + 2 / rate + 1
    return {"streams": streams, "rate": rate, "opening": opening, "warm_up": warm_up_seconds,
            "measure": measure, "events": round(seconds * rate)}


def events(place, scale):
    """What relaying one event of a stream costs."""
    plan = stream_plan(EVENT_STREAMS, EVENT_RATE, 0.5, scale.event_seconds)
    with Upstream(place, rate=EVENT_RATE, events=plan["events"]) as upstream, \
            Relay(place, upstream) as relay, Nginx(place, upstream, "off") as nginx, \
            Gateway(place, upstream) as gateway:
        targets = {"relay": relay, "nginx": nginx, "gateway": gateway}
        taken = {name: [] for name in targets}
        for _ in range(scale.rounds):
            for name, target in targets.items():
                result = stream(target, plan)
                taken[name].append(result["watched_cpu_us"] / result["window_events"])
        yield ratio_row(f"CPU per stream event ({EVENT_STREAMS} streams, {EVENT_RATE} events/s each)",
                        "µs", taken["gateway"], taken["relay"], "bare relay", 1.5, 1.3)
        yield plain_row("The same through nginx, `proxy_buffering off`", "",
                        f"nginx {statistics.median(taken['nginx']):.1f} µs")


def _open_streams(place, plan, certificate=None):
    """A fresh gateway with many open streams: (what the load says, bytes for each stream)."""
    with Upstream(place, certificate, rate=plan["rate"], events=plan["events"]) as upstream, \
            Gateway(place, upstream) as gateway:
        warm_up(gateway)
        gateway.settle()
        before = gateway.resident()
        result = stream(gateway, plan)
        return result, (result["watched_resident"] - before) / plan["streams"]


def open_streams(place, scale):
    """Thousands of slow streams: delay and memory."""
    count, rate = scale.streams, 2
    plan = stream_plan(count, rate, max(1.0, count / 1000), scale.stream_seconds)
    direct, relayed, ours, memory = [], [], [], []
    for _ in range(min(3, scale.rounds)):
        with Upstream(place, rate=rate, events=plan["events"]) as upstream, \
                Relay(place, upstream) as relay:
            direct.append(stream(upstream, plan, watched=False))
            relayed.append(stream(relay, plan))
        result, each = _open_streams(place, plan)
        ours.append(result)
        memory.append(each)
    delay = {name: median_of(taken, "us", "p99") / 1000
             for name, taken in (("direct", direct), ("relay", relayed), ("ours", ours))}
    what = f"{count:,} open streams at {rate} events/s"
    yield plain_row(f"{what}: p99 event delay", f"{delay['ours']:.2f} ms",
                    f"bare relay {delay['relay']:.2f} ms (direct {delay['direct']:.2f})", "≤ 5 ms",
                    delay["ours"] <= 5)
    each = statistics.median(memory) / KB
    yield plain_row(f"{what}: resident memory of each", f"{each:.1f} KB", "", "≤ 32 KB", each <= 32)
    yield from _tls_streams(place, scale, rate)


def large_bodies(place, scale):
    """What open streams feel of ten large bodies that arrive together."""
    plan = stream_plan(EVENT_STREAMS, 20, 0.5, scale.event_seconds)
    delay = {}
    with Upstream(place, rate=20, events=plan["events"]) as upstream, \
            Gateway(place, upstream) as gateway:
        warm_up(gateway)
        for name, target in (("direct", upstream), ("gateway", gateway)):
            taken = []
            for _ in range(min(3, scale.rounds)):
                with LargeBodies(target, LARGE_BODIES, LARGE_BODY) as bodies:
                    taken.append(stream(target, plan, watched=False))
                bodies.require_answers()
            delay[name] = median_of(taken, "us", "p99") / 1000
    yield plain_row(f"{EVENT_STREAMS} streams while {LARGE_BODIES} bodies of {LARGE_BODY // 10**6} MB "
                    "pass: p99 event delay", f"{delay['gateway']:.2f} ms",
                    f"direct {delay['direct']:.2f} ms", "≤ 5 ms", delay["gateway"] <= 5)


def crossing(place, scale):
    """A large body that crosses dialects, and the same one passed untouched."""
    cost, peak = {}, {}
    with Upstream(place) as upstream:
        for name, body in (("untouched", PictureBody.chat(LARGE_BODY)),
                           ("crossing", PictureBody.messages(LARGE_BODY))):
            with Gateway(place, upstream) as gateway:
                warm_up(gateway)
                gateway.settle()
                before = gateway.resident()
                cost[name] = [body.through(gateway) for _ in range(2 * scale.rounds)]
                peak[name] = [(machine.peak(gateway.pid) - before) / MB]
    what = f"A body of {LARGE_BODY // 10**6} MB from anthropic to openai_chat"
    for figure, unit, taken in (
            ("time to its answer", "ms", {name: [ms for ms, _ in all] for name, all in cost.items()}),
            ("CPU", "ms", {name: [ms for _, ms in all] for name, all in cost.items()}),
            ("memory at its peak", "MB", peak)):
        yield ratio_row(f"{what}: {figure}", unit, taken["crossing"], taken["untouched"],
                        "passed untouched", None)


def _tls_streams(place, scale, rate):
    plan = stream_plan(scale.tls_streams, rate, max(1.0, scale.tls_streams / 500), 2)
    _, each = _open_streams(place, plan, Tls(place.fresh("tls")))
    yield plain_row(f"{scale.tls_streams:,} open streams, TLS upstream: resident memory of each",
                    f"{each / KB:.1f} KB", "", "≤ 110 KB", each / KB <= 110)


def idle(place, scale):
    """Connections that do nothing must cost nothing."""
    with Upstream(place) as upstream, Nginx(place, upstream) as nginx, \
            Gateway(place, upstream) as gateway:
        warm_up(nginx, gateway)
        ratios = {"nginx": [], "gateway": []}
        for _ in range(min(3, scale.rounds)):
            for name, proxy in (("nginx", nginx), ("gateway", gateway)):
                alone = cost(proxy, scale.requests)[0]
                with IdleConnections(proxy, scale.idle):
                    ratios[name].append(cost(proxy, scale.requests)[0] / alone)
        theirs, ours = (statistics.median(ratios[name]) for name in ("nginx", "gateway"))
        yield Row(f"CPU per request with {scale.idle:,} idle connections, to without",
                  f"× {ours:.2f}", f"nginx × {theirs:.2f}", "", "0.90 to 1.10", 0.9 <= ours <= 1.1)


def at_rest(place, scale):
    """Start and rest of a gateway that has nothing to do."""
    folder = place.fresh("gateway")
    taken, memory = [], 0
    with Upstream(place) as upstream:
        for number in range(scale.starts):
            with Gateway(place, upstream, folder=folder) as gateway:
                taken.append(gateway.ready_ms)
                if number == scale.starts - 1:
                    time.sleep(1)  # what it does after its ready line belongs to it
                    gateway.settle()
                    memory = gateway.resident() / MB
    again = statistics.median(taken[1:])
    yield plain_row("From exec to the ready line", f"{again:.0f} ms (first start {taken[0]:.0f})", "",
                    "≤ 60 ms", again <= 60)
    yield plain_row("Resident memory at rest", f"{memory:.1f} MB", "", "≤ 25 MB", memory <= 25)


def memory(place, scale):
    """Resident memory must not follow the number of requests."""
    whole = scale.memory_requests
    with Upstream(place) as upstream, Gateway(place, upstream) as gateway:
        sizes = []
        for part in (whole // 10, whole * 4 // 10, whole // 2):
            load(gateway, requests=part)
            gateway.settle()
            sizes.append(gateway.resident() / MB)
        growth = sizes[2] - sizes[0]
        yield plain_row(f"Resident memory after 10 %, 50 %, 100 % of {whole:,} requests",
                        ", ".join(f"{size:.1f}" for size in sizes) + " MB", "",
                        "flat (± 10 %)", growth <= max(2.0, sizes[0] / 10))


MOST_US = {"request": 40, "event": 3, "prompt": 40, "catalog": 20_000}
MEASURE = {"request": "Translating a request of 2 KB", "event": "Translating an event of a stream",
           "prompt": "Counting the tokens of a prompt of 2 KB",
           "catalog": "Loading the catalogue of models"}


def benchmarks(place, tool, seconds):
    """What a program of Google Benchmark reports, so many seconds for each measurement."""
    command = ["taskset", "-c", str(place.proxy_core), place.tool(tool), "--benchmark_format=json",
               f"--benchmark_min_time={seconds}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Broke(f"bench_{tool} exited with {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def translation(place, scale):
    """Requests and stream events between the dialects, a count, and the catalogue, without any
    network."""
    yield from translation_rows(benchmarks(place, "translation", scale.translation_seconds))


def translation_rows(report):
    """Of Google Benchmark's report: times in nanoseconds, the counter `event` in seconds."""
    for one in report["benchmarks"]:
        what, *pair = one["name"].split("/")
        us = one["event"] * 1e6 if what == "event" else one["cpu_time"] / 1e3
        yield plain_row(", ".join([MEASURE[what]] + [" to ".join(pair)] * bool(pair)), f"{us:.2f} µs", "",
                        f"≤ {MOST_US[what]} µs", us <= MOST_US[what])


MOST_PLANNING_US = 15
FIVE_NODES = ("{ fallback: { try: [ { balance: { by: least_latency, over: [ { target: up/gpt-4o-mini },"
              " { target: up/gpt-4o-mini-2 } ] } }, { target: up/gpt-4o-mini-3 } ] } }")


def route(place, scale):
    """What a tree costs: to walk it, and in a request."""
    yield from planning_rows(benchmarks(place, "route", scale.translation_seconds))
    with Upstream(place) as upstream, Gateway(place, upstream) as bare, \
            Gateway(place, upstream, flow=FIVE_NODES) as tree:
        warm_up(bare, tree)
        taken = {"bare": [], "tree": []}
        for _ in range(scale.rounds):
            for name, proxy in (("bare", bare), ("tree", tree)):
                taken[name].append(cost(proxy, scale.requests)[0])
        bare.require_rows(50)
        yield ratio_row("CPU per request, route of 5 nodes", "µs", taken["tree"], taken["bare"],
                        "bare target", 1.1)


def planning_rows(report):
    """Of Google Benchmark's report: the tree, and the slowest balance."""
    times = {one["name"].removeprefix("plan/"): one["cpu_time"] / 1e3 for one in report["benchmarks"]}
    slowest = max((name for name in times if name != "tree"), key=times.get)
    for what, name in (("Planning in a tree of 20 nodes", "tree"),
                       (f"Planning over 19 targets by `{slowest}`, the slowest", slowest)):
        yield plain_row(what, f"{times[name]:.2f} µs", "", f"≤ {MOST_PLANNING_US} µs",
                        times[name] <= MOST_PLANNING_US)


ALL = {"answers": answers, "cache": cache, "latency": latency, "events": events, "streams": open_streams,
       "large": large_bodies, "crossing": crossing, "idle": idle, "tls": tls, "translation": translation, "route": route,
       "rest": at_rest, "memory": memory}
