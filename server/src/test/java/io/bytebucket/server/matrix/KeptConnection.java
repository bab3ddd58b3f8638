package io.bytebucket.server.matrix;

import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A connection that is kept for as long as the server keeps it. For one thread. */
final class KeptConnection implements AutoCloseable {
  private final int port;
  private @Nullable RawHttp open;

  /** To that port of this machine, when something is sent. */
  KeptConnection(int port) {
    this.port = port;
  }

  /** Where it leads to. */
  int port() {
    return port;
  }

  RawResponse exchange(RawRequest request) throws IOException {
    boolean isUsed = open != null;
    RawResponse response;
    try {
      response = connection().exchange(request);
    } catch (EOFException e) {
      if (!isUsed) {
        throw e;
      }
      // The server closes what nothing was sent on for a while.
      close();
      response = connection().exchange(request);
    }
    if (response.header("connection").equalsIgnoreCase("close")) {
      close();
    }
    return response;
  }

  private RawHttp connection() throws IOException {
    RawHttp connection = open;
    if (connection == null) {
      connection = RawHttp.connect(port);
      open = connection;
    }
    return connection;
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
