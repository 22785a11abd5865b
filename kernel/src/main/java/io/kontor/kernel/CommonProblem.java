package io.kontor.kernel;

/** Refusals that any module may give. */
public enum CommonProblem implements Problem {
    INVALID_REQUEST(400, "The request is not valid"),
    UNREADABLE_BODY(400, "The body cannot be read"),
    CARD_NUMBER(400, "A card number was sent"),
    INVALID_CURSOR(400, "The cursor is not one of ours"),
    SIGN_IN_REQUIRED(401, "Sign in first"),
    FORBIDDEN(403, "You may not do this"),
    CROSS_SITE_REQUEST(403, "The request came from another site"),
    NOT_FOUND(404, "There is no such thing here"),
    METHOD_NOT_ALLOWED(405, "This method is not offered here"),
    NOT_ACCEPTABLE(406, "No such representation"),
    IN_PROGRESS(409, "The same request is still being worked on"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "This content type is not read here"),
    PRECONDITION_FAILED(412, "Somebody changed it in the meantime"),
    KEY_REUSED(422, "The idempotency key was used for another request"),
    IF_MATCH_REQUIRED(428, "Say which version you changed"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    DEFECT(500, "Something went wrong on our side"),
    MODULE_UNREACHABLE(503, "A part of the shop cannot be reached"),
    BUSY(503, "The shop is busy");

    private final int status;
    private final String title;

    CommonProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
