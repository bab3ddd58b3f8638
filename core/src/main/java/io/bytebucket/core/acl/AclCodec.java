package io.bytebucket.core.acl;

import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The stored forms of an {@link Acl} and of {@link ObjectAccess}. */
public final class AclCodec {
  private static final int VERSION = 1;
  private static final CannedAcl[] CANNED = CannedAcl.values();
  private static final Grantee.Group[] GROUPS = Grantee.Group.values();
  private static final Permission[] PERMISSIONS = Permission.values();
  private static final HexFormat HEX = HexFormat.of();

  private AclCodec() {}

  /** The record of the list of a bucket. */
  public static byte[] encode(Acl acl) {
    RecordWriter out = new RecordWriter(VERSION);
    write(out, acl);
    return out.toBytes();
  }

  /**
   * The list in a record.
   *
   * @throws StoreException with {@link io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static Acl decode(byte[] bytes) {
    RecordReader in = new RecordReader("access control list", bytes, VERSION);
    Acl acl = read(in);
    in.end();
    return acl;
  }

  /** Writes what was said about an object, which is something. */
  public static void writeSaid(RecordWriter out, ObjectAccess access) {
    out.flag(access.isBucketOwners()).flag(access.acl().isPresent());
    access.acl().ifPresent(acl -> write(out, acl));
  }

  /**
   * Reads what was said about an object.
   *
   * @throws StoreException with {@link io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static ObjectAccess readSaid(RecordReader in) {
    ObjectAccess access =
        new ObjectAccess(in.flag(), in.flag() ? Optional.of(read(in)) : Optional.empty());
    if (access.equals(ObjectAccess.UNSAID)) {
      throw in.corrupt("nothing said");
    }
    return access;
  }

  private static void write(RecordWriter out, Acl acl) {
    switch (acl) {
      case Acl.Canned(CannedAcl name) -> out.flag(false).constant(name);
      case Acl.Listed(List<Grant> grants) -> {
        out.flag(true).number(grants.size());
        grants.forEach(grant -> write(out, grant));
      }
    }
  }

  private static void write(RecordWriter out, Grant grant) {
    switch (grant.grantee()) {
      case Grantee.User(String canonicalId) -> out.flag(false).bytes(HEX.parseHex(canonicalId));
      case Grantee.Group group -> out.flag(true).constant(group);
    }
    out.constant(grant.permission());
  }

  private static Acl read(RecordReader in) {
    if (!in.flag()) {
      return new Acl.Canned(in.constant(CANNED));
    }
    int count = in.count();
    if (count > Acl.GRANT_LIMIT) {
      throw in.corrupt("count");
    }
    List<Grant> grants = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      grants.add(new Grant(in.flag() ? in.constant(GROUPS) : user(in), in.constant(PERMISSIONS)));
    }
    Acl.Listed listed = new Acl.Listed(grants);
    if (listed.grants().size() != count) {
      throw in.corrupt("a grant twice");
    }
    return listed;
  }

  private static Grantee user(RecordReader in) {
    String canonicalId = HEX.formatHex(in.bytes());
    if (!Grantee.User.isCanonicalId(canonicalId)) {
      throw in.corrupt("canonical id");
    }
    return new Grantee.User(canonicalId);
  }
}
