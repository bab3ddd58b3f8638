package io.bytebucket.admin.factor;

import java.util.List;

/** Codes that work without the factor, told once. */
record RecoveryDocument(List<String> recoveryCodes) {
  /** Nothing of what it says. */
  @Override
  public String toString() {
    return "RecoveryDocument";
  }
}
