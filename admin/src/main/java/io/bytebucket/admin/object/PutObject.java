package io.bytebucket.admin.object;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.Attributes;
import io.bytebucket.admin.value.Claims;
import io.bytebucket.admin.value.ObjectDemand;
import io.bytebucket.admin.value.Preconditions;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectWriter;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.io.IOException;
import java.util.Map;

/** Puts an object, of which the body is the bytes. Once it is answered, it is durable. */
public final class PutObject implements StoreOperation<PutObject.Input> {
  private static final String COPY_SOURCE = "x-amz-copy-source";

  private final ObjectWriter objects;

  /** Among those objects. */
  public PutObject(ObjectWriter objects) {
    this.objects = objects;
  }

  /** What is put. */
  record Input(ObjectDemand object, ObjectAttributes attributes) implements Demand {
    @Override
    public Resource resource() {
      return object.resource();
    }

    @Override
    public Value<Map<String, String>> tagsSent() {
      return Demand.tags(attributes.tags());
    }
  }

  @Override
  public Input decode(AdminRequest request) {
    if (request.header(COPY_SOURCE).isPresent()) {
      throw AdminException.invalid("To copy is another operation here: PUT with ?copy&from=.");
    }
    return new Input(ObjectDemand.of(request), Attributes.decode(request));
  }

  @Override
  public Response handle(AdminRequest request, Input input, Admission admission)
      throws IOException {
    HeldObject object =
        objects.put(
            new ObjectWriter.Put(
                input.object().bucket(),
                input.object().key(),
                Claims.lengthBytes(request),
                input.attributes(),
                admission.actor(),
                Preconditions.write(request),
                Claims.decode(request)),
            request.body());
    Headers.Builder headers = Headers.builder().add("etag", object.record().etag().quoted());
    object.writtenVersionId().ifPresent(id -> headers.add("x-amz-version-id", id));
    return new Response(200, headers.build(), ResponseBody.EMPTY);
  }
}
