/** Tests of the judges: a check that finds nothing must be able to find something. */
@NullMarked
package io.bytebucket.testkit.model;

import org.jspecify.annotations.NullMarked;
