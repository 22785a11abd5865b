package io.kontor.letters;

import io.kontor.platform.event.Event;

public record LetterSent(String sender, String text) implements Event {
    @Override
    public String key() {
        return sender;
    }
}
