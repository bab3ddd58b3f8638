/**
 * What a query or a change sees: one state of the store, with the changes of its own over it; and
 * what a change leaves, which is its writes and the keys it has read.
 */
@NullMarked
package io.bytebucket.engine.local.metadata.view;

import org.jspecify.annotations.NullMarked;
