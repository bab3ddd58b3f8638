package io.bytebucket.admin.object;

import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.ObjectDemand;
import io.bytebucket.admin.value.Preconditions;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectReader.Chosen;
import io.bytebucket.core.object.ObjectReader.Opened;
import io.bytebucket.core.object.ObjectReader.Outcome;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.pipeline.object.ContentSource;

/** Sends an object, or a range of it, always as something to be kept and never as a page. */
public final class GetObject implements StoreOperation<ObjectDemand> {
  private final ObjectReader objects;

  /** Of those objects. */
  public GetObject(ObjectReader objects) {
    this.objects = objects;
  }

  @Override
  public ObjectDemand decode(AdminRequest request) {
    return ObjectDemand.of(request);
  }

  @Override
  public Response handle(AdminRequest request, ObjectDemand input, Admission admission) {
    ObjectAnswer answer = new ObjectAnswer(request, input.key());
    return switch (objects.open(
        input.source(admission), Preconditions.read(request), answer::range)) {
      case Outcome.NotModified<Opened<ObjectAnswer.Range>>(HeldObject object) ->
          answer.notModified(object);
      case Outcome.Found<Opened<ObjectAnswer.Range>>(Opened<ObjectAnswer.Range> opened) ->
          found(answer, opened);
    };
  }

  private static Response found(ObjectAnswer answer, Opened<ObjectAnswer.Range> opened) {
    ObjectReader.Content content = opened.content();
    boolean handedOn = false;
    try {
      ObjectAnswer.Range range = opened.choice();
      Response response =
          answer.found(
              content.held(),
              range,
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

  /** Answers like GET, without the bytes. */
  public static final class Head implements StoreOperation<ObjectDemand> {
    private final ObjectReader objects;

    /** Of those objects. */
    public Head(ObjectReader objects) {
      this.objects = objects;
    }

    @Override
    public ObjectDemand decode(AdminRequest request) {
      return ObjectDemand.of(request);
    }

    @Override
    public Response handle(AdminRequest request, ObjectDemand input, Admission admission) {
      ObjectAnswer answer = new ObjectAnswer(request, input.key());
      return switch (objects.head(
          input.source(admission), Preconditions.read(request), answer::range)) {
        case Outcome.NotModified<Chosen<ObjectAnswer.Range>>(HeldObject object) ->
            answer.notModified(object);
        case Outcome.Found<Chosen<ObjectAnswer.Range>>(Chosen<ObjectAnswer.Range> chosen) ->
            answer.found(
                chosen.object(),
                chosen.choice(),
                new ResponseBody.HeadOnly(chosen.choice().lengthBytes()));
      };
    }
  }
}
