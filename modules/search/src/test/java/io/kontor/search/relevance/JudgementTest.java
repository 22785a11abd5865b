package io.kontor.search.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static int grade(String rule, String name) {
        return new Judgement(rule).grade(Judgement.judged(name, "Acme", "Kitchen/Mugs"));
    }

    @Test
    void theFirstAlternativeThatFitsGivesTheGrade() {
        assertThat(grade("3:mug red;2:mug", "Red Mugs, large")).isEqualTo(3);
        assertThat(grade("3:mug red;2:mug", "Blue mug")).isEqualTo(2);
        assertThat(grade("3:mug red;2:mug", "Reduced smug")).isZero();
        assertThat(grade("3:c/mug b/acme !blue", "Cup")).isEqualTo(3);
        assertThat(grade("3:c/mug !blue", "Blue cup")).isZero();
        assertThat(grade("2:抱枕|靠垫", "日式抱枕套")).isEqualTo(2);
    }

    @Test
    void theBestOrderIsOneAndALaterPlaceCountsLess() {
        assertThat(Judgement.ndcg(List.of(3, 2, 0), List.of(0, 2, 3))).isEqualTo(1);
        assertThat(Judgement.ndcg(List.of(0, 0), List.of(3))).isZero();
        assertThat(Judgement.ndcg(List.of(0, 3), List.of(3))).isCloseTo(0.6309, within(0.0001));
    }
}
