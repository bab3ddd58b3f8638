/** Sessions of people who are signed in, and what they prove beside a secret. */
@NullMarked
package io.bytebucket.core.signin;

import org.jspecify.annotations.NullMarked;
