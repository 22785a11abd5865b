package io.kontor.letters;

import java.util.Optional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

@HttpExchange("/internal/letters")
public interface Letters {
    /** @throws io.kontor.kernel.Refusal EMPTY_LETTER (422, with {@code sender}) */
    @PostExchange("/letters")
    Letter send(@RequestBody NewLetter letter);

    @GetExchange("/letters/{id}")
    Optional<Letter> find(@PathVariable java.util.UUID id);

    record NewLetter(String sender, String text) {}

    record Letter(java.util.UUID id, String text) {}
}
