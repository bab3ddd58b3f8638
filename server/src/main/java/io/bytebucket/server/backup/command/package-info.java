/** The commands that make, look at and restore backups. */
@NullMarked
package io.bytebucket.server.backup.command;

import org.jspecify.annotations.NullMarked;
