/** Objects and their versions. */
@NullMarked
package io.bytebucket.admin.object;

import org.jspecify.annotations.NullMarked;
