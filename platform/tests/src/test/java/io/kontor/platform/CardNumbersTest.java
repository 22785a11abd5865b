package io.kontor.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.platform.card.CardNumbers;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {
    /** Numbers that issuers and schemes publish for tests. */
    private static final List<String> CARDS = List.of(
            "4111111111111111",
            "4012888888881881",
            "5555555555554444",
            "5105105105105100",
            "2223003122003222",
            "378282246310005",
            "371449635398431",
            "6011111111111117",
            "3530111333300000",
            "30569309025904",
            "38520000023237",
            "6200000000000005",
            "6212345678901265",
            "6205500000000000004",
            "2200000000000053",
            "6759649826438453");

    @Test
    void findsEveryCardHoweverItIsWritten() {
        for (var card : CARDS) {
            for (var written : List.of(
                    card,
                    grouped(card, " "),
                    grouped(card, "-"),
                    grouped(card, "."),
                    grouped(card, "\u00a0"),
                    grouped(card, "\u3000"),
                    grouped(card, " - ").replace(" - ", "- "),
                    String.join(" ", card.split("")),
                    wide(card),
                    wide(grouped(card, "－")),
                    "卡号" + card + "谢谢",
                    "Visa" + card,
                    "card: " + grouped(card, " ") + ", exp 12/29, cvv 123",
                    "call 13800138000 or charge " + card)) {
                assertThat(CardNumbers.isIn(written)).as(written).isTrue();
                assertThat(CardNumbers.mask(written)).as(written).contains("[card number]");
                assertThat(CardNumbers.isIn(CardNumbers.mask(written))).isFalse();
            }
        }
    }

    @Test
    void leavesTheRestOfTheTextAlone() {
        assertThat(CardNumbers.mask("pay 4111 1111 1111 1111, then 5555-5555-5555-4444."))
                .isEqualTo("pay [card number], then [card number].");
        assertThat(CardNumbers.mask("Ring twice.")).isEqualTo("Ring twice.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112",
                "13800138000",
                "+86 138 0013 8000",
                "021-6433 5566 / 138 0013 8000 / 139 0013 9000",
                "26112248137205",
                "30011248137204",
                "2026-11-22 13:59:59.123456",
                "SF1234567890123",
                "LX123456789CN",
                "9400 1000 0000 0000 0000 00",
                "1Z999AA10123456784",
                "4006381333931",
                "01940000-0000-7000-8000-000000000001",
                "TEAPOT-abcdefab-4111-1111-1111-1111abcdefab",
                "abcdefab-4111-1111-1111-1111abcdefab-copy",
                "411111111111111111111",
                "620102199003074113",
                "2026112222001418161439876543",
                "衡山路 1 号 4 楼 401 室 邮编 200031",
                ""
            })
    void findsNoneInWhatPeopleWriteOtherwise(String text) {
        assertThat(CardNumbers.isIn(text)).isFalse();
        assertThat(CardNumbers.mask(text)).isEqualTo(text);
    }

    @Test
    void refusesNoNumberThatAShopLivesBy() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var round = 0; round < 20_000; round++) {
            var day = "%02d%02d%02d".formatted(random.nextInt(26, 99), random.nextInt(1, 13), random.nextInt(1, 29));
            for (var number : List.of(
                    day + digits(random, 8),
                    "1" + digits(random, 10),
                    "+86 1" + digits(random, 2) + " " + digits(random, 4) + " " + digits(random, 4),
                    "+1 " + digits(random, 3) + "-" + digits(random, 3) + "-" + digits(random, 4),
                    "SF" + digits(random, 13),
                    "YT" + digits(random, 13),
                    "JT" + digits(random, 13),
                    "7" + digits(random, 13),
                    "77" + digits(random, 13),
                    "4" + digits(random, 14),
                    digits(random, 12),
                    digits(random, 13),
                    "9" + digits(random, 21),
                    "E" + (char) ('A' + random.nextInt(26)) + digits(random, 9) + "CN",
                    new UUID(random.nextLong(), random.nextLong()).toString(),
                    new UUID(random.nextLong(), random.nextLong()).toString().replace("-", ""),
                    "TEAPOT-" + digits(random, 6))) {
                assertThat(CardNumbers.isIn(number))
                        .as(number + ", seed " + seed)
                        .isFalse();
            }
        }
    }

    private static String digits(Random random, int count) {
        var digits = new StringBuilder();
        for (var at = 0; at < count; at++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private static String grouped(String card, String mark) {
        return card.length() == 15 || card.length() == 14
                ? card.substring(0, 4) + mark + card.substring(4, 10) + mark + card.substring(10)
                : card.replaceAll("(.{4})(?=.)", "$1" + mark);
    }

    private static String wide(String text) {
        return text.chars()
                .map(character -> character >= '0' && character <= '9' ? character - '0' + '０' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
