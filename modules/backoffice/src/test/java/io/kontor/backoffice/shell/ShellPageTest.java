package io.kontor.backoffice.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.backoffice.BackofficeModule;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@KontorTest(BackofficeModule.class)
class ShellPageTest {
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\"[^>]*>(.*?)</script>", Pattern.DOTALL);
    private static final Pattern NONCE = Pattern.compile("name=\"csp-nonce\" content=\"([^\"]+)\"");

    @Test
    void everyAddressOfTheBackOfficeIsTheShell(TestShop shop) {
        for (var path : new String[] {"/admin", "/admin/", "/admin/trade/orders", "/admin/catalog/products/7"}) {
            var page = shop.get(path);
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.header("Content-Type")).startsWith("text/html");
            assertThat(page.body()).contains("id=\"root\"");
        }
    }

    @Test
    void thePolicyNamesTheImportMapAndTheNonceOfThePage(TestShop shop) throws Exception {
        var page = shop.get("/admin");
        var importMap = first(IMPORT_MAP, page.body());
        var hash = MessageDigest.getInstance("SHA-256").digest(importMap.getBytes(StandardCharsets.UTF_8));
        assertThat(page.header("Content-Security-Policy"))
                .contains("script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'")
                .contains("'nonce-" + first(NONCE, page.body()) + "'")
                .doesNotContain("unsafe");
        assertThat(first(NONCE, shop.get("/admin").body())).isNotEqualTo(first(NONCE, page.body()));
    }

    @Test
    void whoeverBringsNoSessionIsShownTheSignInAtOnce(TestShop shop) {
        assertThat(shop.get("/admin").body()).contains("name=\"kontor-session\" content=\"none\"");
        assertThat(shop.get("/admin", "Cookie", "kontor_staff=abc").body())
                .contains("name=\"kontor-session\" content=\"brought\"");
    }

    @Test
    void theScreensShowTimesInTheShopsZone(TestShop shop) {
        assertThat(shop.get("/admin").body()).contains("name=\"kontor-zone\" content=\"Asia/Shanghai\"");
    }

    @Test
    void everyFileOfTheImportMapIsServedForEver(TestShop shop) {
        var imports = tools.jackson.databind.json.JsonMapper.shared()
                .readTree(first(IMPORT_MAP, shop.get("/admin").body()))
                .get("imports");
        assertThat(imports.has("react")).isTrue();
        assertThat(imports.has("kontor/sdk")).isTrue();
        assertThat(imports.has("kontor/module/backoffice")).isTrue();
        for (var address : imports.values()) {
            var file = shop.get(address.stringValue());
            assertThat(file.status()).as(address.stringValue()).isEqualTo(200);
            assertThat(file.header("Content-Type")).startsWith("text/javascript");
            assertThat(file.header("Cache-Control")).contains("immutable");
        }
    }

    @Test
    void whatIsNotAScreenIsNotServed(TestShop shop) {
        assertThat(shop.get("/admin/ui/shell/gone.js").status()).isEqualTo(404);
        assertThat(shop.get("/admin/ui/backoffice/manifest.json").status()).isEqualTo(404);
        assertThat(shop.get("/admin/ui/shell/..%2f..%2fapplication.properties").status())
                .isGreaterThanOrEqualTo(400);
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
