package io.bytebucket.admin.stats;

/**
 * For how long it is known how many requests there were.
 *
 * @param days what is out of range becomes the next that is not: 1 to 365
 */
record RetentionDocument(int days) {}
