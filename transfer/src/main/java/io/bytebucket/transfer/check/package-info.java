/** Reports checked again, against what a store has by now. */
@NullMarked
package io.bytebucket.transfer.check;

import org.jspecify.annotations.NullMarked;
