"""The processes that are measured, started on free ports of 127.0.0.1 and ended by their pid."""

import os
import pathlib
import socket
import subprocess
import time
import urllib.request

from presign import Presigner

ROOT = pathlib.Path(__file__).resolve().parent.parent
ACCESS_KEY_ID, SECRET = "bench", "bench-secret-of-no-use-elsewhere"
READY_SECONDS_MAX = 60


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A process that serves HTTP."""

    def __init__(self, port, command, log, environment=None):
        self.host = f"127.0.0.1:{port}"
        self.url = f"http://{self.host}"
        with open(log, "wb") as out:
            self.process = subprocess.Popen(
                command, stdout=out, stderr=out, env={**os.environ, **(environment or {})}
            )
        self._await(log)

    def _await(self, log):
        end = time.monotonic() + READY_SECONDS_MAX
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(self.url + "/", timeout=1)
                return
            except urllib.error.HTTPError:
                return  # It answers, if only to refuse.
            except OSError:
                time.sleep(0.05)
        self.stop()
        raise SystemExit(f"{self.url} did not start: see {log}")

    def cpu_seconds(self):
        """The processor time of the process and of its children that still run."""
        pids = [self.process.pid]
        children = pathlib.Path(f"/proc/{pids[0]}/task/{pids[0]}/children").read_text().split()
        ticks = 0
        for pid in [*pids, *children]:
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def resident_mib(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) // 1024
        return 0

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def bytebucket(java, work):
    port = free_port()
    command = [java, f"@{ROOT}/server/src/dist/jvm.options", *os.environ.get("JAVA_OPTS", "").split()]
    command += ["-jar", f"{ROOT}/server/target/lib/bytebucket-server.jar", "server"]
    environment = {
        "DATA_DIR": f"{work}/data",
        "S3_LISTEN": f"127.0.0.1:{port}",
        "ADMIN_LISTEN": f"127.0.0.1:{free_port()}",
        "ENCRYPTION_KEY": "0123456789abcdef0123456789abcdef",
        "ACCESS_KEY_ID": ACCESS_KEY_ID,
        "SECRET_ACCESS_KEY": SECRET,
    }
    server = Server(port, command, f"{work}/bytebucket.log", environment)
    server.presigner = Presigner(server.host, ACCESS_KEY_ID, SECRET)
    return server


NGINX = """
user root; daemon off; master_process on; worker_processes 2; pid {work}/nginx.pid; error_log {work}/nginx.err;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 1000000000;
  open_file_cache off; default_type application/octet-stream;
  client_body_temp_path {work}/nginx-body; proxy_temp_path {work}/nginx-proxy;
  fastcgi_temp_path {work}/nginx-fcgi; uwsgi_temp_path {work}/nginx-uwsgi;
  scgi_temp_path {work}/nginx-scgi;
  server {{ listen 127.0.0.1:{port}; root {work}/files; }}
}}
"""


def nginx(work):
    port = free_port()
    path = pathlib.Path(work) / "nginx.conf"
    path.write_text(NGINX.format(work=work, port=port))
    return Server(port, ["nginx", "-c", str(path), "-p", str(work)], f"{work}/nginx.log")
