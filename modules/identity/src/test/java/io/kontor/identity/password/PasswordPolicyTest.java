package io.kontor.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.kernel.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nine blue herons at dusk", "correct horse battery staple", "yWx7!pQm2#", "open-the-doors-2026",
                        "a red teapot at noon",
                "我家门口有一棵大槐树", "Tr0mbone&Anchovy", "fjord banana locomotive", "3.14159 is not tau", "    ten spaces no"
            })
    void passwordsThatAreHardToGuessPass(String password) {
        assertThatCode(() -> PasswordPolicy.check(password, "lena@example.com")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password123",
                "Password2026!",
                "P@ssw0rd12",
                "passwordpassword",
                "qwertyuiop",
                "1234567890",
                "12345678901234567890",
                "aaaaaaaaaaaa",
                "abcabcabcabc",
                "iloveyou123",
                "administrator",
                "Welcome2026",
                "letmein12345",
                "sunshine2020!",
                "asdfghjkl;'",
                "1q2w3e4r5t",
                "1qaz2wsx3edc",
                "woaini1314520",
                "woaini5201314",
                "0987654321",
                "abcdefghij",
                "123123123123",
                "superman123",
                "football1234",
                "monkey123456",
                "dragon123456",
                "qwerty123456",
                "123456qwerty",
                "1111111111",
                "!!!!!!!!!!!!",
                "Kontor2026!!",
                "adminadmin1",
                "trustno1trustno1",
                "iloveyouiloveyou",
                "q1w2e3r4t5y6",
                "zaqwsxzaqwsx",
                "michael1987"
            })
    void passwordsThatEverybodyTriesAreRefused(String password) {
        assertThatThrownBy(() -> PasswordPolicy.check(password))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.extensions()).containsEntry("reason", "common"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"my name is Lena-B, hello", "LENA-B@EXAMPLE.COM!", "call 13800138000 now"})
    void aPasswordDoesNotContainTheLogin(String password) {
        assertThatThrownBy(() -> PasswordPolicy.check(password, "lena-b@example.com", "+8613800138000"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.extensions()).containsEntry("reason", "contains-login"));
    }
}
