package io.bytebucket.core.object;

/** Which version of an object is meant. */
public sealed interface VersionSelector {
  /** The current version, for a client that names none. */
  static VersionSelector current() {
    return new Current();
  }

  /** The current one. */
  record Current() implements VersionSelector {}

  /** The one that was made while the bucket kept no versions. */
  record Null() implements VersionSelector {}

  /**
   * The one with that number.
   *
   * @param sequence that of a version that is not null
   */
  record Exactly(long sequence) implements VersionSelector {}

  /** Whether this can mean that version. The current one can be any version. */
  default boolean names(VersionId version) {
    return switch (this) {
      case Current current -> true;
      case Null none -> version.isNull();
      case Exactly(long sequence) -> !version.isNull() && version.sequence() == sequence;
    };
  }

  /** The name that clients use; empty for the current version. */
  default String text() {
    return switch (this) {
      case Current current -> "";
      case Null none -> VersionId.NULL;
      case Exactly(long sequence) -> new VersionId(sequence, false).text();
    };
  }
}
