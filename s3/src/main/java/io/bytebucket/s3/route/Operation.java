package io.bytebucket.s3.route;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.access.Demand;
import io.bytebucket.http.Response;
import java.io.IOException;

/**
 * One operation of S3. First it decodes the request; then, if the caller may do what it asks, it
 * handles it and encodes the answer. Which permissions it needs stands in {@link
 * io.bytebucket.core.access.Permissions}; it decides nothing. Thread-safe. Failures leave as {@link
 * io.bytebucket.core.failure.StoreException} or {@link io.bytebucket.s3.error.S3Exception}.
 *
 * @param <I> what decoding yields
 */
public interface Operation<I extends Operation.Input> {
  /** What a request asks for, typed. */
  interface Input extends Demand {}

  /**
   * Whether its requests are HTML forms. The credentials and headers of a form are fields in its
   * body, which are read before anything else; what the operation sees as the body is the form's
   * file.
   */
  default boolean takesForm() {
    return false;
  }

  /** Reads path, query and headers; the body stays unread. */
  I decode(S3Request request);

  /**
   * Refuses what a caller of this kind may never ask for, whatever they are allowed to do.
   *
   * @throws io.bytebucket.s3.error.S3Exception when it must not be asked for
   */
  default void admit(I input, Caller caller) {}

  /**
   * Does what was asked, and encodes the answer.
   *
   * @param admission whose will be what is made; and what is asked about what only shows inside the
   *     commit
   * @throws IOException when reading the body fails
   */
  Response handle(I input, Admission admission) throws IOException;
}
