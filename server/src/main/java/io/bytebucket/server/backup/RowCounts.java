package io.bytebucket.server.backup;

import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Key;

/** Counts the rows of a store by what they are. For one thread. */
final class RowCounts {
  private static final byte OBJECTS = Keyspace.objects(0, new byte[0]).tag();
  private static final byte VERSIONS = Keyspace.versions(0, new byte[0]).tag();
  private static final byte BUCKETS = Keyspace.buckets("").tag();
  private static final byte USERS = Keyspace.allUsers().tag();

  private long rows;
  private long objects;
  private long versions;
  private long buckets;
  private long users;
  private long inlineBlobs;
  private long inlineBytes;

  /** Counts one. */
  void add(Key key, int inlineLength) {
    rows++;
    byte tag = key.tag();
    if (tag == Keyspace.BULK_TAG) {
      inlineBlobs++;
      inlineBytes += inlineLength;
    } else if (tag == OBJECTS) {
      objects++;
    } else if (tag == VERSIONS) {
      versions++;
    } else if (tag == BUCKETS) {
      buckets++;
    } else if (tag == USERS) {
      users++;
    }
  }

  long rows() {
    return rows;
  }

  Manifest.Counts with(long blobs, long blobBytes) {
    return new Manifest.Counts(
        buckets, users, objects, versions, rows, blobs, blobBytes, inlineBlobs, inlineBytes);
  }
}
