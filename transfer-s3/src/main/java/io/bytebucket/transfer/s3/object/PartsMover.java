package io.bytebucket.transfer.s3.object;

import io.bytebucket.transfer.s3.bucket.Loss;
import io.bytebucket.transfer.s3.client.BrokenBodyException;
import io.bytebucket.transfer.s3.client.CallFailedException;
import io.bytebucket.transfer.s3.client.Ends;
import io.bytebucket.transfer.s3.client.StoppedException;
import io.bytebucket.transfer.s3.listing.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Moves a large version in the parts that it has. Thread-safe. */
final class PartsMover {
  private static final int PARTS_AT_ONCE = 4;

  private final Ends ends;
  private final OpenUploads uploads;

  PartsMover(Ends ends, OpenUploads uploads) {
    this.ends = ends;
    this.uploads = uploads;
  }

  /** A part: its number, and where it stands. */
  private record Part(int number, long offset, long size) {}

  /** A part that is there, and whether its ETag is the MD5 of what was read. */
  private record Done(CompletedPart part, boolean isProven) {}

  Moved move(Work work, Facts facts, Baggage baggage) {
    try {
      return move(work, facts, baggage, PartSizes.of(ends.source(), work, facts));
    } catch (CallFailedException e) {
      if (!e.fault().code().equals("EntityTooSmall")) {
        throw e;
      }
      return move(work, facts, baggage, PartSizes.cut(facts.sizeBytes()));
    }
  }

  private Moved move(Work work, Facts facts, Baggage baggage, List<Long> sizes) {
    Optional<Map.Entry<String, String>> checksum =
        facts.checksum(true).filter(_ -> baggage.extras().contains(Extra.CHECKSUM));
    Optional<String> computed =
        checksum.filter(_ -> facts.isComposite()).map(each -> Facts.algorithm(each.getKey()));
    String uploadId = create(work, facts, baggage, checksum);
    try {
      List<Done> done = putAll(work, facts, sizes, uploadId, computed);
      CompleteMultipartUploadResponse answer =
          complete(work, uploadId, done, checksum.filter(_ -> !facts.isComposite()));
      uploads.closed(work.bucket(), work.key(), uploadId);
      String etag = Texts.unquoted(answer.eTag());
      boolean isSame = etag.equals(facts.etag());
      List<Loss> losses = new ArrayList<>(baggage.losses());
      if (facts.checksum(true).isEmpty() && !facts.checksums().isEmpty()) {
        losses.add(
            new Loss(
                Extra.CHECKSUM.kind(), work.name(), "no such checksum can be computed over parts"));
      }
      return new Moved(
          work.keepsVersions() && answer.versionId() != null ? answer.versionId() : "",
          facts.sizeBytes(),
          etag,
          checksum.map(each -> Facts.algorithm(each.getKey())).orElse(""),
          checksum.map(Map.Entry::getValue).orElse(""),
          isSame || done.stream().allMatch(Done::isProven),
          isSame ? "" : "its ETag at the source is " + facts.etag(),
          losses);
    } catch (StoppedException e) {
      // What was begun is given up at the next start: now there is no time.
      throw e;
    } catch (RuntimeException e) {
      giveUp(work, uploadId);
      throw e;
    }
  }

  private String create(
      Work work, Facts facts, Baggage baggage, Optional<Map.Entry<String, String>> checksum) {
    Map<String, String> headers = new HashMap<>(baggage.headers());
    checksum.ifPresent(each -> {
      headers.put("x-amz-checksum-algorithm", Facts.algorithm(each.getKey()));
      headers.put("x-amz-checksum-type", facts.isComposite() ? "COMPOSITE" : "FULL_OBJECT");
    });
    String uploadId =
        ends.target()
            .once(client ->
                client.createMultipartUpload(request ->
                    request
                        .bucket(work.bucket())
                        .key(work.key())
                        .overrideConfiguration(each -> headers.forEach(each::putHeader))))
            .uploadId();
    uploads.opened(work.bucket(), work.key(), uploadId);
    return uploadId;
  }

  private List<Done> putAll(
      Work work, Facts facts, List<Long> sizes, String uploadId, Optional<String> computed) {
    List<Part> parts = new ArrayList<>();
    long offset = 0;
    for (long size : sizes) {
      parts.add(new Part(parts.size() + 1, offset, size));
      offset += size;
    }
    List<Done> done = new ArrayList<>();
    try (ExecutorService workers =
        Executors.newFixedThreadPool(PARTS_AT_ONCE, Thread.ofVirtual().factory())) {
      List<Future<Done>> running = new ArrayList<>();
      for (Part part : parts) {
        running.add(workers.submit(() -> put(work, facts, part, uploadId, computed)));
      }
      try {
        for (Future<Done> each : running) {
          done.add(each.get());
        }
      } catch (InterruptedException e) {
        workers.shutdownNow();
        Thread.currentThread().interrupt();
        throw new StoppedException();
      } catch (ExecutionException e) {
        workers.shutdownNow();
        throw e.getCause() instanceof RuntimeException failure
            ? failure
            : new IllegalStateException("A part failed", e);
      }
    }
    return done;
  }

  private Done put(Work work, Facts facts, Part part, String uploadId, Optional<String> computed) {
    return ends.target()
        .work(
            "UploadPart " + part.number() + " of " + work.name(),
            () -> putOnce(work, facts, part, uploadId, computed));
  }

  private Done putOnce(
      Work work, Facts facts, Part part, String uploadId, Optional<String> computed) {
    ResponseInputStream<GetObjectResponse> in = open(work, facts, part);
    boolean isWhole = false;
    try {
      requireOf(part, facts, in.response());
      MeasuredStream body = MeasuredStream.of(in, part.size(), ends.bytes(), true);
      UploadPartResponse answer =
          ends.target()
              .once(client ->
                  client.uploadPart(
                      request ->
                          request
                              .bucket(work.bucket())
                              .key(work.key())
                              .uploadId(uploadId)
                              .partNumber(part.number())
                              .contentLength(part.size())
                              .checksumAlgorithm(computed.orElse(null)),
                      RequestBody.fromInputStream(body, part.size())));
      isWhole = true;
      CompletedPart completed =
          CompletedPart.builder()
              .partNumber(part.number())
              .eTag(answer.eTag())
              .checksumCRC32(answer.checksumCRC32())
              .checksumCRC32C(answer.checksumCRC32C())
              .checksumSHA1(answer.checksumSHA1())
              .checksumSHA256(answer.checksumSHA256())
              .build();
      return new Done(
          completed, body.hash().map(Texts.unquoted(answer.eTag())::equals).orElse(false));
    } finally {
      Bodies.end(in, isWhole);
    }
  }

  /** Who passes over the range sends the object from its beginning, and all parts alike. */
  private static void requireOf(Part part, Facts facts, GetObjectResponse answer) {
    Long length = answer.contentLength();
    boolean isAll = part.size() == facts.sizeBytes();
    String range = answer.contentRange() == null ? "" : answer.contentRange();
    if (length == null
        || length != part.size()
        || !(isAll || range.startsWith("bytes " + part.offset() + "-"))) {
      throw new BrokenBodyException("Another part of the object came than was asked for");
    }
  }

  private ResponseInputStream<GetObjectResponse> open(Work work, Facts facts, Part part) {
    return ends.source()
        .ask(
            "GetObject " + work.name(),
            client ->
                client.getObject(request -> {
                  request
                      .bucket(work.bucket())
                      .key(work.key())
                      .versionId(work.versionId())
                      .ifMatch('"' + facts.etag() + '"');
                  if (part.size() > 0) {
                    request.range(
                        "bytes=" + part.offset() + "-" + (part.offset() + part.size() - 1));
                  }
                }));
  }

  private CompleteMultipartUploadResponse complete(
      Work work,
      String uploadId,
      List<Done> done,
      Optional<Map.Entry<String, String>> wholeChecksum) {
    List<CompletedPart> parts = done.stream().map(Done::part).toList();
    return ends.target()
        .once(client ->
            client.completeMultipartUpload(request ->
                request
                    .bucket(work.bucket())
                    .key(work.key())
                    .uploadId(uploadId)
                    .multipartUpload(list -> list.parts(parts))
                    .overrideConfiguration(each ->
                        wholeChecksum.ifPresent(sum -> {
                          each.putHeader(sum.getKey(), sum.getValue());
                          each.putHeader("x-amz-checksum-type", "FULL_OBJECT");
                        }))));
  }

  private void giveUp(Work work, String uploadId) {
    try {
      ends.target()
          .once(client ->
              client.abortMultipartUpload(
                  request -> request.bucket(work.bucket()).key(work.key()).uploadId(uploadId)));
      uploads.closed(work.bucket(), work.key(), uploadId);
    } catch (RuntimeException stillOpen) {
      // It stays in the journal, and is given up at the next start.
    }
  }
}
