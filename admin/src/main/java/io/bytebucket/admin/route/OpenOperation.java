package io.bytebucket.admin.route;

import io.bytebucket.http.Response;
import java.io.IOException;

/** An operation that anybody may ask for. */
public non-sealed interface OpenOperation extends Operation {
  /**
   * Does what was asked, and encodes the answer.
   *
   * @throws IOException when reading the body fails
   */
  Response handle(AdminRequest request) throws IOException;
}
