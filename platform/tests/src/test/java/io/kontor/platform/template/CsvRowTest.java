package io.kontor.platform.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "=1+1|'=1+1",
                "@SUM(A1)|'@SUM(A1)",
                "-2+3|'-2+3",
                "-|'-",
                "+86 138|'+86 138",
                "-5.00|-5.00",
                "+8613800138000|+8613800138000",
                "＝1+1|'＝1+1",
                "＋1|'＋1",
                "－1|'－1",
                "＠A1|'＠A1",
                "1-2|1-2",
                "茶壶，红|茶壶，红",
                "a,b|\"a,b\"",
                "a;=1|\"a;=1\"",
                "say \"hi\"|\"say \"\"hi\"\"\"",
                "=A1,B1|\"'=A1,B1\""
            })
    void aCellIsNeverAFormula(String text, String written) {
        assertThat(CsvRow.cell(text)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t=1", "\r=1", "\n=1"})
    void whatHidesBehindWhiteSpaceIsNoFormulaEither(String text) {
        assertThat(CsvRow.cell(text)).isEqualTo("\"'" + text + "\"");
    }

    @Test
    void aRowHasItsCellsInOrderAndEmptyOnesForWhatIsNotThere() {
        assertThat(CsvRow.of(Arrays.asList("a", null, "two\nlines", ""))).isEqualTo("a,,\"two\nlines\",\r\n");
    }
}
