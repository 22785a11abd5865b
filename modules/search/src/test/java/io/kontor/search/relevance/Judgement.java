package io.kontor.search.relevance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What of a catalogue answers a search, and how well: {@code 3:mug red;2:mug;1:cup|tumbler} gives a product the grade of
 * the first alternative all of whose terms it meets. A term is a word of the name (in Chinese a part of it), with
 * {@code c/} of a category, with {@code b/} of the brand, with {@code !} none.
 */
final class Judgement {
    /** What of a product is judged. */
    record Judged(String name, String brand, String categories) {}

    private record Term(char place, boolean none, Pattern pattern) {
        boolean meets(Judged product) {
            var text = place == 'c' ? product.categories() : place == 'b' ? product.brand() : product.name();
            return pattern.matcher(text).find() != none;
        }
    }

    private record Alternative(int grade, List<Term> terms) {}

    private final List<Alternative> alternatives = new ArrayList<>();

    Judgement(String rule) {
        for (var one : rule.split(";")) {
            var grade = Integer.parseInt(one.substring(0, one.indexOf(':')).strip());
            var terms = Arrays.stream(
                            one.substring(one.indexOf(':') + 1).strip().split(" "))
                    .map(Judgement::term)
                    .toList();
            alternatives.add(new Alternative(grade, terms));
        }
    }

    private static Term term(String written) {
        var none = written.startsWith("!");
        var rest = none ? written.substring(1) : written;
        var place = rest.startsWith("c/") || rest.startsWith("b/") ? rest.charAt(0) : 'n';
        var words = place == 'n' ? rest : rest.substring(2);
        var patterns = Arrays.stream(words.split("\\|"))
                .map(word -> word.chars().anyMatch(c -> c > 0x2e80)
                        ? Pattern.quote(word)
                        : "(?<![a-z0-9])" + Pattern.quote(word) + "(s|es)?(?![a-z0-9])")
                .toList();
        return new Term(place, none, Pattern.compile(String.join("|", patterns)));
    }

    int grade(Judged product) {
        return alternatives.stream()
                .filter(alternative -> alternative.terms().stream().allMatch(term -> term.meets(product)))
                .mapToInt(Alternative::grade)
                .findFirst()
                .orElse(0);
    }

    static Judged judged(String name, String brand, String categories) {
        return new Judged(
                name.toLowerCase(Locale.ROOT), brand.toLowerCase(Locale.ROOT), categories.toLowerCase(Locale.ROOT));
    }

    /**
     * How good the first ten are, from 0 to 1: each counts by its grade and less the lower it stands, beside the best
     * order there could be. Source: K. Järvelin, J. Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002.
     */
    static double ndcg(List<Integer> gradesAsFound, List<Integer> allGrades) {
        var best = dcg(allGrades.stream()
                .sorted((one, other) -> Integer.compare(other, one))
                .toList());
        return best == 0 ? 0 : dcg(gradesAsFound) / best;
    }

    private static double dcg(List<Integer> grades) {
        var sum = 0.0;
        for (var i = 0; i < Math.min(10, grades.size()); i++) {
            sum += (Math.pow(2, grades.get(i)) - 1) / (Math.log(i + 2) / Math.log(2));
        }
        return sum;
    }
}
