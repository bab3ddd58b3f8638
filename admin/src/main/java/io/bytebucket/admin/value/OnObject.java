package io.bytebucket.admin.value;

import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.http.Response;
import java.io.IOException;

/**
 * An operation on a version of an object that is there, of which nothing else is known before its
 * body is read.
 */
public final class OnObject implements StoreOperation<ObjectDemand> {
  private final Work work;

  /** What it does. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does what was asked, and encodes the answer.
     *
     * @param source where the version is found that was judged
     */
    Response handle(AdminRequest request, ObjectReader.Source source, Admission admission)
        throws IOException;
  }

  /** The operation that does that. */
  public OnObject(Work work) {
    this.work = work;
  }

  @Override
  public ObjectDemand decode(AdminRequest request) {
    return ObjectDemand.of(request);
  }

  @Override
  public Response handle(AdminRequest request, ObjectDemand input, Admission admission)
      throws IOException {
    return work.handle(request, input.source(admission), admission);
  }
}
