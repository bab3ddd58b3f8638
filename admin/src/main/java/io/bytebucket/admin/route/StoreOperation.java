package io.bytebucket.admin.route;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Demand;
import io.bytebucket.http.Response;
import java.io.IOException;

/**
 * An operation on buckets and objects, as S3 has it too: its row says which one of S3's, and the
 * same gate lets a user pass by the same permissions. First it decodes the request; then, if the
 * caller may do what it asks, it handles it and encodes the answer.
 *
 * @param <I> what decoding yields
 */
public non-sealed interface StoreOperation<I extends Demand> extends Operation {
  /** Reads path, query and headers; the body stays unread. */
  I decode(AdminRequest request);

  /**
   * Does what was asked, and encodes the answer.
   *
   * @param admission whose will be what is made; and what is asked about what only shows inside the
   *     commit
   * @throws IOException when reading the body fails
   */
  Response handle(AdminRequest request, I input, Admission admission) throws IOException;
}
