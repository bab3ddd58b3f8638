/** Why requests were refused. */
@NullMarked
package io.bytebucket.admin.refusal;

import org.jspecify.annotations.NullMarked;
