/** What may be said about objects and buckets alike, as types that hold what S3 allows. */
@NullMarked
package io.bytebucket.core.value;

import org.jspecify.annotations.NullMarked;
