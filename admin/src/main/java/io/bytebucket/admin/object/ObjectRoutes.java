package io.bytebucket.admin.object;

import static io.bytebucket.admin.route.RouteRow.delete;
import static io.bytebucket.admin.route.RouteRow.get;
import static io.bytebucket.admin.route.RouteRow.head;
import static io.bytebucket.admin.route.RouteRow.post;
import static io.bytebucket.admin.route.RouteRow.put;

import io.bytebucket.admin.route.ObjectAddress;
import io.bytebucket.admin.route.Route;
import io.bytebucket.admin.value.AclDocument;
import io.bytebucket.admin.value.OnObject;
import io.bytebucket.admin.value.TagDocument;
import io.bytebucket.core.Store;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.pipeline.object.ObjectLinks;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The rows of objects. */
public final class ObjectRoutes {
  /** How long the body of one request may be; larger objects are uploaded in parts. */
  public static final long BODY_BYTES = 100L << 20;

  private static final String BUCKET = "/api/s3/:bucket";
  private static final String OBJECT = ObjectAddress.BY_PATH;
  private static final String RAW = "/api/raw/:bucket";
  private static final String VERSION = "versionId";

  private ObjectRoutes() {}

  /**
   * The rows.
   *
   * @param archives what archives may take of the memory of documents
   */
  public static List<Route> rows(
      Store s, ObjectLinks links, MemoryBudget archives, InstantSource clock) {
    return Stream.of(
            many(s, archives),
            one(s),
            places(s),
            tags(s),
            acls(s),
            links(s, links, clock),
            zips(s, archives, clock))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route> many(Store s, MemoryBudget archives) {
    return List.of(
        get(BUCKET)
            .list()
            .query(
                "prefix",
                "delimiter",
                "max-keys",
                "continuation-token",
                "start-after",
                "marker",
                "list-type",
                "encoding-type",
                "fetch-owner")
            .store("ListObjectsV2", new ListObjects(s.lister())),
        get(BUCKET)
            .when("count")
            .list()
            .query("prefix", "continuation-token")
            .store("ListObjectsV2", new CountObjects(s.lister())),
        get(BUCKET)
            .when("count-versions")
            .list()
            .query("prefix", "key-marker", "version-id-marker")
            .store("ListObjectVersions", new CountVersions(s.versionLister())),
        get(BUCKET)
            .when("versions")
            .list()
            .query("prefix", "delimiter", "max-keys", "key-marker", "version-id-marker")
            .store("ListObjectVersions", new ListVersions(s.versionLister())),
        post(BUCKET)
            .when("delete")
            .body(DeleteObjects.LIMIT_BYTES)
            .store("DeleteObjects", new DeleteObjects(s.remover())),
        get(BUCKET)
            .when("zip")
            .query("prefix", "key")
            .store("ListObjectsV2", new ZipObjects(s.lister(), s.reader(), archives, false)),
        post(BUCKET)
            .when("zip")
            .body(ZipObjects.LIMIT_BYTES)
            .store("ListObjectsV2", new ZipObjects(s.lister(), s.reader(), archives, true)));
  }

  private static List<Route> one(Store s) {
    return List.of(
        put(OBJECT).body(BODY_BYTES).store("PutObject", new PutObject(s.writer())),
        get(OBJECT).query(VERSION).store("GetObject", new GetObject(s.reader())),
        get(RAW).query("key", VERSION).store("GetObject", new RawObject(s.reader())),
        head(OBJECT).query(VERSION).store("HeadObject", new GetObject.Head(s.reader())),
        get(OBJECT).when("info").query(VERSION).store("HeadObject", new ObjectInfo(s.reader())),
        delete(OBJECT).query(VERSION).store("DeleteObject", new DeleteObject(s.remover())));
  }

  private static List<Route> places(Store s) {
    return List.of(
        put(OBJECT)
            .when("copy")
            .query("from", "fromVersionId", "replace")
            .body(0)
            .store("CopyObject", new CopyObject(s.copier())),
        put(OBJECT)
            .when("move")
            .query("from")
            .body(0)
            .store("MoveObject", new CopyObject.Move(s.copier())));
  }

  private static List<Route> tags(Store s) {
    ObjectTagging tagging = new ObjectTagging(s.tagger());
    return List.of(
        get(OBJECT)
            .when("tagging")
            .query(VERSION)
            .store("GetObjectTagging", new OnObject(tagging::get)),
        put(OBJECT)
            .when("tagging")
            .query(VERSION)
            .body(TagDocument.LIMIT_BYTES)
            .store("PutObjectTagging", new ObjectTagging.Put(s.tagger())),
        delete(OBJECT)
            .when("tagging")
            .query(VERSION)
            .store("DeleteObjectTagging", new OnObject(tagging::delete)));
  }

  private static List<Route> acls(Store s) {
    ObjectAcl acl = new ObjectAcl(s.objectAcls());
    return List.of(
        get(OBJECT).when("acl").query(VERSION).store("GetObjectAcl", new OnObject(acl::get)),
        put(OBJECT)
            .when("acl")
            .query(VERSION)
            .body(AclDocument.LIMIT_BYTES)
            .store("PutObjectAcl", new OnObject(acl::put)));
  }

  private static List<Route> links(Store s, ObjectLinks links, InstantSource clock) {
    return List.of(
        get(OBJECT)
            .when("presign")
            .query("expires", "method", VERSION)
            .own("SignLink", AdminAction.SIGN_LINK, new SignLink(s.users(), links, clock)));
  }

  private static List<Route> zips(Store s, MemoryBudget archives, InstantSource clock) {
    ZipTickets tickets = new ZipTickets(clock);
    ZipObjects zip = new ZipObjects(s.lister(), s.reader(), archives, true);
    return List.of(
        post(BUCKET)
            .when("zip-ticket")
            .body(ZipObjects.LIMIT_BYTES)
            .store("ListObjectsV2", new ZipByTicket.Issue(tickets)),
        get("/api/zip/:ticket").store("ListObjectsV2", new ZipByTicket(tickets, zip)));
  }
}
