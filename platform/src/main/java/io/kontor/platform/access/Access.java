package io.kontor.platform.access;

import io.kontor.kernel.Caller;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call an endpoint; on the method, or on the class for all its methods. An endpoint without it is closed to
 * everybody, and stops the start.
 *
 * <p>GUEST lets everybody in, SHOPPER a shopper who signed in, STAFF a member of staff who has the permission, SYSTEM
 * only another process of the same shop.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Access {
    Caller.Kind value();

    /** What a member of staff must be allowed, such as {@code catalog.write}; with STAFF only. Empty: any staff. */
    String permission() default "";
}
