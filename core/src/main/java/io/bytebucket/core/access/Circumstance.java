package io.bytebucket.core.access;

import io.bytebucket.core.acl.CannedAcl;
import io.bytebucket.core.object.VersionSelector;

/** What has to be so of a request for it to need a permission. */
public enum Circumstance {
  NO_VERSION("no version is named") {
    @Override
    boolean holds(AccessContext context) {
      return context.version() instanceof VersionSelector.Current;
    }
  },
  VERSION("a version is named") {
    @Override
    boolean holds(AccessContext context) {
      return !NO_VERSION.holds(context);
    }
  },
  ACL("an access control list or a grant is sent, other than those of every object") {
    @Override
    boolean holds(AccessContext context) {
      return (has(context, Said.ACL) && !ofEvery(context))
          || has(context, Said.GRANT_READ)
          || has(context, Said.GRANT_WRITE)
          || has(context, Said.GRANT_READ_ACL)
          || has(context, Said.GRANT_WRITE_ACL)
          || has(context, Said.GRANT_FULL_CONTROL);
    }

    private static boolean ofEvery(AccessContext context) {
      return context
          .text(Said.ACL)
          .known()
          .flatMap(CannedAcl::of)
          .filter(CannedAcl::isOfEvery)
          .isPresent();
    }
  },
  TAGS("tags are sent") {
    @Override
    boolean holds(AccessContext context) {
      return switch (context.tagsSent()) {
        case Value.Present(var tags) -> !tags.isEmpty();
        case Value.Absent<?> _ -> false;
        case Value.Unavailable<?> _ -> true;
      };
    }
  },
  TAGS_KEPT("tags of the source are kept") {
    // Told where the source is read, inside the commit.
    @Override
    boolean holds(AccessContext context) {
      return true;
    }
  },
  RETENTION("a retention is sent") {
    @Override
    boolean holds(AccessContext context) {
      return has(context, Said.LOCK_MODE) || has(context, Said.LOCK_UNTIL);
    }
  },
  LEGAL_HOLD("a legal hold is sent") {
    @Override
    boolean holds(AccessContext context) {
      return has(context, Said.LEGAL_HOLD);
    }
  },
  IF_MATCH("the object there must have an ETag") {
    @Override
    boolean holds(AccessContext context) {
      return has(context, Said.IF_MATCH);
    }
  },
  BYPASS("governance is to be passed by") {
    @Override
    boolean holds(AccessContext context) {
      return isTrue(context, Said.BYPASS_GOVERNANCE);
    }
  },
  BUCKET_LOCK("the bucket is to have locks") {
    @Override
    boolean holds(AccessContext context) {
      return isTrue(context, Said.BUCKET_LOCK);
    }
  },
  OWNERSHIP("an object ownership is sent") {
    @Override
    boolean holds(AccessContext context) {
      return has(context, Said.OBJECT_OWNERSHIP);
    }
  };

  private final String text;

  Circumstance(String text) {
    this.text = text;
  }

  /** What is so, in words. */
  public String text() {
    return text;
  }

  /** Whether it is so. What cannot be looked at is: nobody gets past a permission by that. */
  abstract boolean holds(AccessContext context);

  static boolean has(AccessContext context, Said said) {
    return switch (context.text(said)) {
      case Value.Present<String>(String text) -> !text.isEmpty();
      case Value.Absent<String> absent -> false;
      case Value.Unavailable<String> unavailable -> true;
    };
  }

  static boolean isTrue(AccessContext context, Said said) {
    return switch (context.text(said)) {
      case Value.Present<String>(String text) -> text.equalsIgnoreCase("true");
      case Value.Absent<String> absent -> false;
      case Value.Unavailable<String> unavailable -> true;
    };
  }
}
