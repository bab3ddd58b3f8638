package io.bytebucket.transfer.files;

import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.CannedAcl;
import io.bytebucket.core.acl.Grant;
import io.bytebucket.core.acl.Grantee;
import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.acl.Permission;
import io.bytebucket.transfer.lines.JsonObject;
import java.util.List;
import java.util.Optional;

/** What was said about access to an object as JSON, both ways. */
final class AccessLines {
  private AccessLines() {}

  static void encode(ObjectAccess access, JsonObject json) {
    json.putIf("bucketOwners", access.isBucketOwners());
    if (access.acl().isPresent()) {
      switch (access.acl().get()) {
        case Acl.Canned(CannedAcl name) -> json.put("cannedAcl", name.name());
        case Acl.Listed(List<Grant> grants) ->
            json.put("grants", grants.stream().map(AccessLines::grant).toList());
      }
    }
  }

  private static JsonObject grant(Grant grant) {
    JsonObject json = new JsonObject();
    switch (grant.grantee()) {
      case Grantee.User(String canonicalId) -> json.put("user", canonicalId);
      case Grantee.Group group -> json.put("group", group.name());
    }
    return json.put("permission", grant.permission().name());
  }

  static ObjectAccess decode(JsonObject json) {
    boolean isBucketOwners = json.isSo("bucketOwners");
    if (json.has("grants")) {
      List<Grant> grants = json.objects("grants").stream().map(AccessLines::grant).toList();
      return new ObjectAccess(isBucketOwners, Optional.of(new Acl.Listed(grants)));
    }
    return new ObjectAccess(
        isBucketOwners,
        json.textIfSaid("cannedAcl").map(name -> new Acl.Canned(CannedAcl.valueOf(name))));
  }

  private static Grant grant(JsonObject json) {
    Grantee grantee =
        json.has("user")
            ? new Grantee.User(json.text("user"))
            : Grantee.Group.valueOf(json.text("group"));
    Grant grant = new Grant(grantee, Permission.valueOf(json.text("permission")));
    json.end();
    return grant;
  }
}
