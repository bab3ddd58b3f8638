/** Operations on states of the store that are set aside for backups. */
@NullMarked
package io.bytebucket.admin.checkpoint;

import org.jspecify.annotations.NullMarked;
