/**
 * Tests of core's services on the in-memory engine.
 *
 * <p>They are here and not beside the classes they test because they need an engine: the testkit,
 * which has the in-memory one, builds on core, so core's own tests cannot see it. The rule: what
 * can be tested without a store is tested in {@code core/src/test}, beside the class; what needs a
 * store is tested here, through public methods, and ends with a check of the whole store.
 */
@NullMarked
package io.bytebucket.testkit.service;

import org.jspecify.annotations.NullMarked;
