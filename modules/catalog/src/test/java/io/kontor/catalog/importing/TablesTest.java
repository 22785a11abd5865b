package io.kontor.catalog.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.importing.TableFile.Wish;
import io.kontor.kernel.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {
    @TempDir
    Path folder;

    private int count;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("file-" + count++), bytes);
    }

    private Path file(String text) throws IOException {
        return file(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Row> rows(Path path, Wish wish) {
        var rows = new ArrayList<Row>();
        try (var table = Tables.open(path, Tables.examine(path, "file", wish))) {
            for (var row = table.next(); row != null; row = table.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static Refusal refusal(Path path) {
        return refusal(path, Wish.NONE);
    }

    private static Refusal refusal(Path path, Wish wish) {
        var refusal = catchThrowableOfType(Refusal.class, () -> Tables.examine(path, "goods.csv", wish));
        assertThat(refusal.problem()).isEqualTo(CatalogProblem.UNREADABLE_FILE);
        return refusal;
    }

    @Test
    void rowsKnowTheLineOnWhichTheyBegin() throws IOException {
        var rows = rows(file("code,name\r\na,\"two\nlines\"\r\n\r\nb,\"say \"\"hi\"\"\"\nc,7\" screen"), Wish.NONE);
        assertThat(rows).extracting(Row::line).containsExactly(2L, 5L, 6L);
        assertThat(rows)
                .extracting(row -> row.cells().get(1))
                .containsExactly("two\nlines", "say \"hi\"", "7\" screen");
    }

    @Test
    void theDelimiterIsToldFromTheHeader() throws IOException {
        for (var delimiter : List.of(",", ";", "\t", "|")) {
            var rows = rows(
                    file("code" + delimiter + "\"na,me;x\"" + delimiter + "price\na" + delimiter + "b" + delimiter
                            + "1\n"),
                    Wish.NONE);
            assertThat(rows.getFirst().cells()).as(delimiter).containsExactly("a", "b", "1");
        }
    }

    @Test
    void theByteOrderMarkIsNoPartOfTheFirstColumn() throws IOException {
        assertThat(Tables.examine(file("\uFEFF\"code\",name\n1,2\n"), "file", Wish.NONE)
                        .columns())
                .containsExactly("code", "name");
        assertThat(Tables.examine(file("\uFEFFcode,name\n1,2\n".getBytes(StandardCharsets.UTF_16LE)), "file", Wish.NONE)
                        .columns())
                .containsExactly("code", "name");
    }

    @Test
    void columnsWithoutANameOrWithTheSameNameGetOne() throws IOException {
        assertThat(Tables.examine(file("a,,a,,\n1,2,3,,\n"), "file", Wish.NONE).columns())
                .containsExactly("a", "column 2", "a (2)");
    }

    @Test
    void aRowWithTooFewOrTooManyCellsIsABadRow() throws IOException {
        var rows = rows(file("a,b\n1\n1,2,3\n1,2,\n1,2\n"), Wish.NONE);
        assertThat(rows)
                .extracting(Row::problem)
                .containsExactly(Reason.of("cells", 1, 2), Reason.of("cells", 3, 2), null, null);
    }

    @Test
    void textThatIsNotUtf8IsRefusedWithItsLine() throws IOException {
        var refusal = refusal(file("code,name\n1,ok\n2,茶壶\n".getBytes(Charset.forName("GB18030"))));
        assertThat(refusal.detail()).startsWith("Line 3 is not valid UTF-8").contains("GB18030");
        assertThat(refusal.extensions()).containsEntry("line", 3L);
        assertThat(refusal(file(new byte[] {'a', ',', 'b', '\n', '1', ',', (byte) 0xe8, (byte) 0x8c}))
                        .detail())
                .startsWith("Line 2 ");
    }

    @Test
    void aDeclaredEncodingIsRead() throws IOException {
        var chinese = file("编码,名称\n1,茶壶\n".getBytes(Charset.forName("GB18030")));
        assertThat(rows(chinese, new Wish("gbk", null, null)).getFirst().cells())
                .containsExactly("1", "茶壶");
        assertThat(refusal(chinese, new Wish("klingon", null, null)).detail()).contains("klingon");
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        assertThat(refusal(file("a,b\n1,\0\n")).detail()).startsWith("Line 2 holds a zero byte");
        assertThat(refusal(file("")).detail()).isEqualTo("The file goods.csv is empty.");
        assertThat(refusal(file("\n \n")).detail()).isEqualTo("The file has no header line.");
        assertThat(refusal(file(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0}))
                        .detail())
                .contains("old Excel format");
    }

    @Test
    void aQuotationMarkThatNeverClosesIsRefusedWithItsLine() throws IOException {
        assertThat(refusal(file("a,b\n1,2\n3,\"never\nclosed\n")).detail())
                .startsWith("The row that begins on line 3 is not CSV");
        assertThat(refusal(file("a,b\n1,\"x\"y\n")).detail()).startsWith("The row that begins on line 2 is not CSV");
        assertThat(refusal(file("a,b\n1,\"" + "x".repeat(6_000_000))).detail()).contains("row of more than 4 MB");
    }

    @Test
    void aHugeCellIsABadRowAndManyColumnsAreRefused() throws IOException {
        assertThat(rows(file("a,b\n1," + "x".repeat(110_000) + "\n2,y\n"), Wish.NONE))
                .extracting(Row::problem)
                .containsExactly(Reason.of("long-cell"), null);
        assertThat(refusal(file("c,".repeat(500) + "c\n")).detail()).isEqualTo("The file has more than 500 columns.");
    }

    @Test
    void gzipIsUnpackedAndABombIsNot() throws IOException {
        assertThat(rows(file(gzip("a,b\n1,茶\n".getBytes(StandardCharsets.UTF_8))), Wish.NONE)
                        .getFirst()
                        .cells())
                .containsExactly("1", "茶");
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            gzip.write("a,b\n".getBytes(StandardCharsets.UTF_8));
            var line = ("1," + "1".repeat(1_000) + "\n").repeat(64).getBytes(StandardCharsets.UTF_8);
            for (var i = 0; i < 400; i++) {
                gzip.write(line);
            }
        }
        assertThat(refusal(file(bomb.toByteArray())).detail()).contains("200 times its size");
        var whole = gzip("a,b\n".concat("some,words\n".repeat(50_000)).getBytes(StandardCharsets.UTF_8));
        assertThat(refusal(file(java.util.Arrays.copyOf(whole, whole.length / 2)))
                        .detail())
                .contains("damaged or was cut off");
    }

    @Test
    void anExcelFileReadsLikeTheSameCsv() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "test", "1.0")) {
            var other = workbook.newWorksheet("商品");
            other.value(0, 0, "code");
            other.value(0, 1, "price");
            other.value(0, 2, "name");
            other.value(1, 0, 1006002);
            other.value(1, 1, 19.9);
            other.value(1, 2, "茶壶");
            other.value(3, 0, "B");
            other.value(3, 1, 0.1 + 0.2);
            workbook.newWorksheet("second").value(0, 0, "elsewhere");
        }
        var file = file(bytes.toByteArray());
        assertThat(rows(file, Wish.NONE))
                .isEqualTo(List.of(
                        new Row(2, List.of("1006002", "19.9", "茶壶"), null), new Row(4, List.of("B", "0.3", ""), null)));
        assertThat(rows(file(gzip(bytes.toByteArray())), Wish.NONE)).isEqualTo(rows(file, Wish.NONE));
        assertThat(Tables.examine(file, "file", new Wish(null, null, "second")).columns())
                .containsExactly("elsewhere");
        assertThat(refusal(file, new Wish(null, null, "third")).detail()).contains("商品, second");
    }

    @Test
    void anExcelFileThatIsABombOrBrokenIsRefused() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 40; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        assertThat(refusal(file(bomb.toByteArray())).detail()).contains("200 times its size");
        var broken = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(broken)) {
            zip.putNextEntry(new ZipEntry("readme.txt"));
            zip.write(1);
            zip.closeEntry();
        }
        assertThat(refusal(file(broken.toByteArray())).detail()).startsWith("The Excel file cannot be read");
    }

    @Test
    void anExcelFileFetchesNoEntities() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "the-secret-words");
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "test", "1.0")) {
            workbook.newWorksheet("one").value(0, 0, "code");
        }
        var attack = new ByteArrayOutputStream();
        try (var in = new java.util.zip.ZipFile(file(bytes.toByteArray()).toFile());
                var out = new ZipOutputStream(attack)) {
            for (var entry : java.util.Collections.list(in.entries())) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                var content = in.getInputStream(entry).readAllBytes();
                if (entry.getName().equals("xl/worksheets/sheet1.xml")) {
                    content = ("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri()
                                    + "\">]><worksheet xmlns="
                                    + "\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\">"
                                    + "<c r=\"A1\" t=\"inlineStr\"><is><t>x&e;</t></is></c></row></sheetData></worksheet>")
                            .getBytes(StandardCharsets.UTF_8);
                }
                out.write(content);
                out.closeEntry();
            }
        }
        try {
            assertThat(Tables.examine(file(attack.toByteArray()), "file", Wish.NONE)
                            .columns()
                            .toString())
                    .doesNotContain("the-secret-words");
        } catch (Refusal refused) {
            assertThat(refused.detail()).doesNotContain("the-secret-words");
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
