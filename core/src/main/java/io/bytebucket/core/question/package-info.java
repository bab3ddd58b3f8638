/** What users could do, asked by those who run the store: by the decision that requests get. */
@NullMarked
package io.bytebucket.core.question;

import org.jspecify.annotations.NullMarked;
