/** Uploads by HTML forms: the parts of such a body, and the policy that says what they may hold. */
@NullMarked
package io.bytebucket.s3.form;

import org.jspecify.annotations.NullMarked;
