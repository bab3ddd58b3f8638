package io.bytebucket.transfer.s3.object;

import io.bytebucket.transfer.s3.client.CallFailedException;
import io.bytebucket.transfer.s3.client.End;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * How long the parts of an object are. An ETag of an object in parts depends on them, so the same
 * parts give the same ETag.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">partNumber</a>
 */
final class PartSizes {
  private static final long MIB = 1 << 20;
  private static final int PARTS_MAX = 10_000;

  /** What a part has where the source's cannot be had: so large, or larger where there are many. */
  private static final long USUAL_BYTES = 64 * MIB;

  /** What clients cut objects into by default. */
  private static final List<Long> COMMON_MIB =
      List.of(
          8L, 5L, 16L, 10L, 15L, 20L, 25L, 32L, 50L, 64L, 100L, 128L, 200L, 256L, 500L, 512L,
          1024L);

  private PartSizes() {}

  /** The parts of a version at the source; a good guess where it does not tell them. */
  static List<Long> of(End source, Work work, Facts facts) {
    int parts = work.version().parts();
    if (parts == 0) {
      return cut(facts.sizeBytes());
    }
    if (parts == 1) {
      return List.of(facts.sizeBytes());
    }
    List<Long> sizes = new ArrayList<>();
    long left = facts.sizeBytes();
    for (int number = 1; number <= parts; number++) {
      HeadObjectResponse part;
      try {
        part = head(source, work, number);
      } catch (CallFailedException e) {
        if (e.fault().isNotThere() || e.fault().isForbidden()) {
          throw e;
        }
        return guess(facts.sizeBytes(), parts);
      }
      Long size = part.contentLength();
      if (size == null || size >= facts.sizeBytes() || size > left) {
        return guess(facts.sizeBytes(), parts);
      }
      sizes.add(size);
      left -= size;
    }
    return left == 0 ? sizes : guess(facts.sizeBytes(), parts);
  }

  private static HeadObjectResponse head(End source, Work work, int number) {
    return source.ask(
        "HeadObject part " + number + " of " + work.name(),
        client ->
            client.headObject(request ->
                request
                    .bucket(work.bucket())
                    .key(work.key())
                    .versionId(work.versionId())
                    .partNumber(number)));
  }

  /** Sizes that clients use and that make so many parts. */
  static List<Long> guess(long size, int parts) {
    for (long mebibytes : COMMON_MIB) {
      long each = mebibytes * MIB;
      if ((size + each - 1) / each == parts) {
        return cut(size, each);
      }
    }
    return cut(size);
  }

  /** Parts of a usual size. */
  static List<Long> cut(long size) {
    long least = (size + PARTS_MAX - 1) / PARTS_MAX;
    return cut(size, Math.max(USUAL_BYTES, (least + MIB - 1) / MIB * MIB));
  }

  private static List<Long> cut(long size, long each) {
    List<Long> sizes = new ArrayList<>();
    for (long left = size; left > 0; left -= each) {
      sizes.add(Math.min(left, each));
    }
    return sizes.isEmpty() ? List.of(0L) : sizes;
  }
}
