/**
 * Hadoop's contract tests of file systems, bound to its client of S3 and a real server. What a test
 * does stands in Hadoop; here is what it runs against, and where S3A means something else.
 */
@NullMarked
package io.bytebucket.hadoop;

import org.jspecify.annotations.NullMarked;
