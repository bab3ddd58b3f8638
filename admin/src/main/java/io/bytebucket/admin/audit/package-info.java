/** The audit log: who changed what. */
@NullMarked
package io.bytebucket.admin.audit;

import org.jspecify.annotations.NullMarked;
