#!/usr/bin/env python3
"""Measures what should cost as much as there are parts, and nothing for their bytes.

Completes uploads of 10,000 parts, parts in the metadata store and parts that are files, copies an
object of 5 GiB, and holds what reads objects of 10,000 parts against the same of plain objects: a
page of 1,000 keys, and ranges of 4 KiB. Times are those of a client on a connection that is open:
the first, which the compiler has not seen before, the least and the median of some rounds; CPU is
the server's processor time, which other programs do not add to.
"""

import argparse
import concurrent.futures
import http.client
import os
import random
import re
import statistics
import tempfile
import time

import servers

BUCKET = "parts"
CONNECTIONS = 16
PIECE = 1 << 20
PAGE_KEYS = 1_000
RANGE_BYTES = 4 << 10


def timed(server, action):
    """The milliseconds of a client, and of the server's processors."""
    cpu, start = server.cpu_seconds(), time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1e3, (server.cpu_seconds() - cpu) * 1e3


class Client:
    """One connection that stays open."""

    def __init__(self, server):
        self.server = server
        self.connection = http.client.HTTPConnection(server.host, timeout=600)

    def send(self, method, path, query=(), body=None, headers=None):
        target = self.server.presigner.target(method, path, query, headers)
        self.connection.request(method, target, body=body, headers=headers or {})
        response = self.connection.getresponse()
        text = response.read()
        if response.status not in (200, 204, 206):
            raise SystemExit(f"{method} {path} answered {response.status}: {text[:500]!r}")
        return response, text

    def begin(self, key):
        _, text = self.send("POST", f"/{BUCKET}/{key}", [("uploads", "")])
        return re.search(b"<UploadId>([^<]+)<", text).group(1).decode()

    def part(self, key, upload, number, body=None, headers=None):
        query = [("partNumber", str(number)), ("uploadId", upload)]
        response, text = self.send("PUT", f"/{BUCKET}/{key}", query, body, headers)
        tag = response.getheader("etag")
        return tag or re.search(b"<ETag>([^<]+)<", text).group(1).decode()

    def complete(self, key, upload, tags):
        """How long it takes, and the server's processor time, in milliseconds."""
        parts = "".join(
            f"<Part><PartNumber>{number}</PartNumber><ETag>{tag}</ETag></Part>"
            for number, tag in tags
        )
        body = f"<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>".encode()
        return timed(
            self.server, lambda: self.send("POST", f"/{BUCKET}/{key}", [("uploadId", upload)], body)
        )


def many_parts(server, key, count, size):
    """The milliseconds to complete an upload of COUNT parts of SIZE bytes."""
    body = os.urandom(size)
    client = Client(server)
    upload = client.begin(key)

    def put(first):
        own = Client(server)
        numbers = range(first + 1, count + 1, CONNECTIONS)
        return [(number, own.part(key, upload, number, body)) for number in numbers]

    with concurrent.futures.ThreadPoolExecutor(CONNECTIONS) as pool:
        tags = sorted(tag for part in pool.map(put, range(CONNECTIONS)) for tag in part)
    sample = client.complete(key, upload, tags)
    response, _ = client.send("HEAD", f"/{BUCKET}/{key}")
    if response.getheader("content-length") != str(count * size):
        raise SystemExit("the object has another length than its parts")
    return sample


def large_object(server, gib):
    """Makes an object of one part, repeated."""
    client = Client(server)

    def pieces():
        piece = os.urandom(PIECE)
        for _ in range(1 << 10):
            yield piece

    client.send(
        "PUT", f"/{BUCKET}/part", body=pieces(), headers={"content-length": str(1 << 30)}
    )
    upload = client.begin("large")
    source = {"x-amz-copy-source": f"{BUCKET}/part"}
    tags = [(n, client.part("large", upload, n, headers=source)) for n in range(1, gib + 1)]
    client.complete("large", upload, tags)


def copy(client, name):
    """The milliseconds to copy an object."""
    source = {"x-amz-copy-source": f"{BUCKET}/{name}"}
    return timed(client.server, lambda: client.send("PUT", f"/{BUCKET}/copy", headers=source))


def keys(client, prefix, put):
    """Makes the 1,000 objects of a page, on some connections at once."""

    def some(first):
        own = Client(client.server)
        for number in range(first, PAGE_KEYS, CONNECTIONS):
            put(own, f"{prefix}/{number:04}")

    with concurrent.futures.ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(some, range(CONNECTIONS)))


def mean(client, count, action):
    """The milliseconds of an action, as the mean of many: processor time is told in steps of ten."""

    def act():
        for _ in range(count):
            action()

    wall, cpu = timed(client.server, act)
    return wall / count, cpu / count


def pages(client, prefix, count):
    """The milliseconds of a page of 1,000 keys."""

    def read():
        _, text = client.send("GET", f"/{BUCKET}", [("list-type", "2"), ("prefix", prefix + "/")])
        if text.count(b"<Key>") != PAGE_KEYS or b"<IsTruncated>false<" not in text:
            raise SystemExit("a page is not all of its keys")

    return mean(client, count, read)


def ranges(client, key, size, count):
    """The milliseconds of a range of 4 KiB, anywhere in an object."""

    def read():
        first = random.randrange(size - RANGE_BYTES)
        span = {"range": f"bytes={first}-{first + RANGE_BYTES - 1}"}
        _, body = client.send("GET", f"/{BUCKET}/{key}", headers=span)
        if len(body) != RANGE_BYTES:
            raise SystemExit("a range has another length")

    return mean(client, count, read)


def against_plain(case, rounds, aim, of_parts, of_plain):
    """Both in turn, so that what else the machine does falls on both."""
    samples = [(of_plain(), of_parts()) for _ in range(rounds)]
    plain, parts = zip(*samples)
    line(f"{case}, plain objects", plain, "")
    line(f"{case}, objects of many parts", parts, aim)
    wall, cpu = (
        statistics.median(part[i] for part in parts) / statistics.median(one[i] for one in plain)
        for i in (0, 1)
    )
    print(f"| {case}, ratio | | | {wall:.2f} | {cpu:.2f} | {aim} |", flush=True)


def line(case, samples, aim):
    wall, cpu = zip(*samples)
    first, least, median = wall[0], min(wall), statistics.median(wall)
    digits = 0 if median >= 20 else 2
    shown = " | ".join(
        f"{value:,.{digits}f} ms" for value in (first, least, median, statistics.median(cpu))
    )
    print(f"| {case} | {shown} | {aim} |", flush=True)


def beside_plain(client, options, many):
    """Reads objects of many parts and plain ones in turn."""
    source = {"x-amz-copy-source": f"{BUCKET}/{many}"}
    keys(client, "plain", lambda own, key: own.send("PUT", f"/{BUCKET}/{key}", body=b"x"))
    keys(client, "of-parts", lambda own, key: own.send("PUT", f"/{BUCKET}/{key}", headers=source))
    for prefix in ("plain", "of-parts") * 3:
        pages(client, prefix, options.pages)
    against_plain(
        f"a page of {PAGE_KEYS:,} keys",
        options.rounds,
        "1.2 times",
        lambda: pages(client, "of-parts", options.pages),
        lambda: pages(client, "plain", options.pages),
    )
    size = options.parts * (40 << 10)
    for key in ("part", many) * 3:
        ranges(client, key, size, options.ranges)
    against_plain(
        f"a range of {RANGE_BYTES:,} bytes",
        options.rounds,
        "1.5 times the CPU",
        lambda: ranges(client, many, size, options.ranges),
        lambda: ranges(client, "part", size, options.ranges),
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--java", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--parts", type=int, default=10_000)
    parser.add_argument("--gib", type=int, default=5)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--ranges", type=int, default=2_000)
    options = parser.parse_args()
    directory = os.environ.get("BENCH_DIR")
    with tempfile.TemporaryDirectory(prefix="bytebucket-bench-", dir=directory) as work:
        server = servers.bytebucket(options.java, work)
        try:
            Client(server).send("PUT", f"/{BUCKET}")
            print("| case | first | least | median | CPU | aim |\n|---|---|---|---|---|---|")
            for size in (7, 40 << 10):
                samples = [
                    many_parts(server, f"many-{size}-{number}", options.parts, size)
                    for number in range(options.rounds)
                ]
                line(f"completing {options.parts:,} parts of {size:,} bytes", samples, "1 s")
            large_object(server, options.gib)
            client = Client(server)
            samples = [copy(client, "large") for _ in range(options.rounds * 4)]
            line(f"copying {options.gib} GiB in {options.gib} parts", samples, "50 ms")
            samples = [copy(client, f"many-{40 << 10}-0") for _ in range(options.rounds * 4)]
            line(f"copying {options.parts:,} parts that are files", samples, "")
            beside_plain(client, options, f"many-{40 << 10}-0")
        finally:
            server.stop()


if __name__ == "__main__":
    main()
