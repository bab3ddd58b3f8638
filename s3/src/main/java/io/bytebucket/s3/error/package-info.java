/** S3's errors: the codes, what carries one, and the document that answers it. */
@NullMarked
package io.bytebucket.s3.error;

import org.jspecify.annotations.NullMarked;
