package io.bytebucket.core.moving;

import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.checksum.Hash;
import io.bytebucket.core.checksum.PartChecksums;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.object.ETag;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The bytes of a version that is imported, as they pass, and whether they are what its ETag and its
 * checksums say: those of the whole, and those of each part. Not thread-safe.
 */
final class ImportDigests extends FilterInputStream {
  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

  private final ImportedVersion version;
  private final Hash whole = Hash.digest("MD5");
  private final Hash checksum;
  private final ChecksumAlgorithm algorithm;
  private final List<ETag> partTags = new ArrayList<>();
  private Hash partMd5 = Hash.digest("MD5");
  private Optional<Hash> partChecksum = Optional.empty();
  private long leftOfPart;

  ImportDigests(InputStream body, ImportedVersion version) {
    super(body);
    this.version = version;
    this.algorithm =
        version
            .checksum()
            .filter(sum -> sum.type() == Checksum.Type.FULL_OBJECT)
            .map(Checksum::algorithm)
            .orElse(ChecksumAlgorithm.DEFAULT);
    this.checksum = algorithm.newHash();
    beginPart();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    if (read > 0) {
      whole.update(bytes, offset, read);
      checksum.update(bytes, offset, read);
      updateParts(bytes, offset, read);
    }
    return read;
  }

  @Override
  public long skip(long count) {
    throw new UnsupportedOperationException("every byte is read");
  }

  private void updateParts(byte[] bytes, int offset, int length) {
    int at = offset;
    int left = length;
    while (left > 0 && partTags.size() < version.parts().size()) {
      int now = (int) Math.min(left, leftOfPart);
      partMd5.update(bytes, at, now);
      if (partChecksum.isPresent()) {
        partChecksum.get().update(bytes, at, now);
      }
      at += now;
      left -= now;
      leftOfPart -= now;
      endParts();
    }
  }

  private void beginPart() {
    if (partTags.size() < version.parts().size()) {
      ObjectPart part = version.parts().get(partTags.size());
      leftOfPart = part.sizeBytes();
      partMd5 = Hash.digest("MD5");
      partChecksum = part.checksum().map(sum -> sum.algorithm().newHash());
    }
  }

  /** Those that have all their bytes; a part may have none. */
  private void endParts() {
    while (leftOfPart == 0 && partTags.size() < version.parts().size()) {
      ObjectPart part = version.parts().get(partTags.size());
      partTags.add(ETag.ofMd5(partMd5.finish()));
      if (partChecksum.isPresent()) {
        requireSame(part.checksum().orElseThrow(), partChecksum.get().finish());
      }
      beginPart();
    }
  }

  /**
   * The ETag and the checksum to keep, when all bytes have passed.
   *
   * @throws StoreException with {@link Failure.BadDigest} or {@link Failure.ChecksumMismatch} when
   *     the bytes are others
   */
  Verified verify() {
    endParts();
    ETag md5 = ETag.ofMd5(whole.finish());
    ETag etag = version.etag().orElse(md5);
    boolean isOfWhole = MD5.matcher(etag.value()).matches() && version.parts().isEmpty();
    if (isOfWhole && !etag.equals(md5)) {
      throw new StoreException(new Failure.BadDigest(etag.value(), md5.value()));
    }
    if (!version.parts().isEmpty()) {
      ETag ofParts = ETag.ofParts(partTags);
      if (etag.value().endsWith("-" + partTags.size()) && !etag.equals(ofParts)) {
        throw new StoreException(new Failure.BadDigest(etag.value(), ofParts.value()));
      }
    }
    byte[] computed = checksum.finish();
    Checksum kept = version.checksum().orElseGet(() -> Checksum.fullObject(algorithm, computed));
    switch (kept.type()) {
      case FULL_OBJECT -> requireSame(kept, computed);
      case COMPOSITE -> requireComposite(kept);
    }
    return new Verified(etag, kept);
  }

  /** What the parts bring was held against their bytes before. */
  private void requireComposite(Checksum kept) {
    boolean isKnown =
        !version.parts().isEmpty()
            && version.parts().stream()
                .allMatch(part ->
                    part.checksum().filter(sum -> sum.algorithm() == kept.algorithm()).isPresent());
    if (isKnown) {
      PartChecksums sums = PartChecksums.of(kept.algorithm(), kept.type());
      version.parts().forEach(part -> sums.add(part.checksum().orElseThrow(), part.sizeBytes()));
      Checksum actual = sums.whole();
      if (!actual.equals(kept)) {
        throw mismatch(kept, actual.base64());
      }
    }
  }

  private static void requireSame(Checksum said, byte[] actual) {
    String text = Base64.getEncoder().encodeToString(actual);
    if (!said.base64().equals(text)) {
      throw mismatch(said, text);
    }
  }

  private static StoreException mismatch(Checksum said, String actual) {
    return new StoreException(
        new Failure.ChecksumMismatch(said.algorithm().name(), said.base64(), actual));
  }

  /** What is kept of bytes that are as they should be. */
  record Verified(ETag etag, Checksum checksum) {}
}
