package io.bytebucket.core.access;

import java.util.ArrayList;
import java.util.List;

/**
 * The permissions that an operation needs: its row of {@link Permissions}.
 *
 * @param operation whose they are
 * @param needs all that apply must be given; none where the operation is not on offer
 */
public record OperationNeeds(OperationName operation, List<Need> needs) {
  static OperationNeeds row(OperationName operation) {
    return new OperationNeeds(operation, List.of());
  }

  /** And that permission, always or when all of this is so. */
  OperationNeeds on(Need.Part part, Action action, Circumstance... when) {
    List<Need> more = new ArrayList<>(needs);
    more.add(new Need(action, part, List.of(when)));
    return new OperationNeeds(operation, List.copyOf(more));
  }

  OperationNeeds bucket(Action action, Circumstance... when) {
    return on(Need.Part.BUCKET, action, when);
  }

  OperationNeeds object(Action action, Circumstance... when) {
    return on(Need.Part.OBJECT, action, when);
  }

  /** The one on the current version, and the other, alone, where a version is named. */
  OperationNeeds version(Need.Part part, Action ofCurrent, Action ofVersion) {
    return on(part, ofCurrent, Circumstance.NO_VERSION).on(part, ofVersion, Circumstance.VERSION);
  }

  OperationNeeds and(OperationNeeds other) {
    List<Need> more = new ArrayList<>(needs);
    more.addAll(other.needs);
    return new OperationNeeds(operation, List.copyOf(more));
  }

  /** Whether the bucket that it is aimed at has to be there. */
  boolean isInBucket() {
    for (Need need : needs) {
      if (need.part() == Need.Part.NEW_BUCKET || need.part() == Need.Part.STORE) {
        return false;
      }
    }
    return true;
  }
}
