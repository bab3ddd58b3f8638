package io.bytebucket.admin.object;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.error.FailureToAdmin;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.BucketDemand;
import io.bytebucket.admin.value.ObjectDemand;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deletes up to 1,000 objects or versions; whether one may be deleted is asked for each. */
public final class DeleteObjects implements StoreOperation<BucketDemand> {
  /** The longest document that is read. */
  static final int LIMIT_BYTES = 768 << 10;

  private final ObjectRemover objects;

  /** Among those objects. */
  public DeleteObjects(ObjectRemover objects) {
    this.objects = objects;
  }

  /** What to delete: its key alone, or with a version. */
  record Target(String key, Optional<String> versionId) {
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    Target {}

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Target of(String key) {
      return new Target(key, Optional.empty());
    }
  }

  /** What is asked for. */
  record Wanted(Optional<Boolean> quiet, List<Target> objects) {}

  private record Refused(String key, Optional<String> versionId, String code, String message) {
    static Refused of(Target target, Failure failure) {
      AdminException error = FailureToAdmin.translate(failure);
      return new Refused(target.key(), target.versionId(), error.label(), error.text());
    }
  }

  private record Done(List<String> deleted, List<Refused> errors) {}

  @Override
  public BucketDemand decode(AdminRequest request) {
    return BucketDemand.of(request);
  }

  @Override
  public Response handle(AdminRequest request, BucketDemand input, Admission admission)
      throws IOException {
    Wanted wanted = request.document(Wanted.class);
    if (wanted.objects().isEmpty()) {
      throw AdminException.invalid("There is nothing to delete in the document.");
    }
    List<Refused> errors = new ArrayList<>();
    List<Target> sound = new ArrayList<>();
    List<ObjectRemover.Target> targets = new ArrayList<>();
    for (Target target : wanted.objects()) {
      try {
        targets.add(target(target));
        sound.add(target);
      } catch (StoreException e) {
        errors.add(Refused.of(target, e.failure()));
      }
    }
    List<ObjectRemover.Outcome> outcomes =
        objects.deleteAll(input.bucket(), targets, admission.actor(), admission::requireEach);
    List<String> deleted = new ArrayList<>();
    for (int i = 0; i < sound.size(); i++) {
      if (outcomes.get(i) instanceof ObjectRemover.Outcome.Refused(Failure failure)) {
        errors.add(Refused.of(sound.get(i), failure));
      } else if (!wanted.quiet().orElse(false)) {
        deleted.add(sound.get(i).key());
      }
    }
    return Json.answer(200, new Done(deleted, errors));
  }

  private static ObjectRemover.Target target(Target target) {
    VersionSelector version =
        target.versionId().map(ObjectDemand::version).orElseGet(VersionSelector::current);
    return new ObjectRemover.Target(
        new ObjectKey(target.key()), version, new WriteCondition.None());
  }
}
