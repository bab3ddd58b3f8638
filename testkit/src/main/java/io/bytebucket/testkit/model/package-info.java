/** Judges of a whole store: a consistency check, and a reference model to compare answers with. */
@NullMarked
package io.bytebucket.testkit.model;

import org.jspecify.annotations.NullMarked;
