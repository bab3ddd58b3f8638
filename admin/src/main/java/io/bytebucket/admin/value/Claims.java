package io.bytebucket.admin.value;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.checksum.DigestClaims;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a client says of the bytes that it sends: how many, and their digests. */
public final class Claims {
  private static final String CHECKSUM = "x-amz-checksum-";
  private static final String WANTED = "x-amz-checksum-algorithm";

  private Claims() {}

  /**
   * How long the body is; -1 when it is sent in chunks.
   *
   * @throws AdminException when it cannot be made out
   */
  public static long lengthBytes(AdminRequest request) {
    Optional<String> length = request.header("content-length");
    if (length.isEmpty()) {
      return request.header("transfer-encoding").isPresent() ? -1 : 0;
    }
    try {
      return Long.parseLong(length.get().strip());
    } catch (NumberFormatException noNumber) {
      throw AdminException.invalid("The length of the body is no number.");
    }
  }

  /** Which checksum is given, if one is. */
  public static Optional<ChecksumAlgorithm> algorithm(AdminRequest request) {
    List<ChecksumAlgorithm> given = new ArrayList<>(1);
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      if (request.header(field(algorithm)).isPresent()) {
        given.add(algorithm);
      }
    }
    if (given.size() > 1) {
      throw AdminException.invalid("One checksum can be given, not several.");
    }
    return given.stream().findFirst();
  }

  /**
   * Which checksum is to be kept of what is uploaded, if that is said.
   *
   * @throws AdminException when there is none of that name
   */
  public static Optional<ChecksumAlgorithm> wantedAlgorithm(AdminRequest request) {
    return request
        .header(WANTED)
        .map(name ->
            ChecksumAlgorithm.named(name)
                .orElseThrow(() -> AdminException.invalid("There is no such checksum.")));
  }

  /** The digests that are given. */
  public static DigestClaims decode(AdminRequest request) {
    Optional<String> md5 = request.header("content-md5");
    Optional<ChecksumAlgorithm> algorithm = algorithm(request);
    return algorithm.isEmpty()
        ? new DigestClaims(md5, ChecksumAlgorithm.DEFAULT, Optional::empty)
        : new DigestClaims(md5, algorithm.get(), () -> request.header(field(algorithm.get())));
  }

  private static String field(ChecksumAlgorithm algorithm) {
    return CHECKSUM + algorithm.name().toLowerCase(Locale.ROOT);
  }
}
