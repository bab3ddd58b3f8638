package io.bytebucket.s3.op.value;

import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.CannedAcl;
import io.bytebucket.core.acl.Grant;
import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.acl.Permission;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.S3Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An access control list in the header of a request: by its name, or grant by grant.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html">PutObjectAcl,
 *     request headers</a>
 */
public final class AclHeaders {
  /** The header field for a list that has a name. */
  public static final String CANNED = "x-amz-acl";

  private static final String GRANT = "x-amz-grant-";

  /** One grantee, and the comma behind it if another one follows. */
  private static final Pattern GRANTEE =
      Pattern.compile("\\s*([A-Za-z]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\",\\s]+))\\s*(,|$)");

  private AclHeaders() {}

  /**
   * The list that a bucket is to have; empty when none was sent.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT}, {@link
   *     S3ErrorCode#INVALID_REQUEST}, {@link S3ErrorCode#METHOD_NOT_ALLOWED} or {@link
   *     S3ErrorCode#NOT_IMPLEMENTED}
   */
  public static Optional<Acl> ofBucket(S3Request request) {
    return decode(request);
  }

  /**
   * What is said about the access to an object that is written.
   *
   * @throws S3Exception as {@link #ofBucket}
   */
  public static ObjectAccess access(S3Request request) {
    return ObjectAccess.sent(ofObject(request));
  }

  /**
   * The list that an object is to have; empty when none was sent.
   *
   * @throws S3Exception as {@link #ofBucket}
   */
  public static Optional<Acl> ofObject(S3Request request) {
    Optional<Acl> acl = decode(request);
    if (acl.filter(new Acl.Canned(CannedAcl.LOG_DELIVERY_WRITE)::equals).isPresent()) {
      throw unknown(CannedAcl.LOG_DELIVERY_WRITE.text());
    }
    return acl;
  }

  private static Optional<Acl> decode(S3Request request) {
    Optional<String> name = request.header(CANNED);
    List<Grant> grants = new ArrayList<>();
    for (Permission permission : Permission.values()) {
      String header = header(permission);
      Optional<String> grantees = request.header(header);
      if (grantees.isPresent()) {
        if (name.isPresent()) {
          throw new S3Exception(
              S3ErrorCode.INVALID_REQUEST,
              "Specifying both Canned ACLs and Header Grants is not allowed");
        }
        addGrants(grants, header, grantees.get(), permission);
      }
    }
    return name.isPresent()
        ? Optional.of(canned(name.get()))
        : Optional.of(grants).filter(sent -> !sent.isEmpty()).map(Acl.Listed::new);
  }

  private static Acl canned(String name) {
    CannedAcl canned = CannedAcl.of(name).orElseThrow(() -> unknown(name));
    if (canned == CannedAcl.AWS_EXEC_READ) {
      throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED).with("Header", CANNED);
    }
    return new Acl.Canned(canned);
  }

  private static S3Exception unknown(String name) {
    // AWS sends no message here.
    return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "")
        .with("ArgumentName", CANNED)
        .with("ArgumentValue", name);
  }

  private static String header(Permission permission) {
    return GRANT
        + switch (permission) {
          case READ -> "read";
          case WRITE -> "write";
          case READ_ACP -> "read-acp";
          case WRITE_ACP -> "write-acp";
          case FULL_CONTROL -> "full-control";
        };
  }

  private static void addGrants(
      List<Grant> grants, String header, String value, Permission permission) {
    Matcher grantee = GRANTEE.matcher(value);
    boolean isMore = true;
    while (isMore) {
      if (!grantee.lookingAt()) {
        throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "Argument format not recognized")
            .with("ArgumentName", header)
            .with("ArgumentValue", value);
      }
      String text = grantee.group(2) == null ? grantee.group(3) : grantee.group(2);
      grants.add(
          new Grant(
              switch (grantee.group(1)) {
                case "id" -> Grantees.user(text, "id");
                case "uri" -> Grantees.group(text, "uri");
                case "emailAddress" -> throw Grantees.email();
                default ->
                    throw new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT, "Argument format not recognized")
                        .with("ArgumentName", header)
                        .with("ArgumentValue", value);
              },
              permission));
      isMore = !grantee.group(4).isEmpty();
      grantee.region(grantee.end(), value.length());
    }
  }
}
