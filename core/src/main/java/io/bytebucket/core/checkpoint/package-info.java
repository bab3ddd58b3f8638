/** States of the store that are set aside for a while, for backups. */
@NullMarked
package io.bytebucket.core.checkpoint;

import org.jspecify.annotations.NullMarked;
