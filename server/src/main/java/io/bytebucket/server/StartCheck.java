package io.bytebucket.server;

import io.bytebucket.engine.local.DataDirectoryException;
import io.bytebucket.engine.local.DataDirectoryProbe;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.config.Setting;
import io.bytebucket.server.jetty.ReloadingTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tries, without changing anything, what a start would do: read the certificate, look at the data
 * directory, listen. For a process that does not run the server.
 *
 * @param notes what is so, one line each
 * @param problems what would keep a server from starting, one line each
 */
record StartCheck(List<String> notes, List<String> problems) {
  /** Looks at what the settings name. */
  static StartCheck of(ServerConfig config, Instant now) {
    StartCheck check = new StartCheck(new ArrayList<>(), new ArrayList<>());
    boolean isRunning = check.dataDirectory(config);
    check.address(Setting.S3_LISTEN, config.s3Listen(), isRunning);
    check.address(Setting.ADMIN_LISTEN, config.adminListen(), isRunning);
    config.tls().ifPresent(files -> check.tls(files, now));
    return check;
  }

  /** Whether a server uses it now. */
  private boolean dataDirectory(ServerConfig config) {
    try {
      DataDirectoryProbe probe = DataDirectoryProbe.of(config.dataDirectory());
      String path = config.dataDirectory().toAbsolutePath().toString();
      switch (probe.state()) {
        case NEW -> {
          notes.add("DATA_DIR: a new store will be made in " + path);
          firstUser(config);
        }
        case STORE -> notes.add("DATA_DIR: there is a store in " + path);
        case IN_USE ->
            notes.add(
                "DATA_DIR: %s is in use by %s"
                    .formatted(
                        path,
                        probe.user().isPresent()
                            ? "process " + probe.user().getAsLong()
                            : "another process"));
      }
      return probe.state() == DataDirectoryProbe.State.IN_USE;
    } catch (DataDirectoryException e) {
      problems.add(StartFailure.explain(e));
      return false;
    }
  }

  private void firstUser(ServerConfig config) {
    try {
      ServerConfig.FirstUser _ = FirstUserSetup.require(config);
    } catch (ConfigException e) {
      problems.add(e.getMessage());
    }
  }

  /** An address that is taken is what it should be while the server runs. */
  private void address(Setting setting, InetSocketAddress address, boolean isRunning) {
    String where = "%s: %s:%d".formatted(setting, address.getHostString(), address.getPort());
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
      notes.add(where + " can be listened on");
    } catch (IOException e) {
      String text = where + " cannot be listened on: " + e.getMessage();
      if (isRunning) {
        notes.add(text + " (a server runs)");
      } else {
        problems.add(text);
      }
    }
  }

  private void tls(ServerConfig.TlsFiles files, Instant now) {
    try {
      ReloadingTls tls = TlsSetup.read(files);
      Optional<String> warning = tls.warning(now);
      notes.add(
          "TLS_CERTIFICATE_FILE: %s: %s"
              .formatted(
                  files.certificate(),
                  warning
                      .map(reason -> "WARNING: " + reason)
                      .orElse("fits its key, and is valid now")));
    } catch (ConfigException e) {
      problems.add(e.getMessage());
    }
  }
}
