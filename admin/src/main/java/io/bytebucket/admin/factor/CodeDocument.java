package io.bytebucket.admin.factor;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.route.AdminRequest;
import java.io.IOException;
import java.util.Optional;

/** A document that says a code, and nothing else. */
record CodeDocument(Optional<String> code) {
  /** The code that a request says. */
  static String of(AdminRequest request) throws IOException {
    return request
        .document(CodeDocument.class)
        .code()
        .orElseThrow(() -> AdminException.invalid("Send the code."));
  }

  /** Nothing of what it says. */
  @Override
  public String toString() {
    return "CodeDocument";
  }
}
