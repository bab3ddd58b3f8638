package io.bytebucket.admin.value;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.core.object.ETagMatcher;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.http.HttpDate;
import java.util.Optional;

/** The conditions of a request, from its header fields, as S3 has them. */
public final class Preconditions {
  private static final String IF_MATCH = "if-match";
  private static final String IF_NONE_MATCH = "if-none-match";

  private Preconditions() {}

  /** The conditions of GET and HEAD. */
  public static ReadConditions read(AdminRequest request) {
    return new ReadConditions(
        request.header(IF_MATCH).map(ETagMatcher::parse),
        request.header(IF_NONE_MATCH).map(ETagMatcher::parse),
        request.header("if-modified-since").flatMap(HttpDate::parse),
        request.header("if-unmodified-since").flatMap(HttpDate::parse));
  }

  /**
   * The condition of a write: {@code If-None-Match: *} or {@code If-Match}.
   *
   * @throws AdminException when there is another one, which would not be heeded
   */
  public static WriteCondition write(AdminRequest request) {
    Optional<String> ifNoneMatch = request.header(IF_NONE_MATCH);
    if (ifNoneMatch.isPresent()) {
      if (!ifNoneMatch.get().strip().equals("*") || request.header(IF_MATCH).isPresent()) {
        throw AdminException.invalid(
            "A write has one condition: If-Match, or If-None-Match with an asterisk.");
      }
      return new WriteCondition.IfAbsent();
    }
    return match(request);
  }

  /** The condition of a deletion: {@code If-Match}. */
  public static WriteCondition match(AdminRequest request) {
    return request
        .header(IF_MATCH)
        .<WriteCondition>map(text -> new WriteCondition.IfMatch(ETagMatcher.parse(text)))
        .orElseGet(WriteCondition.None::new);
  }
}
