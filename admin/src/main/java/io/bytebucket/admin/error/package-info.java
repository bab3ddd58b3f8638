/** What the admin API answers when something fails. */
@NullMarked
package io.bytebucket.admin.error;

import org.jspecify.annotations.NullMarked;
