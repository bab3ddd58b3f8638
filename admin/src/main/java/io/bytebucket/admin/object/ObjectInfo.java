package io.bytebucket.admin.object;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.ObjectDemand;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.SystemMetadata;
import io.bytebucket.http.Response;
import java.util.Map;
import java.util.Optional;

/** Tells all that is kept about an object, as a document; its tags apart, which have their own. */
public final class ObjectInfo implements StoreOperation<ObjectDemand> {
  private final ObjectReader objects;

  /** Of those objects. */
  public ObjectInfo(ObjectReader objects) {
    this.objects = objects;
  }

  private record ChecksumDocument(String algorithm, String type, String value) {}

  private record Document(
      String key,
      long size,
      String etag,
      String lastModified,
      Optional<String> versionId,
      String ownerId,
      String storageClass,
      String contentType,
      Optional<String> cacheControl,
      Optional<String> contentDisposition,
      Optional<String> contentEncoding,
      Optional<String> contentLanguage,
      Optional<String> expires,
      Map<String, String> metadata,
      int tagCount,
      int partCount,
      Optional<ChecksumDocument> checksum) {
    static Document of(String key, HeldObject held) {
      ObjectRecord object = held.record();
      SystemMetadata system = object.attributes().system();
      return new Document(
          key,
          object.sizeBytes(),
          object.etag().quoted(),
          object.lastModified().toString(),
          held.versionId(),
          object.ownerId().value(),
          object.attributes().storageClass(),
          system.contentType(),
          system.cacheControl(),
          system.contentDisposition(),
          system.contentEncoding(),
          system.contentLanguage(),
          system.expires(),
          object.attributes().user(),
          object.attributes().tags().size(),
          object.partCount(),
          object
              .checksum()
              .map(sum ->
                  new ChecksumDocument(
                      sum.algorithm().name(), sum.type().name(), sum.text(object.partCount()))));
    }
  }

  @Override
  public ObjectDemand decode(AdminRequest request) {
    return ObjectDemand.of(request);
  }

  @Override
  public Response handle(AdminRequest request, ObjectDemand input, Admission admission) {
    return Json.answer(200, Document.of(input.key().value(), objects.get(input.source(admission))));
  }
}
