package io.bytebucket.pipeline;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.http.Refusal;
import io.bytebucket.pipeline.limit.TurnedAway;
import java.io.IOException;

/** Why a request could not be answered, other than by what its front end has against it. */
public sealed interface Problem {
  /** It never came to be handled, or there is no memory for it. */
  record Refused(Refusal reason) implements Problem {}

  /** The store did not do it, which may be the server's fault. */
  record Failed(Failure failure) implements Problem {}

  /** Its body ended before its declared length. */
  record CutShort() implements Problem {}

  /** Its body could not be read: the client was too slow, or is gone. */
  record Unread(IOException reason) implements Problem {}

  /** Its client is turned away before anybody looks at what it asks for. */
  record NotHeard(TurnedAway turnedAway) implements Problem {}

  /** The server has a bug. */
  record Unexpected() implements Problem {}
}
