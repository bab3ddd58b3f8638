package io.bytebucket.core.policy;

import io.bytebucket.core.access.Value;
import io.bytebucket.core.failure.PolicyFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The name of a resource or of a user, in which wildcards may stand. Each of its six parts is held
 * against its own counterpart, so that no wildcard reaches across a colon; only the last part may
 * have colons.
 */
record ArnPattern(TextPattern pattern) {
  private static final int PARTS = 6;

  /** The pattern that a text is; what has not all parts could match nothing. */
  static ArnPattern of(TextPattern pattern) {
    if (pattern.tokens().filter(tokens -> parts(tokens).size() != PARTS).isPresent()) {
      throw Faults.of(new PolicyFault.InvalidValue());
    }
    return new ArnPattern(pattern);
  }

  Truth matches(String said, KeyValues values) {
    return switch (pattern.resolve(values)) {
      case Value.Present<int[]>(int[] tokens) -> Truth.of(matches(parts(tokens), said));
      case Value.Absent<int[]> _ -> Truth.NO;
      case Value.Unavailable<int[]> _ -> Truth.UNKNOWN;
    };
  }

  private static boolean matches(List<int[]> parts, String said) {
    String[] asked = said.split(":", PARTS);
    if (parts.size() != PARTS || asked.length != PARTS) {
      return false;
    }
    for (int i = 0; i < PARTS; i++) {
      if (!Glob.of(parts.get(i)).matches(asked[i])) {
        return false;
      }
    }
    return true;
  }

  private static List<int[]> parts(int[] tokens) {
    List<int[]> parts = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < tokens.length && parts.size() < PARTS - 1; i++) {
      if (tokens[i] == ':') {
        parts.add(Arrays.copyOfRange(tokens, begin, i));
        begin = i + 1;
      }
    }
    parts.add(Arrays.copyOfRange(tokens, begin, tokens.length));
    return parts;
  }

  boolean isFixed() {
    return pattern.isFixed();
  }

  boolean isStored() {
    return pattern.isStored();
  }
}
