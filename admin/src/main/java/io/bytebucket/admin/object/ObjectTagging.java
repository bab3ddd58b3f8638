package io.bytebucket.admin.object;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.ObjectDemand;
import io.bytebucket.admin.value.TagDocument;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.failure.TagFault.Tagged;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectTagger;
import io.bytebucket.core.value.Tags;
import io.bytebucket.http.Response;
import java.io.IOException;

/** The tags of objects; setting them changes nothing else about an object. */
final class ObjectTagging {
  private final ObjectTagger objects;

  ObjectTagging(ObjectTagger objects) {
    this.objects = objects;
  }

  /** Tells them; an object may have none. */
  Response get(AdminRequest request, ObjectReader.Source source, Admission admission) {
    return Json.answer(200, TagDocument.of(objects.get(source).record().attributes().tags()));
  }

  Response delete(AdminRequest request, ObjectReader.Source source, Admission admission) {
    objects.set(source, Tags.none(Tagged.OBJECT), admission.actor());
    return Json.nothing();
  }

  /** Sets them, in place of those there are; which they are shows when the body is read. */
  static final class Put implements StoreOperation<ObjectDemand.AwaitingTags> {
    private final ObjectTagger objects;

    Put(ObjectTagger objects) {
      this.objects = objects;
    }

    @Override
    public ObjectDemand.AwaitingTags decode(AdminRequest request) {
      return new ObjectDemand.AwaitingTags(ObjectDemand.of(request));
    }

    @Override
    public Response handle(
        AdminRequest request, ObjectDemand.AwaitingTags input, Admission admission)
        throws IOException {
      Tags tags = request.document(TagDocument.class).tags(Tagged.OBJECT);
      admission.requireTagsSent(tags.values());
      objects.set(input.object().source(admission), tags, admission.actor());
      return Json.empty();
    }
  }
}
