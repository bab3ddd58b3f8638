/** What users could do. */
@NullMarked
package io.bytebucket.admin.question;

import org.jspecify.annotations.NullMarked;
