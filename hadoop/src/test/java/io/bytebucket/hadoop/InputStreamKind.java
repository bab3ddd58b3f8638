package io.bytebucket.hadoop;

import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The streams that S3A reads objects with: each asks the server for other ranges. */
final class InputStreamKind {
  /** One connection, kept open or closed as the reader seeks. */
  static final String CLASSIC = "classic";

  /** What S3A takes by itself: blocks are read ahead, by the asynchronous client. */
  static final String ANALYTICS = "analytics";

  /** Blocks of a fixed size, read ahead into buffers. */
  static final String PREFETCH = "prefetch";

  private InputStreamKind() {}

  static List<String> all() {
    return List.of(CLASSIC, ANALYTICS, PREFETCH);
  }

  /** The configuration, with every file system made for it anew: S3A keeps them by bucket. */
  static Configuration set(Configuration configuration, String kind) {
    configuration.set("fs.s3a.input.stream.type", kind);
    configuration.setBoolean("fs.s3a.impl.disable.cache", true);
    return configuration;
  }
}
