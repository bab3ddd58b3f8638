#!/usr/bin/env python3
"""Measures ByteBucket beside the limits of this machine, and prints a table.

Small objects are asked for by wrk, which replays presigned URLs; large ones go through curl. Each
reference runs in the same rounds as what it is held against, in turn. Figures are medians.
"""

import argparse
import concurrent.futures
import hashlib
import http.client
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time
import urllib.request

import servers

MIB = 1 << 20
WRK_THREADS = 1
FILL_PROCESSES, FILL_CONNECTIONS = 2, 16
BUCKET = "bench"


def replay(server, requests, options, size=0):
    """Requests a second, and the server's processor time for each in microseconds."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(requests) + "\n")
        file.flush()
        before = server.cpu_seconds()
        out = subprocess.run(
            ["wrk", f"-t{WRK_THREADS}", f"-c{options.connections}", f"-d{options.seconds}s"]
            + ["-s", str(pathlib.Path(__file__).parent / "replay.lua"), server.url]
            + ["--", file.name, str(size)],
            env={**os.environ, "REPLAY_THREADS": str(WRK_THREADS)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        cpu = server.cpu_seconds() - before
    result = next(line for line in out.splitlines() if line.startswith("RESULT")).split()
    count, micros, errors = int(result[1]), int(result[2]), int(result[3])
    if errors:
        raise SystemExit(f"{errors} requests failed: {requests[0]}")
    return count / micros * 1e6, cpu / count * 1e6


def curl(arguments):
    """How long one transfer takes, in seconds."""
    out = subprocess.run(
        ["curl", "--silent", "--show-error", "--fail", "--write-out", "%{time_total}"]
        + ["--output", "/dev/null", *arguments],
        check=True,
        capture_output=True,
        text=True,
    )
    return float(out.stdout)


def send(server, method, path, body=None, query=()):
    request = urllib.request.Request(
        server.url + server.presigner.target(method, path, query), data=body, method=method
    )
    with urllib.request.urlopen(request) as response:
        return response.read()


def targets(server, method, keys):
    return [f"{method} {server.presigner.target(method, f'/{BUCKET}/{key}')}" for key in keys]


def bare_engine(java, work, options):
    """Commits a second of the engine alone: as many threads, the same bytes, no HTTP."""
    classpath = ":".join(
        [f"{servers.ROOT}/engine-local/target/test-classes"]
        + [str(jar) for jar in (servers.ROOT / "server/target/lib").glob("*.jar")]
    )
    out = subprocess.run(
        [java, "-Xmx256m", "--enable-native-access=ALL-UNNAMED", "-cp", classpath]
        + ["io.bytebucket.engine.local.metadata.BareEngineBenchmark"]
        + [f"{work}/bare", str(options.connections), str(options.size), str(options.seconds)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    shutil.rmtree(f"{work}/bare", ignore_errors=True)
    return float(out.split()[-1])


def md5_seconds(data):
    start = time.perf_counter()
    hashlib.md5(data, usedforsecurity=False).digest()
    return time.perf_counter() - start


def dd_seconds(work, mib):
    start = time.perf_counter()
    subprocess.run(
        ["dd", "if=/dev/zero", f"of={work}/dd", "bs=1M", f"count={mib}", "conv=fdatasync"],
        check=True,
        capture_output=True,
    )
    seconds = time.perf_counter() - start
    os.unlink(f"{work}/dd")
    return seconds


class Bench:
    def __init__(self, options, work, java):
        self.options, self.work, self.java = options, work, java
        self.samples = {}
        self.server = servers.bytebucket(java, work)
        self.nginx = servers.nginx(work)
        send(self.server, "PUT", f"/{BUCKET}")
        self.keys = [f"small/{number:08d}" for number in range(options.objects)]
        files = pathlib.Path(work) / "files" / BUCKET
        (files / "small").mkdir(parents=True)
        for key in self.keys:
            (files / key).write_bytes(b"b" * options.size)
        self.large = os.urandom(options.large_mib * MIB)
        (files / "large").write_bytes(self.large)

    def note(self, name, value):
        self.samples.setdefault(name, []).append(value)

    def small(self, name, method, keys):
        rate, cpu = replay(
            self.server, targets(self.server, method, keys), self.options, self.options.size
        )
        self.note(name, rate)
        self.note(name + " cpu", cpu)

    def warm_up(self):
        """Puts every key, and lets the compiler see requests for a while; nothing of it counts."""
        presigner = self.server.presigner
        puts = [presigner.target("PUT", f"/{BUCKET}/{key}") for key in self.keys]
        fill(self.server, puts, self.options.size)
        end = time.monotonic() + self.options.warm_up
        while time.monotonic() < end:
            for method in ("PUT", "GET"):
                replay(
                    self.server, targets(self.server, method, self.keys), self.options,
                    self.options.size,
                )
            for command in self.large_commands():
                curl(command)

    def large_commands(self):
        """An upload and a download of the large object, as curl's arguments."""
        path = f"{self.work}/files/{BUCKET}/large"
        put = self.server.url + self.server.presigner.target("PUT", f"/{BUCKET}/large")
        get = self.server.url + self.server.presigner.target("GET", f"/{BUCKET}/large")
        return ["--upload-file", path, put], [get]

    def round(self):
        options = self.options
        self.small("put", "PUT", self.keys)
        self.note("bare engine", bare_engine(self.java, self.work, options))
        self.small("get", "GET", self.keys)
        rate, _ = replay(self.nginx, [f"GET /{BUCKET}/{key}" for key in self.keys], options)
        self.note("nginx get", rate)
        self.small("overwrite", "PUT", self.keys[:64])
        self.large_transfers()

    def large_transfers(self):
        mib = self.options.large_mib
        put, get = self.large_commands()
        for _ in range(self.options.large_repeats):
            self.note("large put", mib / curl(put))
            self.note("md5", mib / md5_seconds(self.large))
            self.note("dd", mib / dd_seconds(self.work, mib))
            self.note("large get", mib / curl(get))
            self.note("nginx large get", mib / curl([f"{self.nginx.url}/{BUCKET}/large"]))

    def list_pages(self):
        """Milliseconds for a page of 1,000 keys in a small and in a large bucket, in turn."""
        for bucket, count in (("few", 10_000), ("many", self.options.list_objects)):
            send(self.server, "PUT", f"/{bucket}")
            presigner = self.server.presigner
            keys = (f"/{bucket}/{number:08d}" for number in range(count))
            fill(self.server, [presigner.target("PUT", key) for key in keys])
        for _ in range(self.options.list_rounds):
            for bucket, count in (("few", 10_000), ("many", self.options.list_objects)):
                after = f"{count // 2:08d}"
                query = [("list-type", "2"), ("start-after", after)]
                start = time.perf_counter()
                send(self.server, "GET", f"/{bucket}", query=query)
                self.note(f"page of {bucket}", (time.perf_counter() - start) * 1e3)

    def stop(self):
        self.server.stop()
        self.nginx.stop()


def fill(server, targets, size=0):
    """Puts an object at each of these once, by enough clients to keep the server busy."""
    parts = [targets[start::FILL_PROCESSES] for start in range(FILL_PROCESSES)]
    with concurrent.futures.ProcessPoolExecutor(FILL_PROCESSES) as pool:
        list(pool.map(fill_part, [server.host] * FILL_PROCESSES, parts, [size] * FILL_PROCESSES))


def fill_part(host, targets, size):
    with concurrent.futures.ThreadPoolExecutor(FILL_CONNECTIONS) as pool:
        parts = [targets[start::FILL_CONNECTIONS] for start in range(FILL_CONNECTIONS)]
        sizes = [size] * FILL_CONNECTIONS
        list(pool.map(fill_connection, [host] * FILL_CONNECTIONS, parts, sizes))


def fill_connection(host, targets, size):
    connection = http.client.HTTPConnection(host)
    for target in targets:
        connection.request("PUT", target, body=b"b" * size)
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise SystemExit(f"a put answered {response.status}")
    connection.close()


def table(bench):
    median = {name: statistics.median(values) for name, values in bench.samples.items()}
    disk = min(median["md5"], median["dd"])
    rows = [
        ("PUT", f"{median['put']:,.0f}/s", "bare engine", f"{median['bare engine']:,.0f}/s",
         median["put"] / median["bare engine"], "at least 0.3"),
        ("GET", f"{median['get']:,.0f}/s", "nginx", f"{median['nginx get']:,.0f}/s",
         median["get"] / median["nginx get"], "at least 0.5"),
        ("large GET", f"{median['large get']:,.0f} MiB/s", "nginx",
         f"{median['nginx large get']:,.0f} MiB/s",
         median["large get"] / median["nginx large get"], "at least 0.8"),
        ("large PUT", f"{median['large put']:,.0f} MiB/s", "lower of MD5 and dd",
         f"{disk:,.0f} MiB/s", median["large put"] / disk, "at least 0.7"),
        ("PUT, CPU", f"{median['put cpu']:,.0f} µs", "limit", "130 µs",
         median["put cpu"] / 130, "at most 1"),
        ("GET, CPU", f"{median['get cpu']:,.0f} µs", "limit", "70 µs",
         median["get cpu"] / 70, "at most 1"),
        ("overwrite of 64 keys", f"{median['overwrite']:,.0f}/s", "", "", 0, ""),
    ]
    if "page of many" in median:
        rows.append(
            ("page of 1,000 keys", f"{median['page of many']:.1f} ms", "in a bucket of 10,000",
             f"{median['page of few']:.1f} ms",
             median["page of many"] / median["page of few"], "at most 1.2"))
    print("| case | here | reference | there | ratio | aim |")
    print("|---|---|---|---|---|---|")
    for case, here, reference, there, ratio, aim in rows:
        shown = f"{ratio:.2f}" if ratio else ""
        print(f"| {case} | {here} | {reference} | {there} | {shown} | {aim} |")
    print(f"\nResident after the run: {bench.server.resident_mib()} MiB.")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--java", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=6)
    parser.add_argument("--warm-up", type=int, default=90, help="seconds of load that do not count")
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--objects", type=int, default=20_000)
    parser.add_argument("--size", type=int, default=4096)
    parser.add_argument("--large-mib", type=int, default=64)
    parser.add_argument("--large-repeats", type=int, default=5, help="large transfers in a round")
    parser.add_argument("--list-objects", type=int, default=1_000_000, help="0 leaves listing out")
    parser.add_argument("--list-rounds", type=int, default=31)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bytebucket-bench-", dir=os.environ.get("BENCH_DIR")) as work:
        bench = Bench(options, work, options.java)
        try:
            print("warming up", flush=True)
            bench.warm_up()
            for number in range(options.rounds):
                print(f"round {number + 1} of {options.rounds}", flush=True)
                bench.round()
            if options.list_objects:
                print("listing", flush=True)
                bench.list_pages()
            table(bench)
        finally:
            bench.stop()


if __name__ == "__main__":
    main()
