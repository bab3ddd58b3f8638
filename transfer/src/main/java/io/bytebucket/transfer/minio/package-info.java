/**
 * Brings in what MinIO exports of its users, groups, policies and service accounts, and of the
 * settings of its buckets: what there is the same of is made here, and all else is told by name.
 */
@NullMarked
package io.bytebucket.transfer.minio;

import org.jspecify.annotations.NullMarked;
