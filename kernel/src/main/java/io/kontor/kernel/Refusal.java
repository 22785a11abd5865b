package io.kontor.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that is refused for a reason its sender can do something about. Thrown, it rolls back and leaves as
 * {@code application/problem+json} (RFC 9457).
 */
public final class Refusal extends RuntimeException {
    private final Problem problem;
    private final String detail;
    private final Map<String, Object> extensions = new LinkedHashMap<>();

    Refusal(Problem problem, String detail) {
        super(detail, null, false, false);
        this.problem = problem;
        this.detail = detail;
    }

    /** Adds a member to the problem document, such as {@code shortages}. */
    public Refusal with(String member, Object value) {
        extensions.put(member, value);
        return this;
    }

    public Problem problem() {
        return problem;
    }

    public String detail() {
        return detail;
    }

    public Map<String, Object> extensions() {
        return Collections.unmodifiableMap(extensions);
    }

    public boolean is(Problem other) {
        return problem.code().equals(other.code());
    }
}
