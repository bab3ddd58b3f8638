package io.bytebucket.server.remote;

import io.bytebucket.transfer.remote.RemoteException;
import io.bytebucket.transfer.remote.RemoteTransfer;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Finds what speaks to endpoints: on the class path, or in a folder beside the server's jar. */
final class RemoteParts {
  private static final String FOLDER = "transfer-s3";

  private RemoteParts() {}

  /**
   * Loads it, for the rest of this process.
   *
   * @throws RemoteException when it is not there
   */
  static RemoteTransfer load() {
    Optional<RemoteTransfer> known = found(RemoteParts.class.getClassLoader());
    if (known.isPresent()) {
      return known.get();
    }
    Path folder = folder();
    try (Stream<Path> files = Files.list(folder)) {
      URL[] jars =
          files
              .filter(file -> file.toString().endsWith(".jar"))
              .sorted()
              .map(RemoteParts::url)
              .toArray(URL[]::new);
      URLClassLoader loader = new URLClassLoader(FOLDER, jars, RemoteParts.class.getClassLoader());
      // The client looks for parts of itself there.
      Thread.currentThread().setContextClassLoader(loader);
      return found(loader).orElseThrow(() -> new RemoteException(folder + " is not whole"));
    } catch (IOException e) {
      throw new RemoteException("the part that speaks to S3 is not at " + folder, e);
    }
  }

  private static Optional<RemoteTransfer> found(ClassLoader loader) {
    return ServiceLoader.load(RemoteTransfer.class, loader).findFirst();
  }

  private static Path folder() {
    try {
      Path own =
          Path.of(RemoteParts.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return own.resolveSibling(FOLDER);
    } catch (URISyntaxException e) {
      throw new RemoteException("it is not known where this program is", e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException("a file has an address", impossible);
    }
  }
}
