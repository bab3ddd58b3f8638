/** Users, their access keys and what they may do. */
@NullMarked
package io.bytebucket.admin.user;

import org.jspecify.annotations.NullMarked;
