/**
 * The commands that move buckets between this store and another S3 endpoint. What speaks to
 * endpoints is loaded by them alone.
 */
@NullMarked
package io.bytebucket.server.remote;

import org.jspecify.annotations.NullMarked;
