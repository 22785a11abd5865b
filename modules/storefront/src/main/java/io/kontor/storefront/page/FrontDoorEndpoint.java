package io.kontor.storefront.page;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.platform.access.Access;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Leads visitors to the shop in their language. */
@RestController
@Access(Caller.Kind.GUEST)
class FrontDoorEndpoint {
    @GetMapping("/")
    ResponseEntity<Void> enter(Language language) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .header("Location", "/" + language.code() + "/")
                .header("Vary", "Accept-Language")
                .build();
    }

    @GetMapping("/{lang:zh|en}")
    ResponseEntity<Void> enterNamed(@PathVariable String lang) {
        return ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY)
                .header("Location", "/" + lang + "/")
                .build();
    }
}
