/**
 * Which bytes and parts make up an object. Where these are few, they are in its record; where they
 * are many, they have rows of their own, so that code which only reads records pays nothing for
 * them.
 */
@NullMarked
package io.bytebucket.core.layout;

import org.jspecify.annotations.NullMarked;
