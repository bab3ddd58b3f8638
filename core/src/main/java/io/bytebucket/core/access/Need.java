package io.bytebucket.core.access;

import java.util.List;

/**
 * A permission that an operation needs.
 *
 * @param action what its caller must be allowed to do
 * @param part to what
 * @param when what all has to be so for it to be needed; nothing for always
 */
public record Need(Action action, Part part, List<Circumstance> when) {
  /** What of a request a permission is about. */
  public enum Part {
    /** The store as a whole. */
    STORE("the store"),
    /** The bucket that is made: the one that need not be there. */
    NEW_BUCKET("the bucket"),
    BUCKET("the bucket"),
    OBJECT("the object"),
    /** The object that another one is made of. */
    SOURCE("the source"),
    /** Each object of a list in the body, for itself: what is refused of them is told of it. */
    EACH_OBJECT("each object");

    private final String text;

    Part(String text) {
      this.text = text;
    }

    /** What it is, in words. */
    public String text() {
      return text;
    }
  }

  /** Whether it can only be asked for inside the commit, where what it depends on is read. */
  boolean isLate() {
    return part == Part.EACH_OBJECT || when.contains(Circumstance.TAGS_KEPT);
  }

  boolean applies(AccessContext context) {
    for (Circumstance circumstance : when) {
      if (!circumstance.holds(context)) {
        return false;
      }
    }
    return true;
  }
}
