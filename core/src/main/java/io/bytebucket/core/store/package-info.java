/**
 * The two ports an engine implements: ordered keys with atomic commits, and immutable bytes by id.
 *
 * <p>What S3 means is written above these two ports, and nowhere below. An engine is done when the
 * contract suites of the testkit pass on it. Nothing above the ports may assume that this process
 * is the only one over its engine, unless {@link io.bytebucket.core.store.Engine#isExclusive()}
 * says so.
 */
@NullMarked
package io.bytebucket.core.store;

import org.jspecify.annotations.NullMarked;
