package io.bytebucket.admin.object;

import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.ObjectDemand;
import io.bytebucket.admin.value.Preconditions;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;

/** Deletes an object in the way of its bucket, or a version for good. */
public final class DeleteObject implements StoreOperation<ObjectDemand> {
  private static final String VERSION = "x-amz-version-id";
  private static final String MARKER = "x-amz-delete-marker";

  private final ObjectRemover objects;

  /** Among those objects. */
  public DeleteObject(ObjectRemover objects) {
    this.objects = objects;
  }

  @Override
  public ObjectDemand decode(AdminRequest request) {
    return ObjectDemand.of(request);
  }

  @Override
  public Response handle(AdminRequest request, ObjectDemand input, Admission admission) {
    Headers.Builder headers = Headers.builder();
    switch (objects.delete(
        input.source(admission), Preconditions.match(request), admission.actor())) {
      case ObjectRemover.Outcome.Marked(VersionId marker) ->
          headers.add(VERSION, marker.text()).add(MARKER, "true");
      case ObjectRemover.Outcome.VersionGone(VersionSelector version, boolean wasMarker) -> {
        headers.add(VERSION, version.text());
        if (wasMarker) {
          headers.add(MARKER, "true");
        }
      }
      case ObjectRemover.Outcome.Gone _, ObjectRemover.Outcome.Refused _ -> {}
    }
    return new Response(204, headers.build(), ResponseBody.EMPTY);
  }
}
