package io.bytebucket.core.check;

import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.checksum.Hash;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.object.ETag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Computes of the bytes of an object, as they pass, what its record says of them: the ETag where it
 * is an MD5, the checksum, and the checksums of parts. Used by one thread.
 */
final class ContentDigests {
  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

  private final ETag etag;
  private final Optional<Checksum> checksum;
  private final List<ObjectPart> parts;
  private final Optional<Hash> md5;
  private final Optional<Hash> whole;
  private final List<String> wrong = new ArrayList<>();
  private Optional<Hash> partHash = Optional.empty();
  private int part;
  private long leftOfPart;

  /**
   * Digests of an object or a part of an upload.
   *
   * @param parts in which it was uploaded; their sizes add up to that of the object
   */
  ContentDigests(ETag etag, Optional<Checksum> checksum, List<ObjectPart> parts) {
    this.etag = etag;
    this.checksum = checksum;
    this.parts = parts;
    // The tag of an object of parts is made of the MD5 of each, and these are not kept.
    this.md5 =
        parts.isEmpty() && MD5.matcher(etag.value()).matches()
            ? Optional.of(Hash.digest("MD5"))
            : Optional.empty();
    this.whole =
        checksum
            .filter(of -> of.type() == Checksum.Type.FULL_OBJECT)
            .map(of -> of.algorithm().newHash());
    this.part = -1;
    nextPart();
  }

  private void nextPart() {
    while (++part < parts.size()) {
      leftOfPart = parts.get(part).sizeBytes();
      partHash = parts.get(part).checksum().map(of -> of.algorithm().newHash());
      if (leftOfPart > 0) {
        return;
      }
      endPart();
    }
    leftOfPart = Long.MAX_VALUE;
    partHash = Optional.empty();
  }

  private void endPart() {
    ObjectPart ended = parts.get(part);
    partHash.ifPresent(
        hash -> compare("part " + ended.number(), ended.checksum().orElseThrow(), hash.finish()));
  }

  /** Takes the next bytes. */
  void update(byte[] bytes) {
    md5.ifPresent(hash -> hash.update(bytes, 0, bytes.length));
    whole.ifPresent(hash -> hash.update(bytes, 0, bytes.length));
    int at = 0;
    while (at < bytes.length) {
      int piece = (int) Math.min(bytes.length - at, leftOfPart);
      int from = at;
      partHash.ifPresent(hash -> hash.update(bytes, from, piece));
      at += piece;
      leftOfPart -= piece;
      if (leftOfPart == 0) {
        endPart();
        nextPart();
      }
    }
  }

  /** What is not as the record says, in one line; nothing if all is. */
  Optional<String> wrong() {
    md5.map(hash -> ETag.ofMd5(hash.finish()))
        .filter(actual -> !actual.equals(etag))
        .ifPresent(actual -> wrong.add("ETag " + actual + ", recorded " + etag));
    whole.ifPresent(hash -> compare("object", checksum.orElseThrow(), hash.finish()));
    checksum
        .filter(of -> of.type() == Checksum.Type.COMPOSITE)
        .ifPresent(
            of -> composite(of.algorithm()).ifPresent(value -> compare("object", of, value)));
    return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong));
  }

  /** The checksum of the checksums of the parts; nothing where these were not kept. */
  private Optional<byte[]> composite(ChecksumAlgorithm algorithm) {
    Hash hash = algorithm.newHash();
    for (ObjectPart each : parts) {
      Optional<byte[]> value =
          each.checksum()
              .filter(of -> of.algorithm() == algorithm)
              .flatMap(of -> Checksum.parse(algorithm, of.base64()));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      hash.update(value.get(), 0, value.get().length);
    }
    return Optional.of(hash.finish());
  }

  private void compare(String of, Checksum recorded, byte[] value) {
    String actual = Checksum.fullObject(recorded.algorithm(), value).base64();
    if (!actual.equals(recorded.base64())) {
      wrong.add(of + " " + recorded.algorithm() + " " + actual + ", recorded " + recorded.base64());
    }
  }
}
