/** Facts about S3, each with its source, and asking any server for them. */
@NullMarked
package io.bytebucket.selftest;

import org.jspecify.annotations.NullMarked;
