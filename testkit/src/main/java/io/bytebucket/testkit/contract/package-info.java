/** The contracts of the two ports as tests: an engine is done when it passes them. */
@NullMarked
package io.bytebucket.testkit.contract;

import org.jspecify.annotations.NullMarked;
