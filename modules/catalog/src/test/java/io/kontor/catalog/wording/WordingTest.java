package io.kontor.catalog.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.kernel.Text;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mist Gooseneck Kettle | mist-gooseneck-kettle",
                "  Café  crème №1! | cafe-creme-no1",
                "母亲节礼物 | mu-qin-jie-li-wu",
                "重庆银行 | chong-qing-yin-hang",
                "iPhone 手机壳 2024 | iphone-shou-ji-ke-2024",
                "--- | ''",
                "Ｆｕｌｌ－Ｗｉｄｔｈ | full-width"
            })
    void spellsWordsForAnAddress(String words, String slug) {
        assertThat(Slug.of(words)).isEqualTo(slug);
    }

    @Test
    void prefersWhatWasChosenThenEnglishThenChineseThenTheCode() {
        var both = new Text(Map.of("zh", "茶壶", "en", "Teapot"));
        assertThat(Slug.of("My Pot", both, "X1")).isEqualTo("my-pot");
        assertThat(Slug.of(null, both, "X1")).isEqualTo("teapot");
        assertThat(Slug.of(null, Text.of("zh", "茶壶"), "X1")).isEqualTo("cha-hu");
        assertThat(Slug.of("!!!", Text.of("zh", "！"), "X1")).isEqualTo("x1");
        assertThat(Slug.of(null, Text.EMPTY, "%")).isEqualTo("item");
    }

    @Test
    void keepsSlugsShortAndFindsTheNextFreeNumber() {
        assertThat(Slug.of("very long ".repeat(30)))
                .hasSizeLessThanOrEqualTo(80)
                .doesNotEndWith("-");
        assertThat(Slug.free("pot", Set.of("pot", "pot-2", "pot-4"))).isEqualTo("pot-3");
        assertThat(Slug.stem("pot-2-3")).isEqualTo("pot");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)><p>x</p></svg>",
                "<a href=\"javascript:alert(1)\">x</a>", "<a href=\" jAvAsCrIpT:alert(1)\">x</a>",
                        "<p onclick=alert(1)>x</p>",
                "<p style=\"background:url(//evil)\">x</p>", "<iframe src=//evil></iframe>",
                        "<a href=\"data:text/html,alert(1)\">x</a>",
                "<math><mi xlink:href=\"javascript:alert(1)\">", "<form action=/evil><input name=a></form>",
                        "<style>*{display:none}</style>",
                "<p>a<!-- <script>alert(1)</script> --></p>", "<img src=\"https://elsewhere.test/a.png\">",
                        "<img src=\"//elsewhere.test/a.png\">"
            })
    void takesOutOfADescriptionWhatDoesMoreThanDescribe(String html) {
        assertThat(Description.safe(html).toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("script", "alert", "onerror", "evil", "elsewhere", "style", "iframe", "form", "<svg");
    }

    @Test
    void keepsWhatDescribes() {
        var picture = "/media/" + "ab".repeat(32) + "/page";
        assertThat(Description.safe("<h1>Big</h1><p>a <b>b</b> <i>c</i><br>d</p><ul><li>e</li></ul><img src=\""
                        + picture + "\" alt=\"f\">"))
                .isEqualTo("<h3>Big</h3><p>a <strong>b</strong> <em>c</em><br>d</p><ul><li>e</li></ul><img src=\""
                        + picture + "\" alt=\"f\" loading=\"lazy\">");
        assertThat(Description.safe("<a href=\"https://example.org/x\">x</a>"))
                .isEqualTo("<a href=\"https://example.org/x\" rel=\"nofollow noopener\">x</a>");
        assertThat(Description.safe("<a href=\"/zh/c/tea\">x</a>")).isEqualTo("<a href=\"/zh/c/tea\">x</a>");
        assertThat(Description.safe("One.\n\nTwo & three")).isEqualTo("<p>One.</p><p>Two &amp; three</p>");
        var once = Description.safe("<p>1 &lt; 2</p>");
        assertThat(Description.safe(once)).isEqualTo(once).isEqualTo("<p>1 &lt; 2</p>");
    }
}
