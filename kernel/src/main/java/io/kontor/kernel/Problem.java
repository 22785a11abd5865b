package io.kontor.kernel;

/**
 * A kind of refusal. Each module has one enum of them; the constant's name is the stable code, written in lower case
 * with hyphens on the wire ({@code /problems/out-of-stock}).
 */
public interface Problem {
    String name();

    /** HTTP status, 400 to 599. */
    int status();

    /** One short sentence for people, the same for every refusal of this kind. */
    String title();

    default String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** @param detail what happened this time and what to do about it */
    default Refusal refusal(String detail) {
        return new Refusal(this, detail);
    }
}
