package io.bytebucket.admin.route;

import io.bytebucket.http.Response;
import java.io.IOException;

/**
 * An operation on what is the sender's own: its sessions, its second factor, its keys. Every user
 * may ask for it who is signed in, unless a rule forbids that.
 */
@FunctionalInterface
public non-sealed interface OwnOperation extends Operation {
  /**
   * Does what was asked, and encodes the answer.
   *
   * @param sender whose own it is
   * @throws IOException when reading the body fails
   */
  Response handle(AdminRequest request, Sender sender) throws IOException;
}
