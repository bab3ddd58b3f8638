package io.bytebucket.server.tls;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A certificate or its key cannot be used; the message says why, for the operator to read. */
public final class TlsException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Part part;

  /** Which of the two files is to be looked at. */
  public enum Part {
    CERTIFICATE,
    KEY
  }

  TlsException(Part part, String reason, @Nullable Throwable cause) {
    super(reason, cause);
    this.part = part;
  }

  TlsException(Part part, String reason) {
    this(part, reason, null);
  }

  /** Which file it is about. */
  public Part part() {
    return part;
  }
}
