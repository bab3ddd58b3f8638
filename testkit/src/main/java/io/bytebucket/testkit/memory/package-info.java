/** Ports at which a test makes something happen. */
@NullMarked
package io.bytebucket.testkit.memory;

import org.jspecify.annotations.NullMarked;
