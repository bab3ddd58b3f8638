package io.bytebucket.admin.object;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.ObjectDemand;
import io.bytebucket.admin.value.Preconditions;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectReader.Opened;
import io.bytebucket.core.object.ObjectReader.Outcome;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.pipeline.object.ContentSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Sends an object to be shown inside a page of the console: as one of a few types, of which none
 * runs there, in a sandbox, and never as a page of its own.
 *
 * <p>The viewers that browsers have for PDF do not work in a sandbox. They run nothing with the
 * rights of the origin, so they go without; what is sent to them begins as PDF does.
 */
public final class RawObject implements StoreOperation<ObjectDemand> {
  private static final String DESTINATION = "sec-fetch-dest";

  /** Where a browser would make a page of it, or a script, a style sheet or a worker. */
  private static final Set<String> INSIDE =
      Set.of("empty", "image", "audio", "video", "iframe", "frame", "embed", "object");

  private static final String POLICY = "content-security-policy";
  private static final String IN_A_SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'self'";

  /** Some browsers heed it beside a policy that says the same of frames. */
  private static final String FRAMES = "x-frame-options";

  private static final String FOR_A_VIEWER = "frame-ancestors 'self'";

  private final ObjectReader objects;

  /** Of those objects. */
  public RawObject(ObjectReader objects) {
    this.objects = objects;
  }

  @Override
  public ObjectDemand decode(AdminRequest request) {
    if (request.http().headers().all(DESTINATION).stream().anyMatch(to -> !INSIDE.contains(to))) {
      throw new AdminException(
          403, "NotAPage", "What users store is shown inside a page of the console alone.");
    }
    return ObjectDemand.of(request);
  }

  @Override
  public Response handle(AdminRequest request, ObjectDemand input, Admission admission)
      throws IOException {
    ObjectAnswer answer = new ObjectAnswer(request, input.key());
    return switch (objects.open(
        input.source(admission),
        Preconditions.read(request),
        (held, parts) -> Shown.of(held.record(), answer.range(held, parts), answer.key()))) {
      case Outcome.NotModified<Opened<Shown>>(HeldObject object) -> answer.notModified(object);
      case Outcome.Found<Opened<Shown>>(Opened<Shown> opened) -> found(answer, opened);
    };
  }

  /**
   * What is open of it.
   *
   * @param type where that is known without its bytes; else its begin is open with what is sent
   */
  private record Shown(ObjectAnswer.Range sent, Optional<String> type, long first, long lengthBytes)
      implements ObjectReader.ByteRange {
    static Shown of(ObjectRecord object, ObjectAnswer.Range sent, ObjectKey key) {
      Optional<String> type =
          PreviewType.withoutBytes(object.attributes().system().contentType(), key.value());
      if (type.isPresent()) {
        return new Shown(sent, type, sent.first(), sent.lengthBytes());
      }
      long end = Math.max(sent.first() + sent.lengthBytes(), PreviewType.SNIFFED_BYTES);
      return new Shown(sent, type, 0, Math.min(end, object.sizeBytes()));
    }

    String type(ObjectReader.Content content, ObjectKey key) throws IOException {
      return type.isPresent()
          ? type.get()
          : PreviewType.of(
              content.object().attributes().system().contentType(), key.value(), begin(content));
    }
  }

  private static Response found(ObjectAnswer answer, Opened<Shown> opened) throws IOException {
    ObjectReader.Content content = opened.content();
    boolean handedOn = false;
    try {
      ObjectAnswer.Range range = opened.choice().sent();
      String type = opened.choice().type(content, answer.key());
      Headers.Builder headers =
          answer
              .shown(content.held(), range)
              .add("content-type", type)
              .add(
                  "content-disposition",
                  type.equals(PreviewType.NONE) ? answer.disposition() : "inline")
              .add(FRAMES, "SAMEORIGIN")
              .add(POLICY, type.equals(PreviewType.PDF) ? FOR_A_VIEWER : IN_A_SANDBOX);
      Response response =
          new Response(
              range.isPart() ? 206 : 200,
              headers.build(),
              new ResponseBody.Stream(
                  range.lengthBytes(),
                  new ContentSource(content, range.first(), range.lengthBytes())));
      handedOn = true;
      return response;
    } finally {
      if (!handedOn) {
        content.close();
      }
    }
  }

  private static byte[] begin(ObjectReader.Content content) throws IOException {
    int length = (int) Math.min(PreviewType.SNIFFED_BYTES, content.object().sizeBytes());
    ByteArrayOutputStream begin = new ByteArrayOutputStream(length);
    if (length > 0) {
      content.transfer(
          0,
          length,
          buffer -> {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            begin.writeBytes(bytes);
          });
    }
    return begin.toByteArray();
  }
}
