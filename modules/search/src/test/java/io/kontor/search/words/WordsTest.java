package io.kontor.search.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Transliterator;
import io.kontor.search.words.Words.Term;
import io.kontor.search.words.Words.Wanted;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void chineseIsIndexedByCharactersPairsAndWords() {
        assertThat(Words.terms("红色跑步鞋").stream().map(Term::text))
                .containsExactly("红", "红色", "=红色", "色", "色跑", "跑", "跑步", "=跑步", "步", "步鞋", "鞋", "=鞋");
    }

    @Test
    void chineseIsAskedForByTheWordsOfTheDictionary() {
        assertThat(Words.wanted("红色跑步鞋", 16).stream().map(Wanted::text)).containsExactly("红色", "跑步", "鞋");
    }

    @Test
    void englishIsIndexedAsWrittenAndByItsStem() {
        assertThat(texts("Running shoes")).containsExactly("running", "run", "shoes", "shoe");
    }

    @Test
    void hyphensAndDigitsPartAWordWithoutLosingIt() {
        assertThat(texts("T-Shirt")).containsExactly("t", "tshirt", "shirt");
        assertThat(texts("iPhone15")).containsExactly("iphone15", "iphone", "15");
        assertThat(texts("1.5L")).contains("1.5l", "1.5", "l");
    }

    @Test
    void possessivesAndApostrophesGo() {
        assertThat(texts("Women's")).startsWith("women");
        assertThat(texts("women’s")).startsWith("women");
        assertThat(texts("O'Neill")).startsWith("oneill");
        assertThat(texts("'s")).containsExactly("s");
    }

    @Test
    void widthCaseAccentsAndTraditionalCharactersAreOne() {
        assertThat(Words.fold("ＣＡＦÉ　電視")).isEqualTo("cafe 电视");
    }

    @Test
    void wordsThatSayNothingCountOnlyAlone() {
        assertThat(Words.wanted("a pot for tea", 16).stream().map(Wanted::text)).containsExactly("pot", "tea");
        assertThat(Words.wanted("the", 16).stream().map(Wanted::text)).containsExactly("the");
    }

    @Test
    void brokenTextIsCutWithoutHarm() {
        assertThat(texts("tea\u0000pot \uD800 \uDC00x 😀😀 𠮷")).contains("tea", "pot", "x");
        assertThat(Words.wanted("x".repeat(10_000), 16)).hasSize(1);
    }

    @Test
    void theTableOfTraditionalCharactersIsWhatTheLibraryMakesOfEach() {
        var library = Transliterator.getInstance("Traditional-Simplified");
        for (var c = '\u4e00'; c < '\ua000'; c++) {
            var simplified = library.transliterate(String.valueOf(c));
            if (simplified.length() == 1) {
                assertThat(Traditional.simplify(String.valueOf(c))).isEqualTo(simplified);
            }
        }
    }

    @Test
    void pinyinBeginsAtEachCharacter() {
        var sounds = Pinyin.of(List.of("智能电视机 TV"));
        assertThat(sounds.full()).contains("zhinengdianshiji", "dianshiji", "ji");
        assertThat(sounds.initials()).contains("zndsj", "dsj", "j");
        assertThat(Pinyin.of(List.of("重庆")).full()).contains("chongqing");
        assertThat(Pinyin.of(List.of("绿色")).full()).contains("lvse", "luse");
    }

    private static List<String> texts(String text) {
        return Words.terms(text).stream().map(Term::text).toList();
    }
}
