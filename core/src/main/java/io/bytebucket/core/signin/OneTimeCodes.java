package io.bytebucket.core.signin;

import java.util.OptionalLong;

/** Knows which codes follow from a secret at which time. Thread-safe. */
public interface OneTimeCodes {
  /**
   * The step of time that a code is of, among those that are near now.
   *
   * @param secret what codes follow from
   * @return the latest such step; empty when it is of none
   */
  OptionalLong stepOf(String secret, String code);
}
