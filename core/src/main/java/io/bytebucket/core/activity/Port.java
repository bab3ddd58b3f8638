package io.bytebucket.core.activity;

import java.util.Optional;

/** Where a request came in. The order of these is stored. */
public enum Port {
  /** The address of S3. */
  S3("s3"),
  /** The operator's. */
  ADMIN("admin");

  private final String label;

  Port(String label) {
    this.label = label;
  }

  /** What it is called outside. */
  public String label() {
    return label;
  }

  /** The one that is called so. */
  public static Optional<Port> of(String label) {
    for (Port port : values()) {
      if (port.label.equals(label)) {
        return Optional.of(port);
      }
    }
    return Optional.empty();
  }

  /** Where what has such a path is served: there are three of S3, and one for what came to none. */
  static Port ofPath(String path) {
    boolean isOfS3 = path.isEmpty() || path.equals("/") || path.startsWith("/:bucket");
    return isOfS3 ? S3 : ADMIN;
  }
}
