package io.kontor.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
    @ParameterizedTest
    @CsvSource({
        "Lena@Example.COM, lena@example.com",
        "' lena@example.com ', lena@example.com",
        "ｌｅｎａ@example.com, lena@example.com",
        "li.lei+shop@163.com, li.lei+shop@163.com",
        "李雷@例子.中国, 李雷@xn--fsqu00a.xn--fiqs8s"
    })
    void anEmailIsKeptInOneForm(String written, String kept) {
        assertThat(Login.email(written)).contains(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lena",
                "lena@",
                "@example.com",
                "lena@example",
                "le na@example.com",
                "a@b@example.com",
                "lena@-x.com",
                "lena@example..com",
                "\"lena\"@example.com",
                "<lena@example.com>"
            })
    void whatIsNoEmailIsNotTakenForOne(String written) {
        assertThat(Login.email(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "13800138000, +8613800138000",
        "138 0013 8000, +8613800138000",
        "+86 138-0013-8000, +8613800138000",
        "008613800138000, +8613800138000",
        "8613800138000, +8613800138000",
        "１３８００１３８０００, +8613800138000",
        "0571-88888888, +8657188888888",
        "010 8888 8888, +861088888888",
        "+49 (30) 5550123, +49305550123",
        "+14155550100, +14155550100"
    })
    void aPhoneIsKeptInInternationalForm(String written, String kept) {
        assertThat(Login.phone(written)).contains(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1380013800",
                "138001380001",
                "12345678901",
                "phone",
                "+",
                "+0123456789",
                "+123456789012345678",
                "1380013800a"
            })
    void whatIsNoPhoneIsNotTakenForOne(String written) {
        assertThat(Login.phone(written)).isEmpty();
    }
}
