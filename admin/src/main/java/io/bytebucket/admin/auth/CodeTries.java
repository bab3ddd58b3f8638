package io.bytebucket.admin.auth;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Sender;
import io.bytebucket.pipeline.client.Source;
import java.util.Optional;
import java.util.function.Supplier;

/** Codes that somebody shows who is signed in: wrong ones count as at signing in. Thread-safe. */
public final class CodeTries {
  private final Lockout lockout;

  /** Counted there. */
  public CodeTries(Lockout lockout) {
    this.lockout = lockout;
  }

  /**
   * What comes of a code.
   *
   * @param use empty when the code is wrong
   * @throws AdminException with 400 when it is wrong, or 429 when that was too often
   */
  public <T> T require(AdminRequest request, Sender sender, Supplier<Optional<T>> use) {
    Source source = Lockout.sourceOf(request.http().remoteAddress());
    lockout.requireOpen(source, sender.accessKeyId());
    return use.get().orElseThrow(() -> lockout.wrongCode(source, sender.accessKeyId()));
  }
}
