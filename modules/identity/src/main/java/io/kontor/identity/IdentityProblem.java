package io.kontor.identity;

import io.kontor.kernel.Problem;

/** What identity refuses. */
public enum IdentityProblem implements Problem {
    WEAK_PASSWORD(400, "The password is too easy to guess"),
    WRONG_CURRENT_PASSWORD(400, "The current password is wrong"),
    WRONG_CREDENTIALS(401, "The login or the password is wrong"),
    MORE_THAN_YOURS(403, "It would give more than you have yourself"),
    ACCOUNT_EXISTS(409, "There is an account already"),
    ROLE_EXISTS(409, "There is a role of this name already"),
    LAST_ADMINISTRATOR(409, "The last administrator stays"),
    BUILT_IN_ROLE(409, "This role cannot be changed");

    private final int status;
    private final String title;

    IdentityProblem(int status, String title) {
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
