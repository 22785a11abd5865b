package io.kontor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.testkit.KontorTest;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@KontorTest(IdentityModule.class)
class SlowGuessingTest {
    @Test
    void guessesAreSlowedDownAndTheOwnerStillGetsIn(TestShop shop) throws Exception {
        var email = ShopperSessionTest.newEmail();
        Members.shopper(shop, email);

        var statuses = new ArrayList<Integer>();
        for (var guess = 0; guess < 12; guess++) {
            statuses.add(signInFrom("127.0.0.2", shop, email, "guess number " + guess)
                    .statusCode());
        }
        var rightOneByChance = signInFrom("127.0.0.2", shop, email, Members.PASSWORD);
        var fromAThirdPlace = signInFrom("127.0.0.3", shop, email, Members.PASSWORD);
        var owner = signInFrom("127.0.0.1", shop, email, Members.PASSWORD);

        assertThat(statuses.subList(0, 3)).containsOnly(401);
        assertThat(statuses.subList(3, 12)).containsOnly(429);
        assertThat(rightOneByChance.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(
                        rightOneByChance.headers().firstValue("Retry-After").orElse("0")))
                .isBetween(1, 3600);
        assertThat(fromAThirdPlace.statusCode()).isEqualTo(429);
        assertThat(owner.statusCode()).isEqualTo(200);
    }

    @Test
    void theOwnersOwnMistakesAreForgottenWithTheRightPassword(TestShop shop) throws Exception {
        var email = ShopperSessionTest.newEmail();
        Members.shopper(shop, email);

        for (var round = 0; round < 3; round++) {
            assertThat(signInFrom("127.0.0.1", shop, email, "a slip of the finger")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(signInFrom("127.0.0.1", shop, email, Members.PASSWORD).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aLoginThatNobodyHasIsSlowedDownAlike(TestShop shop) throws Exception {
        var email = ShopperSessionTest.newEmail();
        var statuses = new ArrayList<Integer>();
        for (var guess = 0; guess < 5; guess++) {
            statuses.add(signInFrom("127.0.0.4", shop, email, "guess number " + guess)
                    .statusCode());
        }
        assertThat(statuses).containsExactly(401, 401, 401, 429, 429);
    }

    @Test
    void guessesSentAllAtOnceCountLikeAnyOthers(TestShop shop) throws Exception {
        var email = ShopperSessionTest.newEmail();
        Members.shopper(shop, email);
        Callable<Integer> guessing = () ->
                signInFrom("127.0.0.5", shop, email, "one of many guesses").statusCode();

        try (var threads = Executors.newFixedThreadPool(20)) {
            var statuses = threads.invokeAll(Collections.nCopies(20, guessing)).stream()
                    .map(done -> done.resultNow())
                    .toList();
            assertThat(statuses).filteredOn(status -> status == 401).hasSize(3);
            assertThat(statuses).filteredOn(status -> status == 429).hasSize(17);
        }
    }

    @Test
    void oneAddressTryingManyLoginsIsSlowedDown(TestShop shop) throws Exception {
        var statuses = new ArrayList<Integer>();
        for (var guess = 0; guess < 32; guess++) {
            statuses.add(signInFrom("127.0.0.6", shop, ShopperSessionTest.newEmail(), "one password for all")
                    .statusCode());
        }
        assertThat(statuses.subList(0, 30)).containsOnly(401);
        assertThat(statuses.subList(30, 32)).containsOnly(429);
    }

    private static HttpResponse<String> signInFrom(String address, TestShop shop, String login, String password)
            throws IOException, InterruptedException {
        var body = JsonMapper.shared().writeValueAsString(java.util.Map.of("login", login, "password", password));
        try (var client = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(address))
                .build()) {
            var request = HttpRequest.newBuilder(shop.address().resolve("/api/store/v1/session"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
