package io.kontor.search.preview;

import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import io.kontor.platform.access.Access;
import io.kontor.search.preview.PreviewTuning.Preview;
import io.kontor.search.tuning.Tuning;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PreviewEndpoint {
    private static final int TEXT_MAX = 200;

    private final PreviewTuning previewTuning;

    PreviewEndpoint(PreviewTuning previewTuning) {
        this.previewTuning = previewTuning;
    }

    /** @param text 1 to 200 characters */
    record Wanted(String text, Language language, Tuning tuning) {}

    /** The same search with what is in force and with what is sent; nothing is kept. */
    @PostMapping("/api/admin/v1/search/previews")
    @Access(value = Caller.Kind.STAFF, permission = "search.read")
    Preview preview(@RequestBody Wanted wanted) {
        if (wanted.text() == null || wanted.text().isBlank() || wanted.text().length() > TEXT_MAX) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Search for 1 to 200 characters.")
                    .with("field", "text");
        }
        if (wanted.language() == null || wanted.tuning() == null) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Say in which language, and with which settings.")
                    .with("field", "tuning");
        }
        return previewTuning.preview(wanted.text(), wanted.language(), wanted.tuning());
    }
}
