package io.bytebucket.transfer.s3.object;

import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;

/** Gives connections back. */
final class Bodies {
  private Bodies() {}

  /**
   * Ends with a body. Who reads as many bytes as there are does not meet the end, so the connection
   * would be kept for somebody who reads on.
   *
   * @param isWhole whether it was read to its last byte; if not, its connection is closed
   */
  static void end(ResponseInputStream<?> body, boolean isWhole) {
    if (!isWhole) {
      body.abort();
      return;
    }
    try {
      body.close();
    } catch (IOException e) {
      body.abort();
    }
  }
}
