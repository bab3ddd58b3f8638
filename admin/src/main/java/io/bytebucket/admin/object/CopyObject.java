package io.bytebucket.admin.object;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.Attributes;
import io.bytebucket.admin.value.ObjectDemand;
import io.bytebucket.admin.value.Preconditions;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectCopier;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.http.Response;
import java.util.Optional;

/**
 * Copies an object to another place; no byte is moved. All that is said of it goes along, unless
 * the request asks for that to be replaced by what its own header fields say: then an object that
 * is copied onto itself gets other ones, and nothing else of it changes, neither its owner nor its
 * access control list. Tags stay in all cases.
 */
public final class CopyObject implements StoreOperation<CopyObject.Input> {
  private static final String REPLACE = "replace";
  private static final String TAGGING = "x-amz-tagging";

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

  /**
   * What is copied.
   *
   * @param said what is said of the copy; none keeps what is said of its source
   */
  record Input(ObjectDemand.Made made, Optional<ObjectAttributes> said) implements Demand {
    boolean isOntoItself() {
      ObjectDemand to = made.object();
      return made.from().version() instanceof VersionSelector.Current
          && made.from().bucket().equals(to.bucket())
          && made.from().key().equals(to.key());
    }

    @Override
    public Resource resource() {
      return made.resource();
    }

    @Override
    public Optional<Source> accessSource() {
      return made.accessSource();
    }
  }

  @Override
  public Input decode(AdminRequest request) {
    ObjectDemand.Made made = ObjectDemand.Made.of(request);
    if (!request.query().contains(REPLACE)) {
      return new Input(made, Optional.empty());
    }
    if (request.header(TAGGING).isPresent()) {
      throw AdminException.invalid(
          "A copy keeps the tags of its source: PUT with ?tagging sets others.");
    }
    return new Input(made, Optional.of(Attributes.decode(request)));
  }

  @Override
  public Response handle(AdminRequest request, Input input, Admission admission) {
    if (input.said().isPresent() && input.isOntoItself()) {
      return Copied.answer(objects.edit(edit(request, input, input.said().get(), admission)));
    }
    return Copied.answer(
        objects.copy(copy(request, input.made(), input.said(), admission)).object());
  }

  private static ObjectCopier.Edit edit(
      AdminRequest request, Input input, ObjectAttributes said, Admission admission) {
    return new ObjectCopier.Edit(
        input.made().source(admission),
        said,
        admission::requireKeptTags,
        Preconditions.write(request),
        admission.actor());
  }

  private static ObjectCopier.Copy copy(
      AdminRequest request,
      ObjectDemand.Made input,
      Optional<ObjectAttributes> said,
      Admission admission) {
    return new ObjectCopier.Copy(
        input.source(admission),
        ReadConditions.NONE,
        input.object().bucket(),
        input.object().key(),
        said,
        Optional.empty(),
        admission::requireKeptTags,
        said.map(ObjectAttributes::storageClass),
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
        return Copied.answer(
            objects.move(copy(request, input, Optional.empty(), admission)).object());
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
