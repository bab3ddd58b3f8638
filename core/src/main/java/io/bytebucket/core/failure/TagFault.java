package io.bytebucket.core.failure;

/**
 * What can be wrong with a tag, or with a set of tags.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">Categorizing
 *     your storage using tags</a>
 */
public sealed interface TagFault {
  /** What the tags belong to; a few of the rules differ. */
  enum Tagged {
    OBJECT,
    BUCKET
  }

  /** The key is empty, too long, or holds a character that no key may have. */
  record InvalidKey(String key) implements TagFault {}

  /** The value is too long, or holds a character that no value may have. */
  record InvalidValue(String key, String value) implements TagFault {}

  /** The key begins with a prefix that is reserved for the system. */
  record ReservedKey(Tagged of, String key) implements TagFault {}

  /** The same key was given twice. */
  record DuplicateKey(String key) implements TagFault {}

  /** There are more tags than there may be. */
  record TooMany(Tagged of, int limit) implements TagFault {}
}
