/** Long work that the server does by itself. */
@NullMarked
package io.bytebucket.admin.job;

import org.jspecify.annotations.NullMarked;
