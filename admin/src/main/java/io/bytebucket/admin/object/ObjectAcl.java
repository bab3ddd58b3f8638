package io.bytebucket.admin.object;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.value.AclDocument;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.object.ObjectAcls;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.http.Response;
import java.io.IOException;

/** The access control lists of objects; setting one changes nothing else about an object. */
final class ObjectAcl {
  private final ObjectAcls acls;

  ObjectAcl(ObjectAcls acls) {
    this.acls = acls;
  }

  Response get(AdminRequest request, ObjectReader.Source source, Admission admission) {
    ObjectAcls.InForce acl = acls.get(source);
    return Json.answer(200, AclDocument.of(acl.owner(), acl.grants()));
  }

  /** Sets it, in place of what there is. */
  Response put(AdminRequest request, ObjectReader.Source source, Admission admission)
      throws IOException {
    acls.set(source, request.document(AclDocument.Sent.class).change(), admission.actor());
    return Json.empty();
  }
}
