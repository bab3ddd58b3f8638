package io.bytebucket.transfer.s3.object;

import io.bytebucket.transfer.s3.bucket.Loss;
import io.bytebucket.transfer.s3.client.CallFailedException;
import io.bytebucket.transfer.s3.client.Ends;
import io.bytebucket.transfer.s3.listing.Texts;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Moves versions of objects, their bytes as they come. Thread-safe. */
public final class ObjectMover {
  /** What one request may bring at AWS. */
  private static final long PUT_LIMIT_BYTES = 5L << 30;

  private final Ends ends;
  private final PartsMover parts;
  private final Landed landed;

  /** What the target does not have at all, and what it said. */
  private final Map<Extra, String> lacking = new ConcurrentHashMap<>();

  /** Between those ends. */
  public ObjectMover(Ends ends, OpenUploads uploads) {
    this.ends = ends;
    this.parts = new PartsMover(ends, uploads);
    this.landed = new Landed(ends.target());
  }

  /**
   * Moves a version. When this returns the target has acknowledged it.
   *
   * @throws CallFailedException when an end refuses it, or fails too often
   * @throws GoneException when the source does not have it any more
   */
  public Moved move(Work work) {
    Moving moving = new Moving(work, new Omissions(lacking));
    while (true) {
      try {
        Moved moved = ends.target().work("PutObject " + work.name(), () -> attempt(moving));
        lacking.putAll(moving.omissions.lacking());
        return moved;
      } catch (CallFailedException e) {
        if (e.isOf(ends.source()) || !moving.omissions.goesOnAfter(e.fault())) {
          throw e;
        }
      }
    }
  }

  /** A version on its way, through as many attempts as it takes. For one thread. */
  private static final class Moving {
    private final Work work;
    private final Omissions omissions;
    private List<Loss> losses = List.of();
    private boolean isRepeated;

    Moving(Work work, Omissions omissions) {
      this.work = work;
      this.omissions = omissions;
    }
  }

  private Moved attempt(Moving moving) {
    Work work = moving.work;
    if (moving.isRepeated && work.keepsVersions()) {
      // What came to nothing for us may have come to something there, and would be there twice.
      Optional<Moved> there = landed.find(work);
      if (there.isPresent()) {
        return there.get().losing(moving.losses);
      }
    }
    moving.isRepeated = true;
    if (work.version().isMarker()) {
      DeleteObjectResponse answer =
          ends.target()
              .once(client ->
                  client.deleteObject(request -> request.bucket(work.bucket()).key(work.key())));
      return new Moved(
          answer.versionId() == null ? "" : answer.versionId(), 0, "", "", "", true, "", List.of());
    }
    ResponseInputStream<GetObjectResponse> in = open(work);
    boolean isWhole = false;
    try {
      Facts facts = Facts.of(in.response(), work.version());
      boolean inParts = work.version().isInParts() || facts.sizeBytes() > PUT_LIMIT_BYTES;
      Baggage baggage = Baggage.of(ends.source(), work, facts, inParts, moving.omissions.leftOut());
      moving.omissions.sends(baggage.extras());
      moving.losses = baggage.losses();
      if (inParts) {
        in.abort();
        return parts.move(work, facts, baggage);
      }
      Moved moved = put(work, facts, baggage, in);
      isWhole = true;
      return moved;
    } finally {
      Bodies.end(in, isWhole);
    }
  }

  private ResponseInputStream<GetObjectResponse> open(Work work) {
    try {
      return ends.source()
          .ask("GetObject " + work.name(), client -> client.getObject(request(work)));
    } catch (CallFailedException e) {
      if (e.fault().isNotThere()) {
        throw new GoneException(e);
      }
      throw e;
    }
  }

  /** Asks for checksums without having the client hold the bytes against them. */
  static GetObjectRequest request(Work work) {
    return GetObjectRequest.builder()
        .bucket(work.bucket())
        .key(work.key())
        .versionId(work.versionId())
        .overrideConfiguration(each -> each.putHeader("x-amz-checksum-mode", "ENABLED"))
        .build();
  }

  private Moved put(
      Work work, Facts facts, Baggage baggage, ResponseInputStream<GetObjectResponse> in) {
    Optional<String> md5 = facts.md5().filter(_ -> baggage.extras().contains(Extra.MD5));
    Optional<Map.Entry<String, String>> checksum =
        facts.checksum(false).filter(_ -> baggage.extras().contains(Extra.CHECKSUM));
    Map<String, String> headers = new HashMap<>(baggage.headers());
    md5.ifPresent(hex ->
        headers.put(
            "Content-MD5", Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex))));
    checksum.ifPresent(each -> headers.put(each.getKey(), each.getValue()));
    MeasuredStream body = MeasuredStream.of(in, facts.sizeBytes(), ends.bytes(), md5.isEmpty());
    PutObjectResponse answer =
        ends.target()
            .once(client ->
                client.putObject(
                    request ->
                        request
                            .bucket(work.bucket())
                            .key(work.key())
                            .contentLength(facts.sizeBytes())
                            .overrideConfiguration(each -> headers.forEach(each::putHeader)),
                    RequestBody.fromInputStream(body, facts.sizeBytes())));
    String etag = Texts.unquoted(answer.eTag());
    boolean isSame = etag.equals(facts.etag());
    return new Moved(
        work.keepsVersions() && answer.versionId() != null ? answer.versionId() : "",
        facts.sizeBytes(),
        etag,
        checksum.map(each -> Facts.algorithm(each.getKey())).orElse(""),
        checksum.map(Map.Entry::getValue).orElse(""),
        isSame || md5.isPresent() || body.hash().map(etag::equals).orElse(false),
        isSame ? "" : "its ETag at the source is " + facts.etag(),
        baggage.losses());
  }
}
