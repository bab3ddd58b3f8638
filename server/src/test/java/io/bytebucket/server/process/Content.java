package io.bytebucket.server.process;

/** What a key can hold. */
sealed interface Content {
  /** No object. */
  record Nothing() implements Content {}

  /** An object with those bytes. */
  record Stored(GeneratedBytes bytes) implements Content {}
}
