/**
 * Of which bytes and parts an object is made up: inside its record where they are few, in rows of
 * their own where they are many, so that what reads records alone pays nothing for them.
 */
@NullMarked
package io.bytebucket.core.layout;

import org.jspecify.annotations.NullMarked;
