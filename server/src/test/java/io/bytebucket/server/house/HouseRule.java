package io.bytebucket.server.house;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * A rule about compiled classes.
 *
 * @param rule what holds, and why
 * @param offenders sources that break it, one class each
 */
record HouseRule(ArchRule rule, List<String> offenders) {
  static HouseRule of(ArchRule rule, String... offenders) {
    return new HouseRule(rule, List.of(offenders));
  }

  @Override
  public String toString() {
    return rule.getDescription();
  }
}
