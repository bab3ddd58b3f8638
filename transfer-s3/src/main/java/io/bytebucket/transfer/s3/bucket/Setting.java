package io.bytebucket.transfer.s3.bucket;

import io.bytebucket.transfer.s3.client.CallFailedException;
import io.bytebucket.transfer.s3.client.End;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Something that a bucket may be told.
 *
 * @param kind what it is called in reports
 * @param read what the bucket was told; throws the client's failures
 * @param write tells a bucket so; empty for what cannot be carried
 */
record Setting<T>(
    String kind, Function<S3Client, Optional<T>> read, Optional<BiConsumer<S3Client, T>> write) {
  static <T> Setting<T> carried(
      String kind, Function<S3Client, Optional<T>> read, BiConsumer<S3Client, T> write) {
    return new Setting<>(kind, read, Optional.of(write));
  }

  static <T> Setting<T> notCarried(String kind, Function<S3Client, Optional<T>> read) {
    return new Setting<>(kind, read, Optional.empty());
  }

  /**
   * Makes the target like the source.
   *
   * @return what could not be carried; empty when nothing is missing
   */
  Optional<Loss> carry(End source, End target, String bucket, boolean isDryRun) {
    Optional<T> said;
    try {
      said = of(source, bucket);
      if (said.isEmpty()) {
        return Optional.empty();
      }
      if (write.isEmpty()) {
        return Optional.of(new Loss(kind, bucket, "cannot be carried: " + said.get()));
      }
      if (isDryRun || said.equals(of(target, bucket))) {
        return Optional.empty();
      }
      target.ask(
          "put " + kind + " of " + bucket,
          client -> {
            write.get().accept(client, said.get());
            return said;
          });
      return Optional.empty();
    } catch (CallFailedException e) {
      return Optional.of(new Loss(kind, bucket, e.reason()));
    }
  }

  private Optional<T> of(End end, String bucket) {
    try {
      return end.ask("get " + kind + " of " + bucket, read);
    } catch (CallFailedException e) {
      // An endpoint that does not know the setting was never told it.
      if (e.fault().isNotThere() || e.fault().isNotKnown()) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
