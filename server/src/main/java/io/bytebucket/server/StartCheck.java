package io.bytebucket.server;

import io.bytebucket.core.Store;
import io.bytebucket.core.StoreSecrets;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.secret.SecretCount;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.user.Users;
import io.bytebucket.engine.local.DataDirectoryException;
import io.bytebucket.engine.local.DataDirectoryProbe;
import io.bytebucket.server.acme.Acme;
import io.bytebucket.server.config.AcmeSettings;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.config.Setting;
import io.bytebucket.server.config.TlsSettings;
import io.bytebucket.server.tls.ReloadingTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tries, without changing anything, what a start would do, by the means of a start: read the
 * certificate, look at the data directory and at who is in it, listen. For a process that does not
 * run the server.
 *
 * @param notes what is so, one line each
 * @param problems what would keep a server from starting, one line each
 */
record StartCheck(List<String> notes, List<String> problems) {
  /** Looks at what the settings name. */
  static StartCheck of(ServerConfig config, Clock clock) {
    StartCheck check = new StartCheck(new ArrayList<>(), new ArrayList<>());
    boolean isRunning = check.dataDirectory(config, clock);
    check.addresses(config, isRunning);
    Stream.of(config.tls().s3(), config.tls().admin())
        .flatMap(Optional::stream)
        .distinct()
        .forEach(source -> check.tls(source, config, clock.instant()));
    return check;
  }

  /** Whether a server uses it now. */
  private boolean dataDirectory(ServerConfig config, Clock clock) {
    try {
      DataDirectoryProbe probe = DataDirectoryProbe.of(config.dataDirectory());
      String path = config.dataDirectory().toAbsolutePath().toString();
      switch (probe.state()) {
        case NEW -> {
          notes.add("DATA_DIR: a new store will be made in " + path);
          ServerConfig.FirstUser _ = FirstUserSetup.require(config);
        }
        case STORE -> {
          notes.add("DATA_DIR: there is a store in " + path);
          format(config.dataDirectory());
          store(config, clock);
        }
        case IN_USE -> {
          notes.add(
              ("DATA_DIR: %s is in use by %s; what needs a look into the store was not checked:"
                      + " ENCRYPTION_KEY, ACCESS_KEY_ID, SECRET_ACCESS_KEY")
                  .formatted(
                      path,
                      probe.user().isPresent()
                          ? "process " + probe.user().getAsLong()
                          : "another process"));
          format(config.dataDirectory());
        }
      }
      return probe.state() == DataDirectoryProbe.State.IN_USE;
    } catch (ConfigException | DataDirectoryException | StoreException e) {
      problems.add(StartFailure.explain(e));
      return false;
    }
  }

  private void format(Path dataDirectory) {
    DataDirectoryProbe.Format format = DataDirectoryProbe.format(dataDirectory);
    if (format.isRaised()) {
      notes.add(
          ("DATA_DIR: a start will raise the format of the store from %d to %d; versions of before"
                  + " refuse it then: make a backup first (docs/upgrade.md)")
              .formatted(format.present(), format.next()));
    }
  }

  private void store(ServerConfig config, Clock clock) {
    try (MetadataStore metadata = Engines.look(config)) {
      Users users = Store.usersOf(metadata, Engines.cipher(config), clock).users();
      users.checkEncryptionKey();
      if (users.isEmpty()) {
        ServerConfig.FirstUser _ = FirstUserSetup.require(config);
      } else {
        secrets(StoreSecrets.of(metadata, Engines.cipher(config), clock).count());
        FirstUserSetup.passedOver(users, config)
            .ifPresent(reason ->
                notes.add("WARNING: " + FirstUserSetup.PASSED_OVER + " (" + reason + ")"));
      }
    }
  }

  private void secrets(SecretCount count) {
    notes.add(
        count.isAllPresent()
            ? "ENCRYPTION_KEY: decrypts what is stored"
            : ("WARNING: ENCRYPTION_KEY decrypts %d of %d stored secrets, ENCRYPTION_KEY_PREVIOUS"
                    + " another %d, and nothing the rest; see 'bytebucket keys --help'")
                .formatted(count.present(), count.all(), count.previous()));
  }

  /** All at once, as they will be. One that is taken is what it should be while a server runs. */
  private void addresses(ServerConfig config, boolean isRunning) {
    try (ServerSocket s3 = new ServerSocket();
        ServerSocket admin = new ServerSocket();
        ServerSocket proofs = new ServerSocket()) {
      if (config.tls().acme().filter(AcmeSettings::isByHttp).isPresent()) {
        address(
            proofs, Setting.ACME_HTTP_LISTEN, config.tls().acme().get().httpListen(), isRunning);
      }
      address(s3, Setting.S3_LISTEN, config.s3Listen(), isRunning);
      address(admin, Setting.ADMIN_LISTEN, config.adminListen(), isRunning);
    } catch (IOException e) {
      problems.add("nothing can be listened on: " + e.getMessage());
    }
  }

  private void address(
      ServerSocket socket, Setting setting, InetSocketAddress address, boolean isRunning) {
    String where = "%s: %s:%d".formatted(setting, address.getHostString(), address.getPort());
    try {
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

  private void tls(TlsSettings.Source source, ServerConfig config, Instant now) {
    switch (source) {
      case TlsSettings.Files files -> tls(files, now);
      case AcmeSettings acme -> notes.add(kept(acme, config.dataDirectory()));
    }
  }

  private static String kept(AcmeSettings acme, Path dataDirectory) {
    String names = String.join(", ", acme.names());
    return Acme.kept(acme, dataDirectory)
        .map(certificate ->
            "ACME_DIRECTORY: the certificate for %s ends at %s"
                .formatted(names, certificate.getNotAfter().toInstant()))
        .orElse("ACME_DIRECTORY: a certificate for " + names + " will be asked for");
  }

  private void tls(TlsSettings.Files files, Instant now) {
    try {
      ReloadingTls tls = TlsSetup.read(files);
      Optional<String> warning = tls.warning(now);
      notes.add(
          "%s: %s: %s"
              .formatted(
                  files.certificateSetting(),
                  files.certificate(),
                  warning
                      .map(reason -> "WARNING: " + reason)
                      .orElse("fits its key, and is valid now")));
    } catch (ConfigException e) {
      problems.add(e.getMessage());
    }
  }
}
