/**
 * What is kept of past requests for people to look at: how many there were, what was done in which
 * bucket, and single ones. It is written now and then, away from the requests' own way, and nothing
 * depends on it.
 */
@NullMarked
package io.bytebucket.core.activity;

import org.jspecify.annotations.NullMarked;
