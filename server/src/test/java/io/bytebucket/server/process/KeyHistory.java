package io.bytebucket.server.process;

import java.util.ArrayList;
import java.util.List;

/**
 * What clients know about one key: what the server acknowledged last, and what they asked for since
 * without an answer.
 *
 * <p>Either one writer at a time changes the key, or it is contended: several try to create it, and
 * nobody overwrites. Thread-safe.
 */
final class KeyHistory {
  private final boolean contended;
  private final List<Content> earlier = new ArrayList<>();
  private final List<Content> unanswered = new ArrayList<>();
  private Content acknowledged = new Content.Nothing();
  private boolean seenByLosers;

  /** The history of a key that nobody has written. */
  KeyHistory(boolean contended) {
    this.contended = contended;
  }

  /** A request is about to ask for that. */
  synchronized void ask(Content content) {
    unanswered.add(content);
  }

  /** The server says that it is done. */
  synchronized void acknowledge(Content content) {
    if (contended && acknowledged instanceof Content.Stored) {
      throw new AssertionError("two creators of one key were both acknowledged");
    }
    unanswered.remove(content);
    earlier.add(acknowledged);
    acknowledged = content;
  }

  /** The server says that it was not done, because there is an object. */
  synchronized void refuse(Content content) {
    unanswered.remove(content);
    seenByLosers = true;
  }

  /** What was acknowledged last. */
  synchronized Content acknowledged() {
    return acknowledged;
  }

  /** Everything that the key may hold now. */
  synchronized List<Content> possible() {
    if (contended && acknowledged instanceof Content.Stored) {
      return List.of(acknowledged);
    }
    List<Content> possible = new ArrayList<>(unanswered);
    if (!contended || !seenByLosers) {
      possible.add(acknowledged);
    }
    return possible;
  }

  /** Everything that the key ever held or may have held. */
  synchronized List<Content> all() {
    List<Content> all = new ArrayList<>(earlier);
    all.add(acknowledged);
    all.addAll(unanswered);
    return all;
  }

  /** What the key was found to hold: from now on that and nothing else. */
  synchronized void settle(Content found) {
    earlier.add(acknowledged);
    earlier.addAll(unanswered);
    unanswered.clear();
    acknowledged = found;
  }
}
