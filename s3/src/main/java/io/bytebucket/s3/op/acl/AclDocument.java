package io.bytebucket.s3.op.acl;

import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.AclChange;
import io.bytebucket.core.acl.Grant;
import io.bytebucket.core.acl.Grantee;
import io.bytebucket.core.acl.Permission;
import io.bytebucket.core.failure.AclFault;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.user.UserId;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.value.Grantees;
import io.bytebucket.s3.op.value.Owners;
import io.bytebucket.s3.xml.MalformedXmlException;
import io.bytebucket.s3.xml.XmlFields;
import io.bytebucket.s3.xml.XmlReader;
import io.bytebucket.s3.xml.XmlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An access control list as a document.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_AccessControlPolicy.html">AccessControlPolicy</a>
 */
final class AclDocument {
  static final String ROOT = "AccessControlPolicy";
  static final String USER_ARGUMENT = "CanonicalUser/ID";

  private static final String USER_TYPE = "CanonicalUser";
  private static final String GROUP_TYPE = "Group";
  private static final String EMAIL_TYPE = "AmazonCustomerByEmail";
  private static final String XSI =
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=";
  private static final int TEXT_CHARS_MAX = 1_024;
  private static final Map<String, Integer> OWNER = Map.of("ID", TEXT_CHARS_MAX);
  private static final Map<String, Integer> GRANTEE =
      Map.of("ID", TEXT_CHARS_MAX, "URI", TEXT_CHARS_MAX);

  private AclDocument() {}

  /**
   * Reads a document.
   *
   * @throws S3Exception with {@link S3ErrorCode#MALFORMED_ACL}, {@link
   *     S3ErrorCode#INVALID_ARGUMENT} or {@link S3ErrorCode#METHOD_NOT_ALLOWED}
   */
  static AclChange decode(XmlReader document, DocumentBody.Room room)
      throws MalformedXmlException, IOException {
    Optional<String> owner = Optional.empty();
    Optional<List<Grant>> grants = Optional.empty();
    while (document.next()) {
      switch (document.name()) {
        case "Owner" -> owner = XmlFields.read(document, OWNER).text("ID");
        case "AccessControlList" -> grants = Optional.of(grants(document));
        default -> document.skip();
      }
    }
    if (owner.isEmpty() || grants.isEmpty()) {
      throw new S3Exception(S3ErrorCode.MALFORMED_ACL);
    }
    Grantees.user(owner.get(), USER_ARGUMENT);
    return new AclChange(new Acl.Listed(grants.get()), owner);
  }

  /** As many as there may be, so that their memory need not be counted. */
  private static List<Grant> grants(XmlReader list) throws MalformedXmlException, IOException {
    List<Grant> grants = new ArrayList<>();
    while (list.next()) {
      if (!list.name().equals("Grant")) {
        throw new S3Exception(S3ErrorCode.MALFORMED_ACL);
      }
      if (grants.size() == Acl.GRANT_LIMIT) {
        throw new StoreException(
            new Failure.InvalidAcl(new AclFault.TooManyGrants(Acl.GRANT_LIMIT)));
      }
      grants.add(grant(list));
    }
    return grants;
  }

  private static Grant grant(XmlReader grant) throws MalformedXmlException, IOException {
    Optional<Grantee> grantee = Optional.empty();
    Optional<Permission> permission = Optional.empty();
    while (grant.next()) {
      switch (grant.name()) {
        case "Grantee" -> grantee = Optional.of(grantee(grant));
        case "Permission" -> permission = permission(grant.text(TEXT_CHARS_MAX).strip());
        default -> grant.skip();
      }
    }
    if (grantee.isEmpty() || permission.isEmpty()) {
      throw new S3Exception(S3ErrorCode.MALFORMED_ACL);
    }
    return new Grant(grantee.get(), permission.get());
  }

  private static Grantee grantee(XmlReader grantee) throws MalformedXmlException, IOException {
    String type = grantee.type();
    XmlFields fields = XmlFields.read(grantee, GRANTEE);
    return switch (type) {
      case USER_TYPE -> Grantees.user(required(fields, "ID"), USER_ARGUMENT);
      case GROUP_TYPE -> Grantees.group(required(fields, "URI"), "Group/URI");
      case EMAIL_TYPE -> throw Grantees.email();
      default -> throw new S3Exception(S3ErrorCode.MALFORMED_ACL);
    };
  }

  private static String required(XmlFields fields, String name) {
    return fields
        .text(name)
        .map(String::strip)
        .orElseThrow(() -> new S3Exception(S3ErrorCode.MALFORMED_ACL));
  }

  private static Optional<Permission> permission(String text) {
    return Arrays.stream(Permission.values())
        .filter(permission -> permission.name().equals(text))
        .findFirst();
  }

  /** Writes the content of the document. */
  static void write(XmlWriter xml, UserId owner, List<Grant> grants) {
    Owners.write(xml, owner);
    xml.element(
        "AccessControlList",
        list -> grants.forEach(grant -> list.element("Grant", out -> write(out, grant))));
  }

  private static void write(XmlWriter xml, Grant grant) {
    switch (grant.grantee()) {
      case Grantee.User(String canonicalId) ->
          xml.element(
              "Grantee", XSI + '"' + USER_TYPE + '"', out -> out.element("ID", canonicalId));
      case Grantee.Group group ->
          xml.element(
              "Grantee", XSI + '"' + GROUP_TYPE + '"', out -> out.element("URI", group.uri()));
    }
    xml.element("Permission", grant.permission().name());
  }
}
