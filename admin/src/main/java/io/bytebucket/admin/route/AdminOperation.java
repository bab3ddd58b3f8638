package io.bytebucket.admin.route;

import io.bytebucket.http.Response;
import java.io.IOException;

/** An operation that administrators alone may ask for: its row says by which action. */
public non-sealed interface AdminOperation extends Operation {
  /**
   * Does what was asked, and encodes the answer.
   *
   * @param sender who asks, and may
   * @throws IOException when reading the body fails
   */
  Response handle(AdminRequest request, Administrator sender) throws IOException;
}
