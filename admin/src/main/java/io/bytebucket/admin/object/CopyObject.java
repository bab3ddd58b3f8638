package io.bytebucket.admin.object;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.ObjectDemand;
import io.bytebucket.admin.value.Preconditions;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectCopier;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.http.Response;
import java.util.Optional;

/** Copies an object to another place with all that is said of it; no byte is moved. */
public final class CopyObject implements StoreOperation<ObjectDemand.Made> {
  private final ObjectCopier objects;

  /** Among those objects. */
  public CopyObject(ObjectCopier objects) {
    this.objects = objects;
  }

  private record Copied(String etag, String lastModified, Optional<String> versionId) {
    static Response answer(HeldObject object) {
      return Json.answer(
          200,
          new Copied(
              object.record().etag().quoted(),
              object.record().lastModified().toString(),
              object.writtenVersionId()));
    }
  }

  @Override
  public ObjectDemand.Made decode(AdminRequest request) {
    return ObjectDemand.Made.of(request);
  }

  @Override
  public Response handle(AdminRequest request, ObjectDemand.Made input, Admission admission) {
    return Copied.answer(objects.copy(copy(request, input, admission)).object());
  }

  private static ObjectCopier.Copy copy(
      AdminRequest request, ObjectDemand.Made input, Admission admission) {
    return new ObjectCopier.Copy(
        input.source(admission),
        ReadConditions.NONE,
        input.object().bucket(),
        input.object().key(),
        Optional.empty(),
        Optional.empty(),
        admission::requireKeptTags,
        Optional.empty(),
        Optional.empty(),
        admission.actor(),
        Preconditions.write(request));
  }

  /** Gives an object another key, or another bucket, in one commit. */
  public static final class Move implements StoreOperation<ObjectDemand.Made> {
    private final ObjectCopier objects;

    /** Among those objects. */
    public Move(ObjectCopier objects) {
      this.objects = objects;
    }

    @Override
    public ObjectDemand.Made decode(AdminRequest request) {
      ObjectDemand.Made input = ObjectDemand.Made.of(request);
      if (!(input.from().version() instanceof VersionSelector.Current)) {
        throw AdminException.invalid("An old version can be copied, and not moved.");
      }
      return input;
    }

    @Override
    public Response handle(AdminRequest request, ObjectDemand.Made input, Admission admission) {
      ObjectDemand to = input.object();
      if (!to.bucket().equals(input.from().bucket())) {
        return Copied.answer(objects.move(copy(request, input, admission)).object());
      }
      return Copied.answer(
          objects.rename(
              new ObjectCopier.Rename(
                  input.source(admission),
                  ReadConditions.NONE,
                  to.key(),
                  Preconditions.write(request),
                  admission.actor())));
    }
  }
}
