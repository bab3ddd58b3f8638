package io.bytebucket.s3;

import io.bytebucket.core.access.Caller;
import io.bytebucket.s3.auth.SecretSource;
import java.util.Optional;

/** Knows the users: their secrets, to check signatures, and what they may do. Thread-safe. */
public interface CallerSource extends SecretSource {
  /** The user with that access key id, as a caller. */
  Optional<Caller.Known> callerOf(String accessKeyId);
}
