package io.bytebucket.core.failure;

import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Why something was refused. */
public final class Refused {
  private Refused() {}

  /** The failure of a call that has to fail. */
  public static Failure because(ThrowingCallable call) {
    StoreException thrown = Assertions.catchThrowableOfType(StoreException.class, call);
    Assertions.assertThat(thrown).as("it is refused").isNotNull();
    return thrown.failure();
  }
}
