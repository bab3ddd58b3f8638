package io.bytebucket.admin.upload;

import static io.bytebucket.admin.route.RouteRow.delete;
import static io.bytebucket.admin.route.RouteRow.get;
import static io.bytebucket.admin.route.RouteRow.post;
import static io.bytebucket.admin.route.RouteRow.put;

import io.bytebucket.admin.object.ObjectRoutes;
import io.bytebucket.admin.route.ObjectAddress;
import io.bytebucket.admin.route.Route;
import io.bytebucket.core.Store;
import java.util.List;

/** The rows of uploads. */
public final class UploadRoutes {
  private static final String BUCKET = "/api/s3/:bucket";
  private static final String OBJECT = ObjectAddress.BY_PATH;
  private static final String UPLOAD = "uploadId";

  private UploadRoutes() {}

  /** The rows. */
  public static List<Route> rows(Store s) {
    return List.of(
        get(BUCKET)
            .when("uploads")
            .list()
            .query("prefix", "delimiter", "key-marker", "upload-id-marker", "max-uploads")
            .store("ListMultipartUploads", new ListUploads(s.uploadLister())),
        post(OBJECT).when("uploads").store("CreateMultipartUpload", new CreateUpload(s.uploads())),
        put(OBJECT)
            .when(UPLOAD)
            .query("partNumber")
            .body(ObjectRoutes.BODY_BYTES)
            .store("UploadPart", new UploadPart(s.partWriter())),
        get(OBJECT)
            .when(UPLOAD)
            .list()
            .query("max-parts", "part-number-marker")
            .store("ListParts", new ListParts(s.uploadLister())),
        post(OBJECT)
            .when(UPLOAD)
            .body(CompleteUpload.LIMIT_BYTES)
            .store("CompleteMultipartUpload", new CompleteUpload(s.completer())),
        delete(OBJECT).when(UPLOAD).store("AbortMultipartUpload", new AbortUpload(s.uploads())));
  }
}
