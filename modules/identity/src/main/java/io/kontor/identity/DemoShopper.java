package io.kontor.identity;

import io.kontor.kernel.Ids;
import java.util.UUID;

/** The people of the demo shop. Their password is known to everybody and opens nothing but their own demo accounts. */
public enum DemoShopper {
    LENA("Lena Brandt", "lena@example.com"),
    OMAR("Omar Haddad", "omar@example.com");

    public static final String PASSWORD = "a red teapot at noon";

    private final String fullName;
    private final String email;

    DemoShopper(String fullName, String email) {
        this.fullName = fullName;
        this.email = email;
    }

    public String fullName() {
        return fullName;
    }

    public String email() {
        return email;
    }

    /** The same in every demo shop, so that other modules can give them addresses and orders. */
    public UUID accountId() {
        return Ids.named("demo-shopper", email);
    }
}
