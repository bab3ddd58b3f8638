/** Limits, bans and quotas: what stands before the server, and how much buckets may hold. */
@NullMarked
package io.bytebucket.admin.limit;

import org.jspecify.annotations.NullMarked;
