/**
 * The two ports an engine implements: ordered keys with atomic commits, and immutable bytes by id.
 *
 * <p>All S3 meaning stands above these two. An engine is done when the contract suites of the
 * testkit pass on it. Nothing above the ports may assume that this process is the only writer.
 */
@NullMarked
package io.bytebucket.core.store;

import org.jspecify.annotations.NullMarked;
