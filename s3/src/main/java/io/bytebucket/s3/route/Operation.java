package io.bytebucket.s3.route;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.access.Resource;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One operation of S3. First it decodes the request; then, if the caller may do what it asks, it
 * handles it and encodes the answer. Thread-safe. Failures leave as {@link
 * io.bytebucket.core.failure.StoreException} or {@link io.bytebucket.s3.error.S3Exception}.
 *
 * @param <I> what decoding yields
 */
public interface Operation<I extends Operation.Input> {
  /** What a request asks for, typed. */
  interface Input {
    /** What it is done to. */
    Resource resource();
  }

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

  /** What the caller must be allowed to do. */
  Action action(I input);

  /** What else the caller must be allowed to do, also to other things than the input's resource. */
  default List<Permission> alsoNeeds(I input) {
    return List.of();
  }

  /**
   * Something the caller must be allowed to do.
   *
   * @param expectedOwner who must own the bucket, if the client says so
   */
  record Permission(Action action, Resource resource, Optional<String> expectedOwner) {}

  /**
   * Does what was asked, and encodes the answer.
   *
   * @throws IOException when reading the body fails
   */
  Response handle(I input, Caller caller) throws IOException;
}
