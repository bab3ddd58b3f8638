/**
 * The body of a request: decoded, and held against what was signed and declared of it, while it is
 * read.
 */
@NullMarked
package io.bytebucket.s3.body;

import org.jspecify.annotations.NullMarked;
