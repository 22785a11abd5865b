package io.kontor.platform.job;

import java.time.Duration;

/** Something done over and over, by one process of the cluster at a time. A bean, named verb + noun. */
public interface Job {
    /** {@code module.verb-noun}, the same for ever: the schedule is kept under it. */
    String name();

    /** From the end of one run to the start of the next. */
    Duration every();

    /** Must bear being cut off and run again. */
    void run();
}
