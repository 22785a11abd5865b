package io.kontor.letters;

import io.kontor.kernel.Caller;
import io.kontor.letters.Letters.Letter;
import io.kontor.letters.Letters.NewLetter;
import io.kontor.platform.access.Access;
import io.kontor.platform.idempotency.Idempotency;
import io.kontor.platform.web.BodyMax;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
class LetterEndpoint {
    private final LocalLetters letters;
    private final Idempotency idempotency;

    LetterEndpoint(LocalLetters letters, Idempotency idempotency) {
        this.letters = letters;
        this.idempotency = idempotency;
    }

    @PostMapping("/api/letters")
    @Access(Caller.Kind.GUEST)
    ResponseEntity<Letter> post(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewLetter letter) {
        return idempotency.answer(
                "letters",
                "letter",
                letter.sender(),
                key,
                letter,
                Letter.class,
                ticket -> ResponseEntity.status(201).body(letters.write(letter, ticket)));
    }

    @PostMapping("/api/letters/long")
    @Access(Caller.Kind.GUEST)
    @BodyMax(kilobytes = 300)
    int length(@RequestBody NewLetter letter) {
        return letter.text().length();
    }

    @GetMapping("/api/letters")
    @Access(Caller.Kind.GUEST)
    List<Integer> numbered(@RequestParam int count) {
        return List.of(count);
    }

    @GetMapping("/api/letters/defect")
    @Access(Caller.Kind.GUEST)
    List<Integer> defect() {
        throw new IllegalStateException("secret words of the inside");
    }

    /** Fails when some of it has left already. */
    @GetMapping("/api/letters/torn")
    @Access(Caller.Kind.GUEST)
    StreamingResponseBody torn() {
        return out -> {
            out.write(new byte[100_000]);
            throw new IllegalStateException("torn");
        };
    }

    @GetMapping("/api/letters/shopper")
    @Access(Caller.Kind.SHOPPER)
    String shopper() {
        return "shopper";
    }

    @GetMapping("/api/admin/v1/letters")
    @Access(value = Caller.Kind.STAFF, permission = "letters.read")
    String staff() {
        return "staff";
    }
}
