package io.kontor.platform.web;

import io.kontor.kernel.CommonProblem;
import org.jspecify.annotations.Nullable;

/** Resource versions as entity tags: {@code "7"} for version 7. */
public final class Versions {
    private Versions() {}

    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version that a change is based on.
     *
     * @throws io.kontor.kernel.Refusal IF_MATCH_REQUIRED (428) without the header, INVALID_REQUEST (400) when unreadable
     */
    public static long require(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw CommonProblem.IF_MATCH_REQUIRED.refusal("Send the ETag of what you changed as If-Match.");
        }
        try {
            return Long.parseLong(ifMatch.strip().replace("W/", "").replace("\"", ""));
        } catch (NumberFormatException unreadable) {
            throw CommonProblem.INVALID_REQUEST.refusal("If-Match is not an ETag of ours.");
        }
    }

    /** @throws io.kontor.kernel.Refusal PRECONDITION_FAILED (412) when the two differ */
    public static void match(long wanted, long actual) {
        if (wanted != actual) {
            throw CommonProblem.PRECONDITION_FAILED.refusal(
                    "Load it again, look at what changed, and repeat your change.");
        }
    }
}
