package io.bytebucket.admin;

import io.bytebucket.admin.metrics.FiguresPage;
import io.bytebucket.admin.stats.LiveActivity;
import io.bytebucket.admin.stats.LiveTail;
import io.bytebucket.core.check.served.RunningCheck;
import io.bytebucket.pipeline.FaultLog;
import io.bytebucket.pipeline.Meters;
import io.bytebucket.pipeline.RefusedRequests;

/**
 * What the server knows of itself.
 *
 * @param meters where requests at the admin address are counted
 * @param figures all figures of the server
 * @param activity what was counted and is not stored yet
 * @param tail requests at every address as they end
 * @param faults what should not have happened
 * @param refused the requests that were refused lately, at every address
 * @param check the check of the store while it is served
 */
public record Observed(
    Meters meters,
    FiguresPage figures,
    LiveActivity activity,
    LiveTail tail,
    FaultLog faults,
    RefusedRequests refused,
    RunningCheck check) {}
