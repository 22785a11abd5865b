package io.kontor.testkit.storm;

/** Where an invariant does not hold, in words that name the order, the SKU or the event. */
public record Violation(Invariant invariant, String finding) {}
