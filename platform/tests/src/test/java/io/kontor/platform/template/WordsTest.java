package io.kontor.platform.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.kernel.Language;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    /** The last half hour of January in Greenwich. */
    private static final Instant AT = Instant.parse("2026-01-31T23:30:00Z");

    @AfterEach
    void showTimesAsUsual() {
        Words.showTimesIn(ZoneId.of("Asia/Shanghai"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Asia/Shanghai    | zh | 2026年2月1日    | 2026年2月1日 07:30
            Asia/Shanghai    | en | 1 February 2026 | 1 Feb 2026, 07:30
            America/New_York | zh | 2026年1月31日   | 2026年1月31日 18:30
            America/New_York | en | 31 January 2026 | 31 Jan 2026, 18:30
            """)
    void timesAreShownInTheShopsZone(String zone, String language, String date, String moment) {
        Words.showTimesIn(ZoneId.of(zone));
        var words = Words.of("letters", Language.valueOf(language.toUpperCase(java.util.Locale.ROOT)));
        assertThat(words.date(AT)).isEqualTo(date);
        assertThat(words.moment(AT)).isEqualTo(moment);
    }
}
