/** A small client of S3 that sends exactly what it is told, right or wrong. */
@NullMarked
package io.bytebucket.selftest.wire;

import org.jspecify.annotations.NullMarked;
