package io.bytebucket.admin.object;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.ObjectDemand;
import io.bytebucket.admin.value.TagDocument;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.failure.TagFault.Tagged;
import io.bytebucket.core.object.ObjectTagger;
import io.bytebucket.core.value.Tags;
import io.bytebucket.http.Response;
import java.io.IOException;

/** The tags of objects; setting them changes nothing else about an object. */
public final class ObjectTagging {
  private ObjectTagging() {}

  abstract static sealed class OfObject implements StoreOperation<ObjectDemand> {
    final ObjectTagger objects;

    OfObject(ObjectTagger objects) {
      this.objects = objects;
    }

    @Override
    public final ObjectDemand decode(AdminRequest request) {
      return ObjectDemand.of(request);
    }
  }

  /** Tells them; an object may have none. */
  public static final class Get extends OfObject {
    /** Of those objects. */
    public Get(ObjectTagger objects) {
      super(objects);
    }

    @Override
    public Response handle(AdminRequest request, ObjectDemand input, Admission admission) {
      return Json.answer(
          200, TagDocument.of(objects.get(input.source()).record().attributes().tags()));
    }
  }

  /** Sets them, in place of those there are. */
  public static final class Put extends OfObject {
    /** Of those objects. */
    public Put(ObjectTagger objects) {
      super(objects);
    }

    @Override
    public Response handle(AdminRequest request, ObjectDemand input, Admission admission)
        throws IOException {
      Tags tags = request.document(TagDocument.class).tags(Tagged.OBJECT);
      objects.set(input.source(), tags, admission.actor());
      return Json.empty();
    }
  }

  /** Removes them. */
  public static final class Delete extends OfObject {
    /** Of those objects. */
    public Delete(ObjectTagger objects) {
      super(objects);
    }

    @Override
    public Response handle(AdminRequest request, ObjectDemand input, Admission admission) {
      objects.set(input.source(), Tags.none(Tagged.OBJECT), admission.actor());
      return Json.nothing();
    }
  }
}
