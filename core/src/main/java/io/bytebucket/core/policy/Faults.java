package io.bytebucket.core.policy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.PolicyFault;
import io.bytebucket.core.failure.StoreException;

/** How a policy is refused. */
final class Faults {
  private Faults() {}

  static StoreException of(PolicyFault fault) {
    return new StoreException(new Failure.InvalidPolicy(fault));
  }

  /** The text that a value has to be. */
  static String text(Json value, PolicyFault otherwise) {
    if (value instanceof Json.Text(String text)) {
      return text;
    }
    throw of(otherwise);
  }
}
