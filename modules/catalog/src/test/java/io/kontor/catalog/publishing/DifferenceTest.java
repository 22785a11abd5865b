package io.kontor.catalog.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.publishing.Difference.Change;
import io.kontor.catalog.publishing.Difference.Field;
import io.kontor.catalog.publishing.Difference.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DifferenceTest {
    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private static List<Change> between(String before, String after) {
        return Difference.between(json(before), json(after));
    }

    @Test
    void theSameIsNoDifference() {
        var content =
                "{'name':{'en':'Cup'},'variants':[{'sku':'A','price':{'amount':'1.00','currency':'CNY'}}],'brand':null}";
        assertThat(between(content, content)).isEmpty();
        assertThat(between("{'brand':null,'summary':{}}", "{'brand':''}")).isEmpty();
    }

    @Test
    void aTextIsToldByLanguage() {
        assertThat(between("{'name':{'zh':'杯','en':'Cup'}}", "{'name':{'zh':'杯','en':'Mug','fr':'Tasse'}}"))
                .containsExactly(new Change(
                        "name",
                        null,
                        Kind.CHANGED,
                        List.of(new Field("en", "Cup", "Mug"), new Field("fr", null, "Tasse"))));
    }

    @Test
    void variantsAreToldApartByTheirCodes() {
        var before =
                "{'variants':[{'sku':'A','price':{'amount':'1.00','currency':'CNY'},'weightGrams':5},{'sku':'B','weightGrams':7}]}";
        var after =
                "{'variants':[{'sku':'A','price':{'amount':'2.00','currency':'CNY'},'weightGrams':5},{'sku':'C','weightGrams':9}]}";
        assertThat(between(before, after))
                .containsExactly(
                        new Change("variants", "A", Kind.CHANGED, List.of(new Field("price", "1.00 CNY", "2.00 CNY"))),
                        new Change(
                                "variants",
                                "B",
                                Kind.REMOVED,
                                List.of(new Field("sku", "B", null), new Field("weightGrams", "7", null))),
                        new Change(
                                "variants",
                                "C",
                                Kind.ADDED,
                                List.of(new Field("sku", null, "C"), new Field("weightGrams", null, "9"))));
    }

    @Test
    void picturesThatChangePlacesAreTold() {
        var before = "{'images':[{'media':'1'},{'media':'2'},{'media':'3'},{'media':'4'}]}";
        var after = "{'images':[{'media':'3'},{'media':'2'},{'media':'1'}]}";
        assertThat(between(before, after))
                .containsExactly(
                        new Change("images", "1", Kind.CHANGED, List.of(new Field("position", "1", "3"))),
                        new Change("images", "3", Kind.CHANGED, List.of(new Field("position", "3", "1"))),
                        new Change("images", "4", Kind.REMOVED, List.of(new Field("media", "4", null))));
    }

    @Test
    void aThingThatIsGoneMovesNobody() {
        assertThat(between("{'categories':['a','b','c']}", "{'categories':['b','c','d']}"))
                .containsExactly(
                        new Change("categories", "a", Kind.REMOVED, List.of(new Field("", "a", null))),
                        new Change("categories", "d", Kind.ADDED, List.of(new Field("", null, "d"))));
    }

    @Test
    void whatStandsDeepIsFound() {
        var before = "{'options':[{'code':'colour','values':[{'code':'red','name':{'en':'Red'}}]}]}";
        var after = "{'options':[{'code':'colour','values':[{'code':'red','name':{'en':'Ruby'}}]}]}";
        assertThat(between(before, after))
                .containsExactly(new Change(
                        "options", "colour", Kind.CHANGED, List.of(new Field("values.red.name.en", "Red", "Ruby"))));
    }
}
