#!/usr/bin/env python3
"""Measures what should cost as much as there are parts, and nothing for their bytes.

Completes uploads of 10,000 parts, parts in the metadata store and parts that are files, and copies
an object of 5 GiB. Times are those of a client on a connection that is open: the first, which the
compiler has not seen before, the least and the median of some rounds; CPU is the server's processor
time, which other programs do not add to.
"""

import argparse
import concurrent.futures
import http.client
import os
import re
import statistics
import tempfile
import time

import servers

BUCKET = "parts"
CONNECTIONS = 16
PIECE = 1 << 20


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
        if response.status not in (200, 204):
            raise SystemExit(f"{method} {path} answered {response.status}: {text!r}")
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


def line(case, samples, aim):
    wall, cpu = zip(*samples)
    first, least, median = wall[0], min(wall), statistics.median(wall)
    shown = " | ".join(f"{value:,.0f} ms" for value in (first, least, median, statistics.median(cpu)))
    print(f"| {case} | {shown} | {aim} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--java", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--parts", type=int, default=10_000)
    parser.add_argument("--gib", type=int, default=5)
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
        finally:
            server.stop()


if __name__ == "__main__":
    main()
