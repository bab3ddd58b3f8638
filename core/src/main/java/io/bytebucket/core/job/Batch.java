package io.bytebucket.core.job;

import java.util.List;
import java.util.Optional;

/**
 * What a job does next.
 *
 * @param items in order; few enough for one commit, but for what they cost
 * @param next where it goes on after all of them; empty when there is nothing more
 */
record Batch(List<Item> items, Optional<Job.Cursor> next) {}
