package io.bytebucket.core.access;

import java.util.List;
import java.util.Optional;

/**
 * What a bucket itself says about who may do what with it. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html">Bucket
 *     policies for Amazon S3</a>
 */
public interface BucketPolicy {
  /** What a policy does. */
  enum Effect {
    ALLOW,
    DENY,
    /** It says nothing of the request. */
    NONE
  }

  /**
   * What a policy says of a request.
   *
   * @param statement the place of the statement that says so, from 0 on; -1 where none does: a
   *     policy that cannot be read denies everything
   * @param sid what the statement is called, if it has a name
   */
  record Verdict(Effect effect, int statement, Optional<String> sid) {
    /** That it says nothing. */
    public static final Verdict NONE = new Verdict(Effect.NONE, -1, Optional.empty());
  }

  /** One that cannot be read. */
  record Unreadable() implements BucketPolicy {
    private static final Verdict NO = new Verdict(Effect.DENY, -1, Optional.empty());

    @Override
    public Verdict judge(AccessRequest request) {
      return NO;
    }

    @Override
    public boolean isPublic() {
      return false;
    }

    @Override
    public List<String> absentKeys(AccessRequest request) {
      return List.of();
    }
  }

  /** What it says of a request, which is about its bucket. Pure. */
  Verdict judge(AccessRequest request);

  /** Whether it allows something to people of whom it does not say who they are. */
  boolean isPublic();

  /** What conditions of it ask about such a request, and the request does not say. */
  List<String> absentKeys(AccessRequest request);
}
