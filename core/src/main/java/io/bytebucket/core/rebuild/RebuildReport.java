package io.bytebucket.core.rebuild;

import io.bytebucket.core.check.CheckResult;
import java.util.Map;

/**
 * What came of a rebuild.
 *
 * @param rows how many rows were taken over, by their table
 * @param loss what could not be read of the damaged metadata
 * @param objects how many objects and versions were made of what blobs say
 * @param uploads how many uploads under way
 * @param parts how many parts
 * @param buckets how many buckets
 * @param replaced how many blobs are of something that was replaced or deleted, or that nobody was
 *     told of; noted in the quarantine
 * @param displaced how many rows are in quarantine because what blobs tell is later, or because
 *     they do not fit what else there is
 * @param unlabelled how many blobs say nothing of themselves; noted in the quarantine
 * @param notWhole how many objects lack bytes, and could not be made
 * @param hasAdministrator whether somebody is left who can sign in and may do everything
 * @param left what a check of the new store found that could not be put right
 */
public record RebuildReport(
    Map<String, Long> rows,
    SalvagedRows.Loss loss,
    long objects,
    long uploads,
    long parts,
    long buckets,
    long replaced,
    long displaced,
    long unlabelled,
    long notWhole,
    boolean hasAdministrator,
    CheckResult left) {}
