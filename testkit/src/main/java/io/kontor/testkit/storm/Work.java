package io.kontor.testkit.storm;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What staff has to do with orders, by their numbers.
 *
 * @param toShip those that are paid and that their buyers are content with
 * @param toChange those whose buyers thought of something else
 */
public record Work(Queue<String> toShip, Queue<String> toChange) {
    public static Work none() {
        return new Work(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
    }
}
