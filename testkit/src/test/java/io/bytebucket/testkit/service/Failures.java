package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.util.Optional;

/** What an operation fails with. */
final class Failures {
  private Failures() {}

  /** An operation that may fail. */
  @FunctionalInterface
  interface Operation {
    void run() throws Exception;
  }

  /** The failure of an operation, if it fails. */
  static Optional<Failure> of(Operation operation) {
    try {
      operation.run();
      return Optional.empty();
    } catch (StoreException e) {
      return Optional.of(e.failure());
    } catch (Exception e) {
      throw new AssertionError("failed otherwise", e);
    }
  }

  /** Requires that an operation fails like this. */
  static void require(Failure failure, Operation operation) {
    assertThat(of(operation)).contains(failure);
  }

  /** Requires that an operation fails in this way. */
  static void require(Class<? extends Failure> kind, Operation operation) {
    assertThat(of(operation)).get().isInstanceOf(kind);
  }
}
