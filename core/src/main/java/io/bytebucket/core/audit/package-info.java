/** The audit log: who changed what about the store, each record chained to the one before. */
@NullMarked
package io.bytebucket.core.audit;

import org.jspecify.annotations.NullMarked;
