package io.bytebucket.server.process.docs;

import io.bytebucket.server.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Where the documentation is typed: a folder with what a reader has at hand, and the few programs
 * of an operating system that need root or a service manager, as scripts that do the same here. The
 * folders and ports that pages name stand for ones of this desk.
 */
final class Desk implements AutoCloseable {
  private static final int LIMIT_SECONDS = 180;

  private final Path folder;
  private final Path home;
  private final int s3;
  private final int admin;
  private final OtherStores others;

  Desk(Path folder, int[] ports) throws IOException {
    this.folder = folder;
    this.home = Files.createDirectories(folder.resolve("home"));
    this.s3 = ports[0];
    this.admin = ports[1];
    this.others = new OtherStores(folder);
    for (String place :
        List.of("srv", "etc/bytebucket", "var/lib", "opt/bytebucket", "shims", "mnt")) {
      Files.createDirectories(folder.resolve(place));
    }
    Files.write(home.resolve("big.bin"), new byte[6 << 20]);
    Files.write(home.resolve("holiday.jpg"), new byte[70_000]);
    program(
        "bytebucket",
        """
        if [ "$1" = import ]; then
          # 3: all is done, and what cannot be said here is named, as the pages tell.
          %1$s "$@" || [ $? = 3 ]
          exit 0
        fi
        if [ "$1" != server ]; then exec %1$s "$@"; fi
        nohup %1$s server >>%2$s/server.log 2>&1 &
        echo $! >%2$s/server.pid
        until curl --fail --silent http://127.0.0.1:%3$d/health >%2$s/health; do
          kill -0 "$(cat %2$s/server.pid)" || { cat %2$s/server.log >&2; exit 1; }
          sleep 0.1
        done
        """
            .formatted(String.join(" ", ServerProcess.launcher()), folder, admin));
    program("sudo", "if [ \"$1\" = -u ]; then shift 2; fi\nexec \"$@\"\n");
    program(
        "systemctl",
        """
        stop() {
          kill "$(cat %1$s/server.pid)"
          while kill -0 "$(cat %1$s/server.pid)" 2>/dev/null; do sleep 0.1; done
        }
        start() { set -a; . %1$s/etc/bytebucket/bytebucket.env; exec bytebucket server; }
        case $1 in
          stop) stop ;;
          start) start ;;
          restart) stop; start ;;
          *) echo "systemctl $1 is not of this desk" >&2; exit 1 ;;
        esac
        """
            .formatted(folder));
    archive();
  }

  private void program(String name, String text) throws IOException {
    Path file = folder.resolve("shims").resolve(name);
    Files.writeString(file, "#!/bin/sh\nset -eu\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What {@code make dist} makes holds the same launcher, and more than pages name. */
  private void archive() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("packed/bytebucket-1.0/bin"));
    Files.copy(
        folder.resolve("shims/bytebucket"),
        bin.resolve("bytebucket"),
        StandardCopyOption.COPY_ATTRIBUTES);
    run("tar cf " + home + "/bytebucket-1.0.tar.gz -C " + folder + "/packed .", Map.of());
  }

  /** Makes a store that is served, with a bucket of some objects, and the clients' variables. */
  void serve() throws IOException {
    Files.writeString(
        folder.resolve("etc/bytebucket/bytebucket.env"),
        """
        ENCRYPTION_KEY=documented-32-characters-of-key!
        ACCESS_KEY_ID=admin
        SECRET_ACCESS_KEY=documented-secret-of-40-characters-000001
        DATA_DIR=%s
        """
            .formatted(folder.resolve("var/lib/bytebucket")));
    type(
        """
        sudo systemctl start bytebucket
        aws s3 mb s3://photos
        aws s3 cp holiday.jpg s3://photos/2026/holiday.jpg
        """,
        true);
  }

  /** Types it, in one shell; fails when a command of it does. Returns what was printed. */
  String type(String text, boolean isServed) {
    Map<String, String> variables = new HashMap<>();
    variables.put("S3_LISTEN", "127.0.0.1:" + s3);
    variables.put("ADMIN_LISTEN", "127.0.0.1:" + admin);
    String service = "set -a; . " + folder + "/etc/bytebucket/bytebucket.env; set +a\n";
    String client =
        """
        export AK=$ACCESS_KEY_ID SK=$SECRET_ACCESS_KEY
        export AWS_ACCESS_KEY_ID=$AK AWS_SECRET_ACCESS_KEY=$SK AWS_DEFAULT_REGION=us-east-1
        export REMOTE_ACCESS_KEY_ID=$AK REMOTE_SECRET_ACCESS_KEY=$SK
        export AWS_ENDPOINT_URL=http://127.0.0.1:%1$d
        export RCLONE_CONFIG_BYTEBUCKET_TYPE=s3 RCLONE_CONFIG_BYTEBUCKET_PROVIDER=Other
        export RCLONE_CONFIG_BYTEBUCKET_ACCESS_KEY_ID=$AK RCLONE_CONFIG_BYTEBUCKET_SECRET_ACCESS_KEY=$SK
        export RCLONE_CONFIG_BYTEBUCKET_ENDPOINT=http://127.0.0.1:%1$d
        """
            .formatted(s3);
    return run((isServed ? service + client : "") + "set -eux\n" + here(text), variables);
  }

  /** Puts there what other stores left. */
  void leave() throws IOException {
    others.leave(home);
  }

  /** Starts two other stores. */
  void surround() {
    type(others.start(), false);
  }

  private String here(String text) {
    String placed = others.named(text);
    for (String place :
        List.of("/srv/", "/etc/bytebucket", "/var/lib/bytebucket", "/opt/bytebucket", "/mnt/")) {
      placed = placed.replaceAll("(?<=[\\s=\"'(])" + place, folder + place);
    }
    return placed
        .replaceAll("(localhost|127\\.0\\.0\\.1):9000", "$1:" + s3)
        .replaceAll("(localhost|127\\.0\\.0\\.1):9001", "$1:" + admin)
        // Pages leave out what is so by default.
        .replaceAll("(?m)^bytebucket (import|export) s3", "$0 --url http://127.0.0.1:" + s3)
        .replace("selftest https://s3.example.com", "selftest http://127.0.0.1:" + s3)
        // What a reader puts in there is set already.
        .replaceAll("[A-Z_]+=…", "");
  }

  private String run(String script, Map<String, String> variables) {
    try {
      Path output = folder.resolve("output");
      ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).directory(home.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("AWS"));
      builder.environment().putAll(variables);
      builder.environment().put("HOME", home.toString());
      builder
          .environment()
          .merge("PATH", folder.resolve("shims") + ":", (old, shims) -> shims + old);
      Process shell = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      boolean isOver = shell.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (!isOver || shell.exitValue() != 0) {
        shell.destroyForcibly();
        throw new AssertionError(Files.readString(output));
      }
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Ends the servers that there are. */
  @Override
  public void close() throws IOException {
    for (String name : List.of("server.pid", "old.pid", "new.pid")) {
      Path pid = folder.resolve(name);
      if (Files.exists(pid)) {
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
            .ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }
}
