package io.kontor.platform.start;

import java.util.List;

/** What a module wants the person to know who started Kontor, such as a one-time password. */
public interface StartNotice {
    /** Lines for the terminal; empty when there is nothing to say. */
    List<String> lines();
}
