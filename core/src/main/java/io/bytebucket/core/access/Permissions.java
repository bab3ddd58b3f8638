package io.bytebucket.core.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every permission that an operation of S3 needs: one row for each operation, also for those that
 * are not on offer yet. What is not in this table is asked of nobody.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">Required
 *     permissions for Amazon S3 API operations</a>
 */
public final class Permissions {
  private static final List<OperationNeeds> ROWS =
      Stream.of(BucketPermissions.ROWS, ObjectPermissions.ROWS).flatMap(List::stream).toList();

  private static final Map<OperationName, OperationNeeds> BY_OPERATION =
      ROWS.stream().collect(Collectors.toMap(OperationNeeds::operation, Function.identity()));

  private Permissions() {}

  /** All rows. */
  public static List<OperationNeeds> rows() {
    return ROWS;
  }

  /** Every action that operations ask for on such a part of a request. */
  public static Set<Action> actionsOn(Need.Part... parts) {
    Set<Need.Part> wanted = Set.of(parts);
    Set<Action> actions = EnumSet.noneOf(Action.class);
    for (OperationNeeds row : ROWS) {
      row.needs().stream()
          .filter(need -> wanted.contains(need.part()))
          .map(Need::action)
          .forEach(actions::add);
    }
    return Collections.unmodifiableSet(actions);
  }

  /**
   * What an operation needs.
   *
   * @param operation the name that AWS gives the operation
   * @param isOffered whether it does anything; then it needs some permission
   * @throws IllegalStateException when the table does not say: nothing is served then
   */
  public static OperationNeeds require(String operation, boolean isOffered) {
    OperationNeeds row =
        OperationName.of(operation)
            .flatMap(name -> Optional.ofNullable(BY_OPERATION.get(name)))
            .orElseThrow(() ->
                new IllegalStateException(
                    "no permissions are said for the operation " + operation));
    if (isOffered && row.needs().isEmpty()) {
      throw new IllegalStateException("anybody might use the operation " + operation);
    }
    return row;
  }
}
