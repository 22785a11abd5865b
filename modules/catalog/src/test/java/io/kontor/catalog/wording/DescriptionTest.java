package io.kontor.catalog.wording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptionTest {
    /** Descriptions that were nothing but another shop's pictures leave no empty heading behind. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <p><img src="http://elsewhere.example/1.jpg"></p><p><br></p>     | ''
            <p><img src="http://elsewhere.example/1.jpg"></p><p>Warm.</p>    | <p>Warm.</p>
            <p> </p><ul><li>Warm</li></ul>                                   | <ul><li>Warm</li></ul>
            <script>alert(1)</script>                                        | ''
            """)
    void whatNothingIsLeftOfIsNotKept(String html, String kept) {
        assertThat(Description.safe(html)).isEqualTo(kept);
    }
}
